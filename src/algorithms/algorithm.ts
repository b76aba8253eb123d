import type { Program } from '#compute/program.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Space } from '#core/spaces.ts';
import type { ProgramName } from './contract.ts';
import type { Transition } from './transition.ts';

/** A learning rule: what it declares, and the programs that carry it out. */
export interface Algorithm {
  readonly declaration: AlgorithmDeclaration;
  /** Records the programs for one run. */
  programs(context: ProgramContext): readonly Program[];
  /** What the replay buffer holds of a step; absent: the rule has none. */
  transition?(context: ProgramContext): Transition;
  /** How much the `act` program explores, written to its value `epsilon`; absent where it draws its own noise. */
  readonly exploration?: Exploration;
  /** Whether agents act at random, all actions equally likely, until they learn; absent: they act as `act` says. */
  actsAtRandomFirst?(config: RunConfig): boolean;
  /** Whether `act` keeps a state over an episode, and so is told where one begins; absent: it does not. */
  keepsState?(config: RunConfig): boolean;
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
