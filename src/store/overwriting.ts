import { accepts, type Field } from '#core/field.ts';
import { idleReason } from '#core/idle-fields.ts';
import type { RunConfig } from '#core/run-config.ts';
import { isRunsForm, isUnderWay, type LabState } from './lab-state.ts';

type Run = Pick<LabState, 'status' | 'run' | 'setUp' | 'runSetUp' | 'config' | 'initial'>;

/** Name of the hyperparameter whose value stands at a path; null: it is another field's. */
const valueNameOf = (path: string): string | null =>
  /^hyperparameters\.(\w+)\.value$/.exec(path)?.[1] ?? null;

/** Whether a new value of a field overwrites what evolved in the agents alive: a hyperparameter's does, in a run under way. */
export function overwritesEvolved(state: Run, path: string): boolean {
  const name = valueNameOf(path);
  const { status, config, initial } = state;
  if (name === null || !config || !isUnderWay(status) || !isRunsForm(state)) return false;
  return [initial, config].some((each) => each && evolves(each, name));
}

/** Whether a value that a person commits is to be asked about first: one that the run can take and does not have. */
export const isAskedFirst = (state: Run, field: Field, value: unknown): boolean =>
  overwritesEvolved(state, field.path) &&
  accepts(field, value) &&
  state.config?.hyperparameters[valueNameOf(field.path) ?? '']?.value !== value;

/**
 * Fields by path that have mutations lead from a run's value of a hyperparameter to another, and no agent overwritten;
 * null where no mutation moves it.
 */
export function rangeTowards(
  config: RunConfig,
  path: string,
  value: number,
): Readonly<Record<string, number>> | null {
  const name = valueNameOf(path);
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
  idleReason(config, `hyperparameters.${name}.evolves`) === null;
