import { SEATS, type Seat } from '../seats.ts';
import type { SeatOfArm } from './experiment.ts';

const SHORT: Readonly<Record<Seat, string>> = {
  augmentation: 'AUG',
  optimizer: 'OPT',
  schedule: 'LRS',
  loss: 'LOSS',
};

/** Name of a subset, such as 'AUG + OPT'. */
const nameOf = (on: readonly Seat[]): string =>
  on.length === 0 ? 'No agent' : on.map((seat) => SHORT[seat]).join(' + ');

/** All subsets of the four agents, the largest first. */
export const SUBSETS: readonly (readonly Seat[])[] = Array.from({ length: 16 }, (_, bits) =>
  SEATS.filter((__, at) => (bits & (1 << at)) !== 0),
).sort((a, b) => b.length - a.length);

/** The paper's: all, each left out alone, AUG and LOSS, none (its figure 5 and table 6). */
export const isPapers = (on: readonly Seat[]): boolean =>
  on.length === 4 || on.length === 3 || on.length === 0 || nameOf(on) === 'AUG + LOSS';

/** Finding of the paper on the subsets with a star: with fewer agents mAP is lower. */
export const FEWER_AGENTS = { has: (arm: string) => arm.endsWith(' ★'), is: 'lower' } as const;

/** Tells which of the four agents decide in the arm of this name. */
export const seatsOfArm = (arm: string): readonly SeatOfArm[] =>
  SEATS.map((seat) => ({
    short: SHORT[seat],
    isOn: arm.replace(' ★', '').split(' + ').includes(SHORT[seat]),
  }));

/** Its name, with a star where the paper has it. */
export const starred = (on: readonly Seat[]): string =>
  isPapers(on) ? `${nameOf(on)} ★` : nameOf(on);
