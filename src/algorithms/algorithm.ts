import type { Program } from '#compute/program.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Space } from '#core/spaces.ts';

/** A learning rule: what it declares, and the programs that carry it out. */
export interface Algorithm {
  readonly declaration: AlgorithmDeclaration;
  /** Records the programs for one run. */
  programs(context: ProgramContext): readonly Program[];
  /** How much the `act` program explores, written to its value `epsilon`; absent where it draws its own noise. */
  readonly exploration?: Exploration;
  /** Whether agents act at random, all actions equally likely, until they learn; absent: they act as `act` says. */
  actsAtRandomFirst?(config: RunConfig): boolean;
  /**
   * Numbers that `act` remembers per environment from one step to the next: it finds them in its value `memory`, [rows
   * × width], and leaves them in `nextMemory`. They are zero where an episode begins. Absent or 0: it remembers nothing.
   */
  memory?(context: ProgramContext): number;
  /** Off-policy updates that come after every so many runs of `learn` of an agent, under the same step. */
  readonly delayed?: readonly DelayedUpdate[];
}

/** An update that is due less often than `learn`. */
export interface DelayedUpdate {
  readonly program: ProgramName;
  every(config: RunConfig): number;
}

/** A schedule of one number over the vector steps of a run. */
export interface Exploration {
  initial(config: RunConfig): number;
  /** The value after one more step of all environments. */
  next(config: RunConfig, value: number): number;
}

/** What a learning rule has to know of the run it is recorded for. */
export interface ProgramContext {
  readonly observationSpace: Space;
  readonly actionSpace: Space;
  readonly config: RunConfig;
}

/**
 * Programs that the engine runs by name. `act`, `evaluate` and `play` read `observations` and leave `actions`.
 *
 * - `act`: one row per environment of the agent, exploring.
 * - `evaluate`: one row per evaluation episode, greedy.
 * - `play`: one row, greedy; what the stage shows.
 * - `learn`: one update, off-policy from the replay buffer.
 * - `learnActor`: one update of an actor whose critic learns more often; see {@link DelayedUpdate}.
 *
 * On-policy, `act` leaves `logProbabilities` and the critic's `values` as well and, where actions are real numbers,
 * `samples` as they were drawn. `value` leaves the critic's `values`, one row per environment. `learn` is handed
 * whole rollouts: `observations`, `actions` (as drawn), `logProbabilities`, `values`, `advantages` and `returns`, and
 * as `update` how many updates were made from them; it leaves `divergence` from the policy that acted.
 */
export type ProgramName = 'act' | 'evaluate' | 'play' | 'learn' | 'learnActor' | 'value';
