import { useState } from 'react';
import { counted } from '#core/counted.ts';
import { lowerFirst } from '#core/lower-first.ts';
import { percent } from '#core/percent.ts';
import { type KeptChoices, keptChoices } from '#store/strategy/kept-choices.ts';
import { ChartView } from '../../charts/ChartView.tsx';
import { useLibrary } from '../../library/library-context.ts';
import { Button } from '../../parts/Button.tsx';
import type { StrategyChartsProps } from '../charts/ShownChart.tsx';
import { useStrategyState } from '../strategy-context.ts';
import { marginOf } from './looked-at.ts';
import { PartKeys, ShareBars } from './ShareBars.tsx';
import { greatestShift, type Split, shareGroups, shareTable } from './split-shares.ts';

const NONE = [] as const;

/** Choices of teams in all kept runs, by the domain of their images (MAT-Agent, figure 3). */
export function DomainShares({
  seats,
  narrow,
  onNotice,
}: Pick<StrategyChartsProps, 'seats' | 'onNotice'> & { readonly narrow: boolean }) {
  const library = useLibrary();
  const domains = useStrategyState(({ catalog }) => catalog?.domains ?? NONE);
  const [kept, setKept] = useState<KeptChoices | 'reading' | null>(null);
  const read = async () => {
    setKept('reading');
    try {
      setKept(await keptChoices(library, domains));
    } catch (error) {
      setKept(null);
      onNotice(`The kept runs cannot be read: ${(error as Error).message}`);
    }
  };
  const found = kept === 'reading' ? null : kept;
  const splits = (found?.domains ?? []).map(
    ({ domain, runs, decisions, counts }): Split => ({
      name: domain,
      count: `${counted(runs, 'run')}, ${decisions}`,
      counts,
    }),
  );
  const groups = shareGroups(splits, seats);
  return (
    <ChartView
      id="strategy-domains"
      notify={onNotice}
      about="all kept runs of teams"
      inPanel
      description={{
        title: 'What is chosen on which images',
        summary: found ? summaryOf(found, splits, seats) : '',
        empty: found && splits.length > 0 ? null : emptyOf(kept),
        howToRead: (
          <>
            A bar is all decisions of teams in the kept runs on one kind of images, the wider a
            choice, the more often it was made: what teams turn to on a long tail, in clutter or in
            another style. How many runs and decisions there are of each stands at the right; bars
            of few say little, and teams of different kinds are counted together.
          </>
        ),
        table: () => shareTable(splits, seats, 'Images'),
        controls: (
          <Button look="outlined" disabled={kept === 'reading'} onClick={read}>
            {found ? 'Read them again' : 'Read the kept runs'}
          </Button>
        ),
        keys: narrow && <PartKeys groups={groups} />,
        picture: {
          own:
            splits.length > 0 ? (
              <ShareBars groups={groups} left={narrow ? 92 : marginOf(false).left} />
            ) : (
              <div style={{ height: 120 }} />
            ),
        },
      }}
    />
  );
}

/** Words on how there come to be bars to compare. */
const MORE_DOMAINS =
  'Play “A trained team steers” with one kind of images after the other, or ask the experiment “Transfer”, which goes through all of them.';

function emptyOf(kept: KeptChoices | 'reading' | null): string {
  if (kept === null) return 'The runs that this browser keeps are read when you ask for it.';
  return kept === 'reading'
    ? 'Reading the kept runs …'
    : `No kept run has rows that a team steers. ${MORE_DOMAINS}`;
}

function summaryOf(
  { domains, damaged }: KeptChoices,
  splits: readonly Split[],
  seats: StrategyChartsProps['seats'],
): string {
  const [first, last] = [splits[0], splits.at(-1)];
  const left =
    damaged === 0
      ? ''
      : ` ${counted(damaged, 'run')} cannot be read and ${damaged === 1 ? 'is' : 'are'} left out.`;
  if (!first || !last) return left.trim();
  const runs = domains.reduce((sum, each) => sum + each.runs, 0);
  const begin = `${counted(runs, 'kept run')} on ${counted(splits.length, 'kind')} of images.`;
  const shift = greatestShift(splits, seats);
  const rest = shift
    ? ` Most apart is ${lowerFirst(shift.seat)} ${shift.word}: ${percent(shift.from)} % on ${first.name}, ${percent(shift.to)} % on ${last.name}.`
    : ` ${MORE_DOMAINS}`;
  return `${begin}${rest}${left}`;
}
