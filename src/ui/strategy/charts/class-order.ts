import type { DataFacts } from '#core/strategy/figures.ts';

export const GROUP_NAMES = ['head', 'mid', 'tail'] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

/** A class of a data set. */
export interface RankedClass {
  /** Its position in the data set. */
  readonly index: number;
  readonly name: string;
  readonly group: GroupName;
  /** Training images with it. */
  readonly count: number;
}

/** All classes from the most frequent to the rarest, group by group. */
export const rankedClasses = ({ classes, counts, groups }: DataFacts): readonly RankedClass[] =>
  GROUP_NAMES.flatMap((group) =>
    groups[group]
      .map((index) => ({
        index,
        name: classes[index] ?? '',
        group,
        count: counts.train[index] ?? 0,
      }))
      .sort((a, b) => b.count - a.count || a.index - b.index),
  );

/** Sizes of the groups of classes, for what marks them. */
export const groupSizes = ({ groups }: DataFacts) =>
  GROUP_NAMES.map((name) => ({ name, count: groups[name].length }));
