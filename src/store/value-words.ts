import type { Field } from '#core/field.ts';
import { activationWord, shortNumber } from './mutation-words.ts';

/** A value of a field in a few words, as '64 → 64', 'on' or 'LunarLander'; '–' where there is none. */
export function valueWords(value: unknown, field?: Field): string {
  if (value === undefined) return '–';
  if (Array.isArray(value)) {
    const between = field?.kind === 'integers' ? ' → ' : ' · ';
    return value.map((entry) => activationWord(String(entry))).join(between);
  }
  if (typeof value === 'number') return shortNumber(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  const choice =
    field?.kind === 'choice' ? field.choices.find((each) => each.value === value) : undefined;
  return activationWord(choice?.label ?? String(value));
}
