import { isRecord } from './plain-data.ts';
import type { RunConfig } from './run-config.ts';

/** A copy with other values by path. It may be no right configuration any more: `parseRunConfig` says. */
export function setAll(config: RunConfig, values: Readonly<Record<string, unknown>>): RunConfig {
  return Object.entries(values).reduce(
    (changed, [path, value]) => setAt(changed, path, value),
    config,
  );
}

/** A copy with another value at a path. It may be no right configuration any more: `parseRunConfig` says. */
export function setAt(config: RunConfig, path: string, value: unknown): RunConfig {
  const put = (tree: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return value;
    return {
      ...(isRecord(tree) ? tree : {}),
      [key]: put(isRecord(tree) ? tree[key] : undefined, rest),
    };
  };
  return put(config, path.split('.')) as RunConfig;
}
