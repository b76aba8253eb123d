import type { Environment } from '#core/environment.ts';
import { type Draws, draws, type Key } from '#core/random.ts';
import type { FitnessOf } from '#core/run-config.ts';
import { type Space, storedSize } from '#core/spaces.ts';
import {
  actionWidths,
  observationWidths,
  returnShares,
  type Share,
  sharesOf,
  total,
} from '#core/team.ts';

/** One environment in play: its state, and what the episode has come to. */
interface Lane {
  state: unknown;
  random: Draws;
  length: number;
  episodeReturn: number;
  readonly playerReturns: number[];
  /** Episodes begun in this lane. */
  episodes: number;
}

/** End of a step of a lane. */
export interface Outcome {
  /** One per player; 0 of one that was gone. */
  readonly rewards: readonly number[];
  /**
   * Number to be added to the value of the state that the step led to, and so discounted by the γ of the agent that
   * learns from the step: agents that differ in it learn from one replay buffer. Absent: nothing.
   */
  readonly potential?: number;
  /** The task ended, for all players. */
  terminated: boolean;
  /** Time ran out: the episode is over, the last observation keeps its value. */
  truncated: boolean;
  /** Flags by player: 1 where the task ended for it, with everybody or alone. */
  readonly ended: Uint8Array;
}

/**
 * Environments side by side, numbered 0 … count−1. Each episode draws its random numbers under a key of its own,
 * so nothing depends on the order in which lanes are stepped. Observations and actions are those of all players, one
 * after the other.
 */
export interface Arena {
  readonly count: number;
  readonly playerCount: number;
  readonly observationWidth: number;
  readonly actionWidth: number;
  /** Begins a new episode in a lane. */
  reset(lane: number): void;
  /** Takes the actions stored from `at` on; the result is overwritten by the next call. */
  step(lane: number, actions: Float32Array, at: number): Outcome;
  /** Writes the lane's observations as networks take them, from `at` on; zeros of a player that is gone. */
  observe(lane: number, into: Float32Array, at: number): void;
  state(lane: number): unknown;
  /** The players' rewards since the episode began, added up as far as each counts. */
  episodeReturn(lane: number): number;
  /** Each player's rewards since the episode began. */
  playerReturns(lane: number): readonly number[];
  episodeLength(lane: number): number;
}

/** The environments in which a generation trains. */
export interface TrainingArena extends Arena {
  /**
   * Steps all lanes at once, where others than agents act in them, too; `step` then tells of each lane what came of it.
   * Absent: `step` does it.
   */
  stepAll?(actions: Float32Array, step: number): Promise<void>;
  /** Writes what is to be added to the values of the lane's choices. */
  writeMask(lane: number, into: Float32Array, at: number): void;
  /** Choices that can be made in the lane. */
  choices(lane: number): readonly number[];
  dispose(): void;
}

/**
 * `keyOf(lane, episode)` is the key under which that episode's random numbers are drawn; `fitness` says whose rewards an
 * episode's return is made of.
 */
export function createArena(
  environment: Environment,
  count: number,
  keyOf: (lane: number, episode: number) => Key,
  fitness?: FitnessOf,
): Arena {
  const { players } = environment;
  const counted = returnShares(players, fitness);
  const observed = sharesOf(observationWidths(players));
  const stored = sharesOf(actionWidths(players));
  const actionWidth = total(actionWidths(players));
  const lanes: Lane[] = Array.from({ length: count }, () => ({
    state: null,
    random: draws([0, 0]),
    length: 0,
    episodeReturn: 0,
    playerReturns: players.map(() => 0),
    episodes: 0,
  }));
  const lane = (index: number) => lanes[index] as Lane; // index < count
  const action = new Float32Array(actionWidth);
  const seats = players.map(
    ({ observationSpace, actionSpace }, player): Seat => ({
      encode: encoder(observationSpace),
      toEnvironment: actionScaler(actionSpace),
      observed: observed[player] as Share, // one per player
      action: action.subarray(...endsOf(stored[player] as Share)),
      firstStored: (stored[player] as Share).from,
    }),
  );
  const isGone = environment.isGone?.bind(environment);
  const rewards = players.map(() => 0);
  const ended = new Uint8Array(players.length);
  const outcome: Outcome = { rewards, terminated: false, truncated: false, ended };

  return {
    count,
    playerCount: players.length,
    observationWidth: total(observationWidths(players)),
    actionWidth,
    reset(index) {
      const it = lane(index);
      it.random = draws(keyOf(index, it.episodes));
      it.episodes++;
      it.state = environment.reset(it.random);
      it.length = 0;
      it.episodeReturn = 0;
      it.playerReturns.fill(0);
    },
    step(index, actions, at) {
      const it = lane(index);
      for (let player = 0; player < seats.length; player++) {
        const { toEnvironment, action: own, firstStored } = seats[player] as Seat;
        toEnvironment(actions, at + firstStored, own);
      }
      const before = it.state;
      const { state, rewards: given, terminated } = environment.step(before, action, it.random);
      it.state = state;
      it.length++;
      for (let player = 0; player < seats.length; player++) {
        const reward = isGone?.(before, player) ? 0 : (given[player] as number); // one per player
        rewards[player] = reward;
        ended[player] = terminated || isGone?.(state, player) ? 1 : 0;
        it.episodeReturn += (counted[player] as number) * reward; // one per player, here and below
        (it.playerReturns[player] as number) += reward;
      }
      outcome.terminated = terminated;
      outcome.truncated = !terminated && it.length >= environment.maxSteps;
      return outcome;
    },
    observe(index, into, at) {
      const { state } = lane(index);
      for (let player = 0; player < seats.length; player++) {
        const { encode, observed: share } = seats[player] as Seat;
        const from = at + share.from;
        if (isGone?.(state, player)) into.fill(0, from, from + share.width);
        else encode((buffer, to) => environment.observe(state, player, buffer, to), into, from);
      }
    },
    state: (index) => lane(index).state,
    episodeReturn: (index) => lane(index).episodeReturn,
    playerReturns: (index) => lane(index).playerReturns,
    episodeLength: (index) => lane(index).length,
  };
}

/** Columns of one player in everybody's arrays, and how its observations and actions are converted. */
interface Seat {
  readonly encode: ReturnType<typeof encoder>;
  readonly toEnvironment: ReturnType<typeof actionScaler>;
  readonly observed: Share;
  /** Its part of what the environment is given. */
  readonly action: Float32Array;
  readonly firstStored: number;
}

const endsOf = ({ from, width }: Share): [from: number, to: number] => [from, from + width];

/**
 * Makes the environment's actions: choices as they are, numbers from [−1, 1] to the bounds of their box, so that
 * learning rules need not know them. Numbers beyond are clipped first; NaN, the action of an agent that has diverged,
 * becomes the middle, so that no environment is ever in a state that is not finite.
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
      `${environment.id} has ${environment.players.length} players, where only one can be looked at`,
    );
  return player;
}

type Write = (buffer: Float32Array, at: number) => void;

/** Makes network inputs of observations: numbers as they are, choices one-hot. */
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
