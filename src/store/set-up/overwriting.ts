import { accepts, type Field } from '#core/field.ts';
import { idleReason } from '#core/idle-fields.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { LabState } from '../lab/lab-state.ts';
import { isUnderWay } from '../lab/run-state.ts';
import { isRunsForm } from '../lab/set-up-state.ts';

/** Name of the hyperparameter whose value stands in a field; null: it is another field. */
const valueNameOf = ({ hyperparameter }: Pick<Field, 'hyperparameter'>): string | null =>
  hyperparameter?.part === 'value' ? hyperparameter.name : null;

/** Tells whether a new value of a field overwrites what evolved in living agents: a hyperparameter's in a run does. */
export function overwritesEvolved(state: LabState, field: Pick<Field, 'hyperparameter'>): boolean {
  const name = valueNameOf(field);
  const { status, config, initial } = state;
  if (name === null || !config || !isUnderWay(status) || !isRunsForm(state)) return false;
  return [initial, config].some((each) => each && evolves(each, name));
}

/** Tells whether a value is to be asked about before it is set: one that the run can take and does not have. */
export const isAskedFirst = (state: LabState, field: Field, value: unknown): boolean =>
  overwritesEvolved(state, field) &&
  accepts(field, value) &&
  state.config?.hyperparameters[valueNameOf(field) ?? '']?.value !== value;

/**
 * Values by path that have mutations lead from a run's value of a hyperparameter to another, and no agent overwritten;
 * null where no mutation moves it.
 */
export function rangeTowards(
  config: RunConfig,
  field: Pick<Field, 'hyperparameter'>,
  value: number,
): Readonly<Record<string, number>> | null {
  const name = valueNameOf(field);
  const now = name === null ? undefined : config.hyperparameters[name];
  if (name === null || !now || !evolves(config, name)) return null;
  const at = `hyperparameters.${name}`;
  return {
    [`${at}.value`]: now.value, // whatever stands in the form
    [`${at}.min`]: Math.min(now.value, value),
    [`${at}.max`]: Math.max(now.value, value),
  };
}

const evolves = (config: RunConfig, name: string): boolean =>
  config.hyperparameters[name]?.evolves === true &&
  idleReason(config, { group: 'algorithm', hyperparameter: { name, part: 'evolves' } }) === null;
