import type { SeatOptions } from '#core/strategy/options.ts';
import { game } from './play.ts';

/** Two seats have three choices each, the others one. */
export const TWO_SEATS: SeatOptions = {
  augmentation: ['a', 'b', 'c'],
  optimizer: ['a', 'b', 'c'],
  schedule: ['only'],
  loss: ['only'],
};

const CLIMBING: readonly (readonly number[])[] = [
  [11, -30, 0],
  [-30, 7, 6],
  [0, 0, 5],
];

const at = (seat: 'augmentation' | 'optimizer', choice: string) => TWO_SEATS[seat].indexOf(choice);

/** The climbing game (Claus and Boutilier 1998): both must choose a, but who does alone falls. */
export const climbing = game(
  ({ augmentation, optimizer }) =>
    CLIMBING[at('augmentation', augmentation)]?.[at('optimizer', optimizer)] as number,
);
