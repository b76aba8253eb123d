import type { Algorithm } from '#algorithms/algorithm.ts';
import type { Programs } from '#algorithms/contract.ts';
import type { AgentSetup, Device, DevicePopulation } from '#compute/device.ts';
import type { Environment } from '#core/environment.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Agent } from '#evolution/generation.ts';
import type { Champion, Edit, Individual, Origin } from '#protocol/messages.ts';
import type { ObservationRange } from './observation-range.ts';

/** The algorithm's programs, and the engine's own. */
export interface EnginePrograms extends Programs {
  /** Outputs go by the names of networks. */
  readonly probe: { readonly inputs: 'observations'; readonly outputs: string };
}

/** State of a run. Changed only by `run.ts` and the phases it calls. */
export interface RunState {
  readonly environment: Environment;
  readonly algorithm: Algorithm;
  readonly device: DevicePopulation<EnginePrograms>;
  /** Device of that population, beside which others can be. */
  readonly host: Device;
  /** Configuration as it now is: live edits replace it. */
  config: RunConfig;
  /** Configuration as it was when the run began. */
  readonly initial: RunConfig;
  /** Alive, by slot. */
  agents: readonly Agent[];
  /** Their set-ups on the device, by slot. */
  setups: readonly AgentSetup[];
  generation: number;
  /** The next agent's id. */
  nextId: number;
  /** Rate of exploration; see {@link Algorithm.exploration}. */
  epsilon: number;
  /** Environment steps of the whole population, evaluation and contests left out. */
  steps: number;
  /** Gradient updates of the whole population. */
  updates: number;
  /** Updates that each agent and its ancestors have made, by slot. */
  learned: number[];
  /** Environment steps of each agent and its ancestors that have not led to an update yet, by slot. Off-policy. */
  unlearned: number[];
  /** Null: no agent has been evaluated yet. */
  champion: Champion | null;
  /** Rivals of those that learn a game from each other, by generation; see `self-play/ancestors.ts`. */
  ancestors: readonly Individual[];
  /** Environment steps of the contests that champions were found by. */
  contestSteps: number;
  /** Hash chain up to the last whole generation. */
  hash: string;
  /** Live edits that took effect, in order. */
  edits: readonly Edit[];
  /** Edits of a recorded run that have not been repeated yet, in order. */
  pendingEdits: readonly Edit[];
  /** Distribution of the agents' observations. */
  readonly observationRange: ObservationRange;
  /** Null: the run began with fresh founders under its own configuration. */
  readonly origin: Origin | null;
}

/** Upper bound on the episodes of one lane in one generation, so that every episode of a run has a key of its own. */
export const EPISODES_PER_GENERATION = 2 ** 20;
