import type { Draws } from '#core/random.ts';
import type { Chosen, Standing } from '../choose.ts';

/** Estimates of a bandit for each choice; plain data. */
export interface Arms {
  /** Number of times that each was taken, the older the less where a rule discounts. */
  readonly counts: readonly number[];
  /** Sum of what came of it, likewise; of EXP3 the logarithms of the weights. */
  readonly sums: readonly number[];
}

export const freshArms = (count: number): Arms => ({
  counts: new Array<number>(count).fill(0),
  sums: new Array<number>(count).fill(0),
});

/** Rule by which a bandit chooses and learns. */
export interface BanditRule {
  /** Estimated value of each choice; null: it has no estimate. */
  values(arms: Arms): readonly number[] | null;
  /** Chooses; `epsilon` is the share of chance of a rule that has one, 0 and `explores` false where nothing is tried. */
  choose(arms: Arms, standing: Standing, chance: Chance): Chosen;
  /** Returns the arms after a choice, which had this chance, brought a reward. */
  learn(arms: Arms, at: number, reward: number, chance: number): Arms;
}

/** Chance as far as a decision may use it. */
export interface Chance {
  readonly explores: boolean;
  readonly epsilon: number;
  readonly reader: Draws;
}

/** Mean reward of each choice; of one that was never taken 0. */
export const meansOf = ({ counts, sums }: Arms): number[] =>
  sums.map((sum, at) => (counts[at] === 0 ? 0 : sum / (counts[at] as number)));

/** The arms with all that was before counting less, and one reward more. */
export const withReward = (
  { counts, sums }: Arms,
  at: number,
  reward: number,
  kept: number,
): Arms => ({
  counts: counts.map((count, i) => kept * count + (i === at ? 1 : 0)),
  sums: sums.map((sum, i) => kept * sum + (i === at ? reward : 0)),
});
