import { cos, pow } from '#core/maths.ts';

/** Share of the base learning rate at a progress of the training, from 0 at its begin to 1 at its end. */
export type Scale = (progress: number) => number;

/** Falls from 1 at 0 to 0 at 1 along half a cosine. */
const halfCosine = (part: number): number => (1 + cos(Math.PI * part)) / 2;

const between = (from: number, to: number, part: number): number => from + (to - from) * part;

export const constant: Scale = () => 1;

/** Multiplies by `factor` at each of the given progresses. */
export const steps =
  (at: readonly number[], factor: number): Scale =>
  (progress) =>
    at.reduce((scale, each) => (progress >= each ? scale * factor : scale), 1);

/** Falls to `end` by the same factor in equal times. */
export const exponential =
  (end: number): Scale =>
  (progress) =>
    pow(end, progress);

/** Falls to 0 as a power of the remaining progress; power 1 is a straight line. */
export const polynomial =
  (power: number): Scale =>
  (progress) =>
    pow(1 - progress, power);

/** Falls to `end` along half a cosine (Loshchilov and Hutter 2017, without restart). */
export const cosine =
  (end = 0): Scale =>
  (progress) =>
    between(end, 1, halfCosine(progress));

/** Falls to `end` along half cosines, each `growth` times as long as the one before, the first of length `first`. */
export const restarts =
  (first: number, growth: number, end = 0): Scale =>
  (progress) => {
    let start = 0;
    let length = first;
    // none begins at the end, where rounding may leave a little of the last
    while (progress >= start + length && start + length < 1 - 1e-9) {
      start += length;
      length *= growth;
    }
    return between(end, 1, halfCosine(Math.min(1, (progress - start) / length)));
  };

export interface OneCycle {
  /** Progress at which the base learning rate is reached. */
  readonly rise: number;
  readonly start: number;
  readonly end: number;
  readonly shape: 'cosine' | 'linear';
}

/** Rises from `start` to 1, then falls to `end` (Smith and Topin 2018, as PyTorch has it, momentum left alone). */
export const oneCycle =
  ({ rise, start, end, shape }: OneCycle): Scale =>
  (progress) => {
    const bend =
      shape === 'cosine' ? (part: number) => 1 - halfCosine(part) : (part: number) => part;
    return progress < rise
      ? between(start, 1, bend(progress / rise))
      : between(1, end, bend((progress - rise) / (1 - rise)));
  };

/** Rises from `low` to 1 and falls again in straight lines, each of length `half` (Smith 2017). */
export const triangles =
  (half: number, low: number): Scale =>
  (progress) => {
    const phase = progress / half;
    const within = phase - 2 * Math.floor(phase / 2);
    return between(low, 1, within <= 1 ? within : 2 - within);
  };

/** Rises in a straight line until `over`; another schedule fills the rest. */
export const warmUp =
  (over: number, then: Scale): Scale =>
  (progress) =>
    progress < over ? progress / over : then((progress - over) / (1 - over));
