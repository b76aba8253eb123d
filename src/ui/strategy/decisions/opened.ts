import { create } from 'zustand';
import type { Seat } from '#core/strategy/seats.ts';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { usePointed } from '../pointed.ts';

/** Manner in which the decision that is held is explained: not at all, in words and bars, or step by step. */
interface Opened {
  readonly as: 'why' | 'slow' | null;
  /** Goes up with each opening, so that a decision opened again is shown again. */
  readonly times: number;
}

export const useOpenedDecision = create<Opened>(() => ({ as: null, times: 0 }));

/** Holds the interval of a decision in charts of one interval, and looks at an agent where one is said. */
export function holdDecision(interval: number, seat: Seat | null): void {
  if (seat !== null) setChartSetting('strategySeat', seat);
  usePointed.setState({ held: interval });
}

/** Explains the decision for an interval: of a steered row by its position, or of the one looked at. */
export function openDecision(interval: number, seat: Seat | null, row: number | null = null): void {
  if (row !== null) setChartSetting('strategySteered', String(row));
  holdDecision(interval, seat);
  useOpenedDecision.setState(({ times }) => ({ as: 'why', times: times + 1 }));
}

/** Explains the decision that is held in another way, or no longer. */
export const showDecision = (as: Opened['as']): void =>
  useOpenedDecision.setState(({ times }) => ({ as, times: as === null ? times : times + 1 }));
