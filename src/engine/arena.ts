import type { Environment } from '#core/environment.ts';
import { type Draws, draws, type Key } from '#core/random.ts';
import { choiceSize, type Space, storedSize } from '#core/spaces.ts';

/** One environment in play: its state, and what the episode has come to. */
interface Lane {
  state: unknown;
  random: Draws;
  length: number;
  episodeReturn: number;
  /** Episodes begun in this lane. */
  episodes: number;
}

/** How a step of a lane ended. */
export interface Outcome {
  reward: number;
  terminated: boolean;
  /** Time ran out: the episode is over, the last observation keeps its value. */
  truncated: boolean;
}

/**
 * Environments side by side, numbered 0 … count−1. Each episode draws its random numbers under a key of its own,
 * so nothing depends on the order in which lanes are stepped.
 */
export interface Arena {
  readonly count: number;
  readonly observationWidth: number;
  readonly actionWidth: number;
  /** Begins a new episode in a lane. */
  reset(lane: number): void;
  /** Takes the action stored from `at` on; the result is overwritten by the next call. */
  step(lane: number, actions: Float32Array, at: number): Outcome;
  /** Writes the lane's observation as a network takes it, from `at` on. */
  observe(lane: number, into: Float32Array, at: number): void;
  state(lane: number): unknown;
  episodeReturn(lane: number): number;
  episodeLength(lane: number): number;
}

/** `keyOf(lane, episode)` is the key under which that episode's random numbers are drawn. */
export function createArena(
  environment: Environment,
  count: number,
  keyOf: (lane: number, episode: number) => Key,
): Arena {
  const player = soloPlayer(environment);
  const actionWidth = storedSize(player.actionSpace);
  const lanes: Lane[] = Array.from({ length: count }, () => ({
    state: null,
    random: draws([0, 0]),
    length: 0,
    episodeReturn: 0,
    episodes: 0,
  }));
  const lane = (index: number) => lanes[index] as Lane; // index < count
  const outcome: Outcome = { reward: 0, terminated: false, truncated: false };
  const action = new Float32Array(actionWidth);
  const toEnvironment = actionScaler(player.actionSpace);
  const encode = encoder(player.observationSpace);

  return {
    count,
    observationWidth: choiceSize(player.observationSpace),
    actionWidth,
    reset(index) {
      const it = lane(index);
      it.random = draws(keyOf(index, it.episodes));
      it.episodes++;
      it.state = environment.reset(it.random);
      it.length = 0;
      it.episodeReturn = 0;
    },
    step(index, actions, at) {
      const it = lane(index);
      toEnvironment(actions, at, action);
      const { state, rewards, terminated } = environment.step(it.state, action, it.random);
      const reward = rewards[0] as number; // one player
      it.state = state;
      it.length++;
      it.episodeReturn += reward;
      outcome.reward = reward;
      outcome.terminated = terminated;
      outcome.truncated = !terminated && it.length >= environment.maxSteps;
      return outcome;
    },
    observe(index, into, at) {
      encode((buffer, from) => environment.observe(lane(index).state, 0, buffer, from), into, at);
    },
    state: (index) => lane(index).state,
    episodeReturn: (index) => lane(index).episodeReturn,
    episodeLength: (index) => lane(index).length,
  };
}

/**
 * How actions become those of the environment: choices as they are, numbers from [−1, 1] to the bounds of their box, so
 * that learning rules need not know them. What lies beyond is brought back first; NaN, the action of an agent that has
 * diverged, becomes the middle, so that no environment is ever in a state that is not finite.
 */
export function actionScaler(
  space: Space,
): (actions: Float32Array, at: number, into: Float32Array) => void {
  if (space.kind !== 'box') {
    const size = storedSize(space);
    return (actions, at, into) => {
      for (let i = 0; i < size; i++) into[i] = actions[at + i] as number; // at + size ≤ length
    };
  }
  const { low, high } = space;
  const middle = low.map((bound, i) => (bound + (high[i] as number)) / 2); // as many as low
  const reach = low.map((bound, i) => ((high[i] as number) - bound) / 2);
  if (!reach.every(Number.isFinite))
    throw new RangeError(
      `actions between [${low.join(', ')}] and [${high.join(', ')}] cannot be scaled to; a bound must be finite`,
    );
  return (actions, at, into) => {
    for (let i = 0; i < reach.length; i++) {
      const action = Math.min(Math.max(actions[at + i] as number, -1), 1);
      into[i] = (middle[i] as number) + (Number.isNaN(action) ? 0 : (reach[i] as number) * action);
    }
  };
}

/** The one player of an environment; throws a RangeError if it has several. */
export function soloPlayer(environment: Environment) {
  const [player, ...others] = environment.players;
  if (!player || others.length > 0)
    throw new RangeError(
      `${environment.id} has ${environment.players.length} players; single-agent training needs one`,
    );
  return player;
}

type Write = (buffer: Float32Array, at: number) => void;

/** How an observation becomes network inputs: numbers as they are, choices one-hot. */
function encoder(space: Space): (write: Write, into: Float32Array, at: number) => void {
  if (space.kind === 'box') return (write, into, at) => write(into, at);
  const sizes = space.kind === 'discrete' ? [space.n] : space.sizes;
  const stored = new Float32Array(sizes.length);
  return (write, into, at) => {
    write(stored, 0);
    let from = at;
    sizes.forEach((size, i) => {
      into.fill(0, from, from + size);
      into[from + (stored[i] as number)] = 1;
      from += size;
    });
  };
}
