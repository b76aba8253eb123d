import type { FieldValues } from '#core/field.ts';
import { shortNumber } from '#core/short-number.ts';

/** A value of a field in a few words, as '64 → 64', 'on' or 'LunarLander'; '–' where there is none. */
export function valueWords(value: unknown, field?: FieldValues): string {
  if (value === undefined) return '–';
  const choices = field && 'choices' in field ? field.choices : [];
  const word = (entry: unknown) =>
    choices.find((choice) => choice.value === entry)?.label ?? String(entry);
  if (Array.isArray(value)) return value.map(word).join(field?.kind === 'integers' ? ' → ' : ' · ');
  if (typeof value === 'number') return shortNumber(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return word(value);
}
