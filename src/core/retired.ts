import { isRecord } from './plain-data.ts';

/** Fields that configurations had once, by path, and what a person is told where one still holds such a field. */
const RETIRED: ReadonlyMap<string, string> = new Map([
  [
    'target.window',
    'The target window was left out: a run now ends by its champion’s mean over fresh episodes.',
  ],
]);

/** An edit without the fields that are no more, as a list of one; of none where no field is left. */
export function withoutRetiredValues<
  T extends { readonly values: Readonly<Record<string, unknown>> },
>(edit: T): readonly T[] {
  const paths = Object.entries(edit.values);
  const kept = paths.filter(([path]) => !RETIRED.has(path));
  if (kept.length === paths.length) return [edit];
  return kept.length === 0 ? [] : [{ ...edit, values: Object.fromEntries(kept) }];
}

/** A configuration, or a part of one, without fields that are no more, and a sentence for each that was there. */
export function withoutRetired<T>(data: T): {
  readonly data: T;
  readonly dropped: readonly string[];
} {
  const dropped: string[] = [];
  const strip = (node: unknown, prefix: string): unknown => {
    if (!isRecord(node)) return node;
    const kept = Object.entries(node).filter(([key]) => {
      const words = RETIRED.get(prefix + key);
      if (words !== undefined) dropped.push(words);
      return words === undefined;
    });
    return kept.length < Object.keys(node).length ? Object.fromEntries(kept) : node;
  };
  const stripped = strip(data, '');
  if (!isRecord(stripped)) return { data, dropped };
  const groups = Object.entries(stripped).map(([key, node]) => [key, strip(node, `${key}.`)]);
  return dropped.length === 0
    ? { data, dropped }
    : { data: Object.fromEntries(groups) as T, dropped }; // as it was but for what went
}
