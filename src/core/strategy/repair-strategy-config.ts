import { accepts, expectation } from '../field.ts';
import { nearest } from '../nearest.ts';
import { describeValue, isRecord, plainCopy, valueAt } from '../plain-data.ts';
import type { Problem } from '../problem.ts';
import { setAt } from '../set-at.ts';
import type { StrategyConfig } from './strategy-config.ts';
import { fieldsOf } from './strategy-fields.ts';

/**
 * Makes every field of what may be anything hold something that it accepts: a number out of its limits becomes the
 * nearest within, anything else what `fallback` has there. Rows are left as they are, for the parser to judge. Never
 * throws.
 */
export function repairStrategyConfig(
  input: unknown,
  fallback: StrategyConfig,
): { readonly config: unknown; readonly corrected: readonly Problem[] } {
  const data = plainCopy(input);
  if (!isRecord(data)) return { config: data, corrected: [] };
  const corrected: Problem[] = [];
  let config: Record<string, unknown> = data;
  for (const field of fieldsOf(valueAt(data, 'data.kind') === 'own')) {
    const { path, label } = field;
    const value = valueAt(data, path);
    if (accepts(field, value) || (value === undefined && field.defaultValue !== undefined))
      continue;
    const instead = nearest(field, value) ?? valueAt(fallback, path) ?? field.defaultValue;
    if (instead === undefined) continue;
    config = setAt(config, path, instead);
    const was = describeValue(value);
    corrected.push({
      path,
      value: was,
      message: `${label} is ${was} and must be ${expectation(field)}; ${describeValue(instead)} was taken.`,
    });
  }
  return { config, corrected };
}
