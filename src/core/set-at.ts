import { isRecord } from './plain-data.ts';

/** A copy with other values by path. It may be no right configuration any more: its parser says. */
export function setAll<T extends object>(config: T, values: Readonly<Record<string, unknown>>): T {
  return Object.entries(values).reduce<T>(
    (changed, [path, value]) => setAt(changed, path, value),
    config,
  );
}

/** A copy with another value at a path. It may be no right configuration any more: its parser says. */
export function setAt<T extends object>(config: T, path: string, value: unknown): T {
  const put = (tree: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return value;
    return {
      ...(isRecord(tree) ? tree : {}),
      [key]: put(isRecord(tree) ? tree[key] : undefined, rest),
    };
  };
  return put(config, path.split('.')) as T;
}
