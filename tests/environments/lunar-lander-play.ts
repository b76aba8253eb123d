import type { Environment } from '#core/environment.ts';
import { hasher } from '#core/hash.ts';
import { draws, keyFor } from '#core/random.ts';
import { mean, quantile } from '#core/statistics.ts';
import type { LanderState } from '#environments/lunar-lander/lander-state.ts';
import reference from '../reference/lunar-lander-statistics.json' with { type: 'json' };

export const PLAYS = ['heuristic', 'random', 'no-op'] as const;
export type Play = (typeof PLAYS)[number];

export interface Episode {
  readonly episodeReturn: number;
  readonly length: number;
  readonly landed: boolean;
  /** 1,000 steps did not end it. */
  readonly truncated: boolean;
}

/** One step at a time of an episode; the caller may stop, or play others in between. */
export function* play(
  environment: Environment<LanderState>,
  how: Play,
  [seed, episode]: readonly [number, number],
): Generator<LanderState, Episode, void> {
  const continuous = environment.players[0]?.actionSpace.kind === 'box';
  const random = draws(keyFor(seed, 'evaluate', episode, 0));
  const choice = draws(keyFor(seed, 'explore', episode, 0));
  const sight = new Float32Array(8);
  const act = (): number[] => {
    if (how === 'heuristic') return heuristic(sight, continuous);
    if (how === 'no-op') return continuous ? [0, 0] : [0];
    return continuous ? [choice.between(-1, 1), choice.between(-1, 1)] : [choice.integer(4)];
  };
  let state = environment.reset(random);
  let episodeReturn = 0;
  for (let length = 1; ; length++) {
    yield state;
    environment.observe(state, 0, sight, 0);
    const { state: next, rewards, terminated } = environment.step(state, act(), random);
    const [reward = Number.NaN] = rewards;
    state = next;
    episodeReturn += reward;
    const truncated = !terminated && length === environment.maxSteps;
    if (!terminated && !truncated) continue;
    yield state;
    return { episodeReturn, length, landed: terminated && reward === 100, truncated };
  }
}

/** Gymnasium's controller, on its own observations. */
function heuristic(sight: Float32Array, continuous: boolean): number[] {
  const [x, y, vx, vy, angle, omega, right, left] = [...sight] as Sight8;
  const stands = right > 0 || left > 0;
  const target = clip(0.5 * x + vx, 0.4);
  const turn = stands ? 0 : 0.5 * (target - angle) - omega;
  const hover = stands ? -0.5 * vy : 0.5 * (0.55 * Math.abs(x) - y) - 0.5 * vy;
  if (continuous) return [clip(20 * hover - 1, 1), clip(-20 * turn, 1)];
  if (hover > Math.abs(turn) && hover > 0.05) return [2];
  if (turn < -0.05) return [3];
  return turn > 0.05 ? [1] : [0];
}

type Sight8 = [number, number, number, number, number, number, number, number];
const clip = (x: number, bound: number) => Math.min(Math.max(x, -bound), bound);

/** Plays on to the end. */
export function finish(run: Generator<LanderState, Episode, void>): Episode {
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

/** Hash over every bit of what is seen in an episode, from here to its end. */
export function trajectoryHash(run: Generator<LanderState, Episode, void>): string {
  const hash = hasher();
  for (const { sight, shaping } of run)
    hash.bytes(new Uint8Array(Float64Array.of(...Object.values(sight), shaping).buffer));
  return hash.hex();
}

export interface Comparison {
  /** Measured figures, beside the reference. */
  readonly words: string;
  /** Difference of the means, in standard errors of the difference. */
  readonly errors: number;
}

const EPISODES_OF_REFERENCE = 1000;

/** Compares so many episodes with Gymnasium's thousand. */
export function compare(
  environment: Environment<LanderState>,
  how: Play,
  count: number,
  seed: number,
): Comparison {
  const key = `${environment.id}:${how}` as keyof typeof reference.statistics;
  const theirs = reference.statistics[key];
  const episodes = Array.from({ length: count }, (_, i) =>
    finish(play(environment, how, [seed, i])),
  );
  const returns = episodes.map(({ episodeReturn }) => episodeReturn);
  const average = mean(returns);
  const deviation = Math.sqrt(mean(returns.map((x) => (x - average) * (x - average))));
  const ours = {
    mean: average,
    sd: deviation,
    median: quantile(returns, 0.5),
    q10: quantile(returns, 0.1),
    q90: quantile(returns, 0.9),
    length: mean(episodes.map(({ length }) => length)),
    landed: episodes.filter(({ landed }) => landed).length / count,
  };
  const truncated = episodes.filter((episode) => episode.truncated).length;
  const error = Math.sqrt((deviation * deviation) / count + theirs.sd ** 2 / EPISODES_OF_REFERENCE);
  const errors = (average - theirs.mean) / error;
  const row = (name: string, { landed, ...numbers }: typeof theirs) =>
    `  ${name.padEnd(10)} ${Object.entries(numbers)
      .map(([what, x]) => `${what} ${x.toFixed(1)}`)
      .join(', ')}, landed ${(100 * landed).toFixed(1)} %`;
  const words = [
    `${key}, ${count} episodes: ${errors.toFixed(2)} standard errors apart, ${truncated} truncated`,
    row('ours', ours),
    row('Gymnasium', theirs),
  ].join('\n');
  return { words, errors };
}
