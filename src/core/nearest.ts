import type { FieldValues } from './field.ts';

/** The nearest value that a field accepts; undefined where none is near. */
export function nearest(field: FieldValues, value: unknown): unknown {
  switch (field.kind) {
    case 'integer':
    case 'real':
      if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
      return clamp(field.kind === 'integer' ? Math.round(value) : value, field);
    case 'integers': {
      if (!Array.isArray(value) || value.length < field.fewest) return undefined;
      const entries = value.slice(0, field.most);
      const all = entries.every((entry) => typeof entry === 'number' && !Number.isNaN(entry));
      return all ? entries.map((entry) => clamp(Math.round(entry), field)) : undefined;
    }
    case 'choices':
      return Array.isArray(value)
        ? field.choices.flatMap((choice) => (value.includes(choice.value) ? [choice.value] : []))
        : undefined;
    case 'boolean':
    case 'choice':
      return undefined;
    default:
      return field satisfies never;
  }
}

const clamp = (value: number, limits: { readonly lowest: number; readonly highest: number }) =>
  Math.min(limits.highest, Math.max(limits.lowest, value));
