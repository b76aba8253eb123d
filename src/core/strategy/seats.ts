/** Seats: the four decisions about a classifier's training, each with its own choices. */
export const SEATS = ['augmentation', 'optimizer', 'schedule', 'loss'] as const;
export type Seat = (typeof SEATS)[number];

/** The four seats' choices by their ids. */
export type Choices = Readonly<Record<Seat, string>>;

/** Turn: from an interval on, counted from 0, one choice. */
export interface Turn {
  readonly from: number;
  readonly choice: string;
}

/** A seat's choices over the intervals of a run; the first turn begins at 0, each later one after the one before. */
export type Lane = readonly Turn[];

/** Steering of a row: a fixed plan, a drawn one, chance, or a team. */
export type Steering =
  /** Lanes as a person drew them; a recipe that never changes has one turn in each. */
  | { readonly kind: 'drawn'; readonly lanes: Readonly<Record<Seat, Lane>> }
  /** Every so many intervals each seat's choice is drawn anew among some, all as likely. */
  | {
      readonly kind: 'random';
      readonly every: number;
      readonly among: Readonly<Record<Seat, readonly string[]>>;
    }
  /** A team of the configuration, by its name: it learns while it decides. */
  | { readonly kind: 'team'; readonly team: string }
  /** A search of the configuration, by its name: it has its rows try recipes, and copies and begins classifiers. */
  | { readonly kind: 'search'; readonly search: string };

/** Lanes that never change. */
export const fixedLanes = (choices: Choices): Readonly<Record<Seat, Lane>> => ({
  augmentation: [{ from: 0, choice: choices.augmentation }],
  optimizer: [{ from: 0, choice: choices.optimizer }],
  schedule: [{ from: 0, choice: choices.schedule }],
  loss: [{ from: 0, choice: choices.loss }],
});

/** The choice that a lane holds in an interval. */
export function choiceAt(lane: Lane, interval: number): string {
  const turn = lane.findLast(({ from }) => from <= interval) ?? lane[0];
  if (!turn) throw new RangeError('a lane has no turn');
  return turn.choice;
}
