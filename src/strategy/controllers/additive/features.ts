import type { AdditiveSettings } from '#core/strategy/controller-settings.ts';
import type { SeatOptions } from '#core/strategy/options.ts';
import { type Choices, SEATS, type Seat } from '#core/strategy/seats.ts';
import { numberOf, seatBefore } from '../decisions.ts';

/** Prior deviations of what a choice is worth in a phase, and beside that of the seat before. */
const ALONE = 1;
const TOGETHER = 0.5;

/** Layout of what is learned of a run: first phase by phase each seat's choices, then pairs of neighbouring seats'. */
export interface FeatureLayout {
  readonly length: number;
  readonly priors: readonly number[];
  alone(phase: number, seat: Seat, at: number): number;
  /** Index of a seat's choice beside that of the seat before; null: pairs are not looked at, or none is before. */
  together(seat: Seat, before: number, at: number): number | null;
}

export function layFeatures(
  options: SeatOptions,
  { phases, order }: AdditiveSettings,
): FeatureLayout {
  const firsts = new Map<Seat, number>();
  const pairs = new Map<Seat, number>();
  let width = 0;
  for (const seat of SEATS) {
    firsts.set(seat, width);
    width += options[seat].length;
  }
  let length = phases * width;
  if (order === 'sequential')
    for (const seat of SEATS) {
      const before = seatBefore(seat);
      if (before === null) continue;
      pairs.set(seat, length);
      length += options[before].length * options[seat].length;
    }
  return {
    length,
    priors: Array.from({ length }, (_, at) => (at < phases * width ? ALONE : TOGETHER)),
    alone: (phase, seat, at) => phase * width + (firsts.get(seat) as number) + at, // of every seat
    together(seat, before, at) {
      const first = pairs.get(seat);
      return first === undefined ? null : first + before * options[seat].length + at;
    },
  };
}

/** Phase in which an interval lies. */
export const phaseOf = (interval: number, intervals: number, phases: number): number =>
  Math.min(phases - 1, Math.floor((interval * phases) / intervals));

/** A run as features: for which share of a phase each choice was in force, and of the run each pair. It may have broken off. */
export function featuresOf(
  run: readonly Choices[],
  options: SeatOptions,
  layout: FeatureLayout,
  phases: number,
  intervals: number,
): number[] {
  const features = new Array<number>(layout.length).fill(0);
  const within = new Array<number>(phases).fill(0);
  const add = (at: number, share: number) => {
    features[at] = (features[at] as number) + share; // laid out
  };
  for (const interval of run.keys()) {
    const phase = phaseOf(interval, intervals, phases);
    within[phase] = (within[phase] as number) + 1;
  }
  run.forEach((choices, interval) => {
    const phase = phaseOf(interval, intervals, phases);
    for (const seat of SEATS) {
      const at = numberOf(options, seat, choices[seat]);
      add(layout.alone(phase, seat, at), 1 / (within[phase] as number));
      const before = seatBefore(seat);
      if (before === null) continue;
      const pair = layout.together(seat, numberOf(options, before, choices[before]), at);
      if (pair !== null) add(pair, 1 / run.length);
    }
  });
  return features;
}
