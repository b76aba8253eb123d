import { expectation, type FieldValues } from '#core/field.ts';
import type { Problem } from '#core/problem.ts';
import { ambiguityWords } from '../set-up/typed-number.ts';

/** Problem of a field, as a form says it: by the field's label, and as it was typed. */
export function problemWords(
  { path, value, message }: Problem,
  label: string,
  field?: FieldValues,
): string {
  if (!field || typeof value !== 'string' || !isTyped(field))
    return message.startsWith(path) ? label + message.slice(path.length) : message;
  const must = `it must be ${expectation(field)}`;
  const typed = value.trim();
  if (typed === '') return `${label} is empty: ${must}`;
  const shown = typed.length > 40 ? `${typed.slice(0, 40)}…` : typed;
  const readings =
    field.kind === 'integers' ? null : ambiguityWords(typed, field.kind === 'integer');
  return readings
    ? `${label}: “${shown}” can be read in two ways; ${readings}`
    : `${label} is “${shown}”: ${must}`;
}

const isTyped = ({ kind }: FieldValues) =>
  kind === 'integer' || kind === 'real' || kind === 'integers';
