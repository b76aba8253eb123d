import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { Choice } from '../../charts/frame/Choice.tsx';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { seatEntry } from './looked-at.ts';

/** Choice of the agent that is looked at. */
export const SeatChoice = ({
  seats,
  seat,
}: {
  readonly seats: readonly SeatEntry[];
  readonly seat: Seat;
}) => (
  <Choice
    label="Agent"
    value={seat}
    options={Object.fromEntries(SEATS.map((id) => [id, `agent: ${seatEntry(seats, id).label}`]))}
    onChange={(value) => setChartSetting('strategySeat', value)}
  />
);
