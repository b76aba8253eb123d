import type { Choice } from './choice.ts';
import type { Field, FieldGroup, FieldValues } from './field.ts';

/** Short forms in which the tables of fields are written. */

export function field<Group extends string = FieldGroup>(
  path: string,
  label: string,
  explanation: string,
  group: Group,
  values: FieldValues,
  unit?: string,
): Field<Group> {
  return { path, label, explanation, group, live: false, ...values, ...(unit && { unit }) };
}

export function live(...words: Parameters<typeof field<FieldGroup>>): Field {
  return { ...field(...words), live: true };
}

export function integer(
  lowest: number,
  highest: number,
  scale: 'log' | 'linear' = 'linear',
): FieldValues {
  return { kind: 'integer', lowest, highest, scale };
}

export function real(lowest: number, highest: number): FieldValues {
  return { kind: 'real', lowest, highest, scale: 'linear' };
}

/** Widths of hidden layers. */
export function widths(most: number, highest: number): FieldValues {
  return { kind: 'integers', lowest: 1, highest, fewest: 1, most };
}

function choices(values: readonly string[]): readonly Choice[] {
  return values.map((value) => ({ value, label: value }));
}

export function choice(values: readonly string[]): FieldValues {
  return { kind: 'choice', choices: choices(values) };
}
