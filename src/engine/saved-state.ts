import type { PopulationSnapshot } from '#compute/device.ts';
import { isRecord } from '#core/plain-data.ts';
import type { Agent } from '#evolution/generation.ts';
import type { Champion, Checkpoint, Individual } from '#protocol/messages.ts';
import { ENGINE_VERSION } from './catalog.ts';

/** State that a checkpoint holds besides the configuration. */
export interface SavedState {
  readonly agents: readonly Agent[];
  readonly nextId: number;
  readonly epsilon: number;
  readonly steps: number;
  readonly updates: number;
  readonly learned: readonly number[];
  readonly unlearned: readonly number[];
  readonly champion: Champion | null;
  /** Rivals in self-play; absent: none are kept. */
  readonly ancestors?: readonly Individual[];
  readonly contestSteps: number;
  readonly hash: string;
  readonly population: PopulationSnapshot;
}

/**
 * The state of a checkpoint, which may have lain on a disk or come in a file: whether this engine made it, and it has
 * the form that a run needs. That its weights fit the networks is for the device to say. Throws a RangeError.
 */
export function readSavedState({ engine, state, config }: Checkpoint): SavedState {
  if (engine !== ENGINE_VERSION)
    throw new RangeError(
      `the checkpoint was made by engine ${engine}; this is engine ${ENGINE_VERSION}, which would go on differently`,
    );
  if (!isRecord(state)) throw damaged('it holds no state');
  const { agents, population, learned, unlearned, hash, champion } = state;
  const size = config.populationSize;
  if (!Array.isArray(agents) || agents.length !== size)
    throw damaged(`it does not hold ${size} agents`);
  if (!agents.every(isAgent)) throw damaged('an agent in it cannot be read');
  const numbers = ['nextId', 'epsilon', 'steps', 'updates', 'contestSteps'].map(
    (name) => state[name],
  );
  const isCounted = [learned, unlearned].every((counts) => areNumbers(counts, size));
  if (!numbers.every(Number.isFinite) || !isCounted || typeof hash !== 'string')
    throw damaged('what it counts cannot be read');
  if (champion !== null && !isChampion(champion)) throw damaged('its champion cannot be read');
  const { ancestors = [] } = state;
  if (!Array.isArray(ancestors) || !ancestors.every(isIndividual))
    throw damaged('the ancestors in it cannot be read');
  if (!isRecord(population) || !Array.isArray(population['agents']))
    throw damaged('it holds no weights');
  return state as unknown as SavedState; // as far as it was looked at
}

/** Runs a function that reads further into a state; a part missing there is damage, too. */
export function readingState<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError) throw damaged('its networks cannot be read');
    throw error;
  }
}

const isAgent = (agent: unknown): boolean =>
  isRecord(agent) &&
  Number.isInteger(agent['id']) &&
  isRecord(agent['genome']) &&
  isRecord(agent['mutation']) &&
  areNumbers(agent['fitnessHistory']);

const isChampion = (champion: unknown): boolean =>
  isRecord(champion) &&
  Number.isFinite(champion['fitness']) &&
  isIndividual(champion['individual']) &&
  isMoments(champion['evaluation']);

const isIndividual = (individual: unknown): boolean =>
  isRecord(individual) && isRecord(individual['genome']) && isRecord(individual['weights']);

const isMoments = (moments: unknown): boolean =>
  isRecord(moments) &&
  Number.isInteger(moments['count']) &&
  Number.isFinite(moments['mean']) &&
  Number.isFinite(moments['squares']);

const areNumbers = (list: unknown, count?: number): boolean =>
  Array.isArray(list) &&
  list.length === (count ?? list.length) &&
  list.every((each) => typeof each === 'number');

const damaged = (what: string) => new RangeError(`the checkpoint is damaged: ${what}`);
