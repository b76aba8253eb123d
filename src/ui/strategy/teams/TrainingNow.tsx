import { generationNumber } from '#core/generation-number.ts';
import { percent } from '#core/percent.ts';
import { SEATS } from '#core/strategy/seats.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { choiceWord, seatEntry } from '../decisions/looked-at.ts';
import { useStrategyState } from '../strategy-context.ts';
import { useTeamsState } from './teams-context.ts';

const NONE = [] as const;

/** Each team of the generation that learns or is judged, as of its last interval. */
export function TrainingNow() {
  const training = useTeamsState((state) => state.training);
  const last = useTeamsState(({ intervals }) => intervals.at(-1));
  const before = useTeamsState(({ intervals }) => intervals.at(-2));
  const generation = useTeamsState(({ shown }) => shown?.generations.length ?? 0);
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  const isJudged = useTeamsState(({ part }) => part > 0);
  const caption = `Teams of generation ${generationNumber(generation)}, ${isJudged ? 'judged without exploring or learning' : 'exploring and learning'}`;
  return (
    <DataTable
      caption={caption}
      head={['Team', 'mAP', 'Before', ...SEATS.map((seat) => seatEntry(seats, seat).label)]}
      rows={training.map((team, row) => ({
        key: String(team),
        cells: [
          `Team ${team}`,
          percent(last?.[row]?.mAP),
          percent(before?.[row]?.mAP),
          ...SEATS.map((seat) => choiceWord(seats, seat, last?.[row]?.choices[seat] ?? '–')),
        ],
      }))}
    />
  );
}
