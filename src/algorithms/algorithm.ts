import type { Program } from '#compute/program.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Environment, Player, PlayerSpaces } from '#core/environment.ts';
import type { RunConfig } from '#core/run-config.ts';
import { checkGroups, expanded } from '#core/team.ts';
import type { ProgramName } from './contract.ts';
import type { Transition } from './transition.ts';

/** A learning rule: its declaration, and the programs that carry it out. */
export interface Algorithm {
  readonly declaration: AlgorithmDeclaration;
  /** Records the programs for one run. */
  programs(context: ProgramContext): readonly Program[];
  /** Fields of a step that the replay buffer holds; absent: the rule has no replay buffer. */
  transition?(context: ProgramContext): Transition;
  /**
   * Value of `act` that the algorithm learns from as the action; absent: `actions`, which the environment is given.
   * `samples` are as they were drawn, before what they become for an environment.
   */
  learnsFrom?(context: ProgramContext): 'actions' | 'samples';
  /** Exploration of the `act` program, written to its value `epsilon`; absent where it draws its own noise. */
  readonly exploration?: Exploration;
  /** Tells whether agents act at random, all actions equally likely, until they learn; absent: as `act` says. */
  actsAtRandomFirst?(config: RunConfig): boolean;
  /** Tells whether `act` keeps a state over an episode, and so reads where one begins; absent: it does not. */
  keepsState?(context: ProgramContext): boolean;
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

/** The run that a learning rule is recorded for, as far as it must know it. */
export interface ProgramContext extends PlayerSpaces {
  /** All players; the spaces beside are those of the first, for rules that act for one. */
  readonly players: readonly Player[];
  readonly config: RunConfig;
  /** Set where some choices cannot be made at times; `act`, `evaluate` and `play` then read `mask`. */
  readonly masked?: true;
}

/** Returns the context of a rule for a run in an environment. */
export function contextIn(
  { players, choices }: Pick<Environment, 'players' | 'choices'>,
  config: RunConfig,
): ProgramContext {
  const [first] = players;
  if (!first) throw new RangeError('a task has players');
  const { observationSpace, actionSpace } = first;
  return { observationSpace, actionSpace, players, config, ...(choices && { masked: true }) };
}

/** The rule in an environment: with a network for each player, where it declares such. Throws a RangeError where it cannot act there. */
export function placedIn(
  { players }: Pick<Environment, 'players'>,
  algorithm: Algorithm,
  { settings }: Pick<RunConfig, 'settings'>,
): Algorithm {
  const declaration = expanded(algorithm.declaration, players, settings);
  const groups = declaration.networks.flatMap(({ label, players: members }) =>
    members ? [{ name: label, members }] : [],
  );
  checkGroups(players, groups);
  return declaration === algorithm.declaration ? algorithm : { ...algorithm, declaration };
}
