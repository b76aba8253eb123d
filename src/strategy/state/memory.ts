import type { RowInterval } from '#core/strategy/figures.ts';
import { type Choices, SEATS, type Seat } from '#core/strategy/seats.ts';
import { type Averages, averaged, measured, NO_AVERAGES } from './averages.ts';

/** Signals that are averaged: two of accuracy, two of binary cross entropy. */
export const SIGNALS = ['mAP', 'tail', 'training', 'validation'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Memory of a row's training from interval to interval; plain data. */
export interface RowMemory {
  /** Intervals that are over. */
  readonly intervals: number;
  readonly signals: Readonly<Record<Signal, Averages>>;
  /** Mean average precision, as the fast average has it: at first, and the best; null: none yet. */
  readonly first: number | null;
  readonly best: number | null;
  /** Intervals since the best. */
  readonly stale: number;
  /** Validation loss of the first interval and of the last; null: none yet. */
  readonly firstLoss: number | null;
  readonly lastLoss: number | null;
  /** True when its numbers are no longer finite: nothing is learned from later intervals. */
  readonly isOver: boolean;
  /** Choices in force in the last interval; null before the first. */
  readonly choices: Choices | null;
  /** Number of intervals for which each seat's choice has stood. */
  readonly held: Readonly<Record<Seat, number>>;
  /** Features of intervals, the last one first; null is unknown. */
  readonly history: readonly (readonly (number | null)[])[];
}

export const NO_MEMORY: RowMemory = {
  intervals: 0,
  signals: { mAP: NO_AVERAGES, tail: NO_AVERAGES, training: NO_AVERAGES, validation: NO_AVERAGES },
  first: null,
  best: null,
  stale: 0,
  firstLoss: null,
  lastLoss: null,
  isOver: false,
  choices: null,
  held: { augmentation: 0, optimizer: 0, schedule: 0, loss: 0 },
  history: [],
};

/** Finite, or null. */
export const known = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

/** Adds one interval to a memory; its features are still to be read. Signals are averaged unless told otherwise. */
export function withInterval(
  memory: RowMemory,
  interval: RowInterval,
  { averages = true }: { readonly averages?: boolean } = {},
): RowMemory {
  const { training, validation, choices } = interval;
  const add = averages ? averaged : measured;
  const signals = {
    mAP: add(memory.signals.mAP, validation.mAP),
    tail: add(memory.signals.tail, validation.tail),
    training: add(memory.signals.training, training.reference),
    validation: add(memory.signals.validation, validation.loss),
  };
  const { fast } = signals.mAP;
  const isBest = fast !== null && (memory.best === null || fast > memory.best);
  const loss = known(validation.loss);
  const stands = (seat: Seat): number =>
    memory.choices?.[seat] === choices[seat] ? memory.held[seat] + 1 : 1;
  return {
    intervals: memory.intervals + 1,
    signals,
    first: memory.first ?? fast,
    best: isBest ? fast : memory.best,
    stale: isBest ? 0 : memory.stale + 1,
    firstLoss: memory.firstLoss ?? loss,
    lastLoss: loss ?? memory.lastLoss,
    isOver: memory.isOver || interval.diverged,
    choices,
    held: {
      augmentation: stands('augmentation'),
      optimizer: stands('optimizer'),
      schedule: stands('schedule'),
      loss: stands('loss'),
    },
    history: memory.history,
  };
}

/** Seats whose choice in force is another than before; none where nothing was. */
export function switchedSeats(before: RowMemory, after: RowMemory): readonly Seat[] {
  const [was, is] = [before.choices, after.choices];
  return was && is ? SEATS.filter((seat) => was[seat] !== is[seat]) : [];
}
