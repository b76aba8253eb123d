import { useMemo } from 'react';
import { counted } from '#core/counted.ts';
import { FAMILY_WORDS } from '#store/mutation-words.ts';
import { type Score, scorecard } from '#store/scorecard.ts';
import { signed } from './agents-table.ts';
import type { ChartProps } from './chart-props.ts';
import { ChartFrame } from './frame/ChartFrame.tsx';
import { Keys, LineKey, MarkKey } from './Key.tsx';
import { ScoreRows, VERDICTS } from './ScoreRows.tsx';

/** What came of each kind of mutation: the mean change of fitness from parent to child, with how sure that is. */
export function MutationsChart({ history, version }: ChartProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const scores = useMemo(() => (history ? scorecard(history) : []), [history, version]);
  const children = scores.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChartFrame
      id="mutations"
      title="What came of mutations"
      summary={scores.map(sentenceOf).join(' ')}
      empty={children === 0 ? 'The first children are evaluated in generation 2.' : null}
      table={() => ({
        caption: 'Change of fitness from parent to child by kind of mutation',
        head: [
          'Mutation',
          'Children, n',
          'Mean change of fitness',
          '95 % interval from',
          'to',
          'Fitter than their parent, %',
          'Diverged, n',
          'Interval and 0',
        ],
        rows: scores.map((score) => ({
          key: score.family,
          cells: [
            FAMILY_WORDS[score.family],
            score.count,
            score.mean,
            score.low,
            score.high,
            score.fitter * 100,
            score.diverged,
            VERDICTS[score.verdict],
          ],
        })),
      })}
      note={
        <>
          <strong>Read it with care.</strong> Fitness is the mean of a few episodes, so it differs
          from one evaluation to the next, mutation or not. Parents are chosen because theirs came
          out high, by luck too: their children fall back on average. And every child also goes on
          learning. So compare each kind with “no mutation”, not with 0. The intervals take the
          children to be independent, which siblings are not: the truth is less sure.
        </>
      }
    >
      <ScoreRows scores={scores} />
      <Keys>
        <MarkKey words="mean change">
          <circle cx="7" cy="7" r="4" fill="var(--text)" />
        </MarkKey>
        <LineKey width={2} words="95 % interval of the mean (Student’s t)" />
        <LineKey width={1.25} dash="3 3" colour="var(--text-faint)" words="mean of “no mutation”" />
      </Keys>
    </ChartFrame>
  );
}

function sentenceOf(score: Score): string {
  const what = FAMILY_WORDS[score.family];
  if (score.count === 0) return `${what}: no children.`;
  const interval = Number.isNaN(score.low)
    ? ''
    : `, 95 % interval ${signed(score.low)} to ${signed(score.high)}`;
  return `${what}: ${counted(score.count, 'child', 'children')}, mean change ${signed(score.mean)}${interval}; ${VERDICTS[score.verdict]}.`;
}
