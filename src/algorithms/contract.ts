import { type Builder, defineProgram } from '#compute/builder.ts';
import type { Program } from '#compute/program.ts';
import type { Value } from '#compute/value.ts';

/**
 * Programs that the engine runs by name, with the values that it writes and those that it reads: `inputs` and `outputs`.
 * All observe; `act`, `evaluate` and `play` leave `actions`.
 */
export interface Programs {
  /**
   * One row per environment of the agent, exploring. On-policy it leaves `logProbabilities` and the critic's `values` as
   * well and, where actions are real numbers, `samples` as they were drawn. A rule that keeps a state reads `begins`: 1
   * where an episode begins, else 0.
   */
  readonly act: {
    readonly inputs: 'observations' | 'epsilon' | 'begins' | 'mask';
    readonly outputs: 'actions' | 'samples' | 'logProbabilities' | 'values';
  };
  /** One row per evaluation episode, greedy. */
  readonly evaluate: { readonly inputs: 'observations' | 'mask'; readonly outputs: 'actions' };
  /** One row, greedy, for the stage. */
  readonly play: { readonly inputs: 'observations' | 'mask'; readonly outputs: 'actions' };
  /** The critic's values, one row per environment. */
  readonly value: { readonly inputs: 'observations'; readonly outputs: 'values' };
  /**
   * One update. Off-policy it samples the replay buffer. On-policy it is handed a rollout, actions as drawn, with the
   * `mask` of each where choices are masked, as `rows` how many rows of these it has, and as `update` how many updates were
   * made from them; it leaves `divergence` from the policy that acted.
   */
  readonly learn: {
    readonly inputs:
      | 'observations'
      | 'actions'
      | 'logProbabilities'
      | 'values'
      | 'advantages'
      | 'returns'
      | 'mask'
      | 'rows'
      | 'update';
    readonly outputs: Measured | `mean:${Measured}`;
  };
  /** One update of an actor whose critic learns more often; see `DelayedUpdate`. */
  readonly learnActor: { readonly inputs: never; readonly outputs: Measured | `mean:${Measured}` };
}

/** Values that an update measures, one number each. */
type Measured =
  | 'loss'
  | 'tdError'
  | 'criticLoss'
  | 'critic1Loss'
  | 'critic2Loss'
  | 'actorLoss'
  | 'policyLoss'
  | 'valueLoss'
  | 'entropy'
  | 'divergence';

export type ProgramName = keyof Programs;

/** Builder in which a program of that name is written. */
export type Writer<Name extends ProgramName> = Builder<
  Programs[Name]['inputs'],
  Programs[Name]['outputs']
>;

/** Builder in which any program that reads observations is written. */
export type Observing = Builder<'observations', never>;

/** The program of that name. */
export const program = <Name extends ProgramName>(
  name: Name,
  write: (p: Writer<Name>) => void,
): Program => defineProgram(name, write);

/** The name of a metric's mean over the updates of a generation, as {@link measure} leaves it. */
export const meanOf = <Name extends string>(metric: Name): `mean:${Name}` => `mean:${metric}`;

/** Leaves what an update measures, and its means over the updates of the generation. */
export function measure(
  p: Writer<'learn' | 'learnActor'>,
  measured: Readonly<Partial<Record<Measured, Value>>>,
): void {
  for (const [name, value] of Object.entries(measured) as [Measured, Value][]) {
    p.output(name, value);
    p.output(meanOf(name), p.average(value));
  }
}
