import { counted } from '#core/counted.ts';
import { lowerFirst } from '#core/lower-first.ts';
import { percent } from '#core/percent.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import { intervalsOf } from '#core/strategy/strategy-config.ts';
import type { StrategyChart, StrategySource } from '../charts/source.ts';
import { emptyWords, lookedAt, marginOf } from './looked-at.ts';
import { PartKeys, ShareBars } from './ShareBars.tsx';
import { type ChosenThen, chosenIn, ScopeChoice, scopeWords } from './scope.tsx';
import { greatestShift, type Split, shareGroups, shareTable } from './split-shares.ts';

const PHASES = ['Early', 'Middle', 'Late'] as const;

/** Chart of the agents' choices in each third of the run. */
export const PHASES_CHART: StrategyChart = {
  id: 'phases',
  label: 'By phase',
  describe(source) {
    const splits = phasesOf(source);
    const groups = shareGroups(splits, source.seats);
    return {
      title: 'What is chosen early, midway and late',
      summary: summaryOf(source, splits),
      empty: emptyWords(lookedAt(source)),
      howToRead: (
        <>
          The run is cut into three parts of as many intervals, and a bar is all decisions of one:
          the wider a choice, the more often it was made. Where agents have found that a choice is
          better at the beginning than at the end, bars of one agent differ; while they still
          explore, choices are about equally wide.
        </>
      ),
      table: () => shareTable(splits, source.seats, 'Phase'),
      controls: <ScopeChoice source={source} />,
      keys: source.narrow && <PartKeys groups={groups} />,
      picture: {
        own: <ShareBars groups={groups} left={source.narrow ? 56 : marginOf(false).left} />,
      },
    };
  },
};

/** Phases that have begun. */
function phasesOf(source: StrategySource): readonly Split[] {
  const { config } = source;
  if (!config) return [];
  const intervals = intervalsOf(config.training);
  const chosen = chosenIn(source);
  return PHASES.flatMap((name, at) => {
    const own = chosen.filter(
      ({ interval }) => Math.min(2, Math.floor((3 * interval) / intervals)) === at,
    );
    return own.length === 0
      ? []
      : [{ name, count: counted(own.length, 'decision'), counts: countsOf(own) }];
  });
}

function countsOf(chosen: readonly ChosenThen[]): Split['counts'] {
  const counts: Record<Seat, Record<string, number>> = {
    augmentation: {},
    optimizer: {},
    schedule: {},
    loss: {},
  };
  for (const { choices } of chosen)
    for (const seat of SEATS) counts[seat][choices[seat]] = (counts[seat][choices[seat]] ?? 0) + 1;
  return counts;
}

/** Names the choice whose share moved most from the first phase to the last that has begun. */
function summaryOf(source: StrategySource, splits: readonly Split[]): string {
  const [first, last] = [splits[0], splits.at(-1)];
  if (!first || !last) return '';
  const shift = greatestShift(splits, source.seats);
  if (!shift) return `${first.count} of ${scopeWords(source)} so far, all in the first third.`;
  const turned = shift.to > shift.from ? 'to' : 'from';
  return `From ${first.name.toLowerCase()} to ${last.name.toLowerCase()}, ${scopeWords(source)} turned most ${turned} ${lowerFirst(shift.seat)} ${shift.word}: ${percent(shift.from)} % of ${first.count}, then ${percent(shift.to)} % of ${last.count}.`;
}
