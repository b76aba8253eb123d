import type { Field } from './field.ts';
import type { RunConfig } from './run-config.ts';

/** Says why a field means nothing in a configuration, as it is; null where it means something. */
export function idleReason(
  { evolution = 'on' }: Pick<RunConfig, 'evolution'>,
  { group, hyperparameter }: Pick<Field, 'group' | 'hyperparameter'>,
): string | null {
  if (evolution === 'on') return null;
  if (group === 'selection')
    return evolution === 'off'
      ? 'Without evolution nobody is selected: every agent trains on.'
      : null;
  const isMoved = hyperparameter !== undefined && hyperparameter.part !== 'value';
  if (group === 'mutation' || isMoved)
    return evolution === 'off'
      ? 'Without evolution nothing mutates: agents keep what they start with.'
      : 'With selection only nothing mutates: offspring are copies.';
  return null;
}
