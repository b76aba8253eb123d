import type { Seat } from '#core/strategy/seats.ts';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { usePointed } from '../pointed.ts';

/** Holds the interval of a decision in charts of one interval, and looks at an agent where one is said. */
export function holdDecision(interval: number, seat: Seat | null): void {
  if (seat !== null) setChartSetting('strategySeat', seat);
  usePointed.setState({ held: interval });
}
