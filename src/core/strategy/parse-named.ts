import type { Wrong } from './parse-options.ts';

/**
 * A list of things that rows name, each with a name of its own, at `path`; `kind` says what one is called. Entries for
 * which `parseOne` returns null are left out, and problems go to `wrong`.
 */
export function parseNamed<T extends { readonly name: string }>(
  list: unknown,
  { path, kind, most }: { readonly path: string; readonly kind: string; readonly most: number },
  parseOne: (value: unknown, path: string) => T | null,
  wrong: Wrong,
): readonly T[] {
  if (!Array.isArray(list) || list.length > most) {
    wrong(path, list, `it must be a list of at most ${most} ${path}`);
    return [];
  }
  const parsed = list.flatMap((value: unknown, at) => parseOne(value, `${path}.${at}`) ?? []);
  const names = parsed.map(({ name }) => name);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (twice >= 0)
    wrong(`${path}.${twice}.name`, names[twice], `another ${kind} has it; give each its own`);
  return Object.freeze(parsed);
}
