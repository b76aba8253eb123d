import type { Field } from '#core/field.ts';
import { valueAt } from '#core/plain-data.ts';
import type { RunConfig } from '#core/run-config.ts';

type Tree = { readonly [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** The value at a path such as 'selection.tournamentSize'; undefined where there is none. */
export const getAt = (config: RunConfig, path: string): unknown => valueAt(config, path);

/** Value of a field, or its default where it is left out. */
export function fieldValue(
  config: RunConfig,
  { path, defaultValue }: Pick<Field, 'path' | 'defaultValue'>,
): unknown {
  return getAt(config, path) ?? defaultValue;
}

export function same(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}

/** Paths of all leaves at which two configurations differ; a list is one leaf. */
export function differences(a: unknown, b: unknown, prefix = ''): string[] {
  if (!isTree(a) || !isTree(b) || Array.isArray(a) || Array.isArray(b))
    return same(a, b) ? [] : [prefix];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(a[key], b[key], prefix === '' ? key : `${prefix}.${key}`),
  );
}
