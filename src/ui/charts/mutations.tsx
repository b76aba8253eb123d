import { counted } from '#core/counted.ts';
import { signedNumber } from '#core/short-number.ts';
import { type Score, scorecard } from '#store/history/scorecard.ts';
import { FAMILY_WORDS } from '#store/words/mutation-words.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import type { Chart } from './chart.ts';
import { type Column, columnTable } from './frame/chart-table.ts';
import { IntervalKeys, type IntervalRow, IntervalRows } from './IntervalRows.tsx';

const VERDICTS: Readonly<Record<Score['verdict'], string>> = {
  above: 'better than copies',
  below: 'worse than copies',
  overlaps: 'cannot be told',
  unknown: 'too few to tell',
};

const COLUMNS: readonly Column<Score>[] = [
  ['Mutation', ({ family }) => FAMILY_WORDS[family]],
  ['Children, n', ({ count }) => count, 'count'],
  ['Mean change beside copies', ({ mean }) => mean],
  ['95 % interval from', ({ low }) => low],
  ['to', ({ high }) => high],
  ['Generations', ({ generations }) => generations, 'count'],
  ['Without copies, n', ({ alone }) => alone, 'count'],
  ['Diverged, n', ({ diverged }) => diverged, 'count'],
  ['What can be told', ({ verdict }) => VERDICTS[verdict]],
];

/** Effect of each kind of mutation: the change of fitness beside that of unmutated copies, with how sure that is. */
export const MUTATIONS: Chart = {
  id: 'mutations',
  label: 'Mutations',
  describe({ history, algorithm }) {
    const scores = scorecard(history).filter(
      ({ family }) => family !== 'activation' || algorithm?.activationMutation !== false,
    );
    const children = scores.reduce((sum, { count }) => sum + count, 0);
    return {
      title: 'What came of mutations',
      summary: scores.map(sentenceOf).join(' '),
      empty: children === 0 ? 'No mutated child could be set beside an unmutated copy yet.' : null,
      table: () =>
        columnTable(
          'Change of fitness from parent to child, beside unmutated copies, by kind of mutation',
          scores,
          ({ family }) => ({ key: family }),
          COLUMNS,
        ),
      note: (
        <>
          <strong>What is compared.</strong> Fitness of a mutated child minus its parent’s, less the
          mean of the same over the unmutated copies born in its generation. Copies learn, too, and
          their parents were chosen alike and had the same luck: what is left is the mutation, and
          chance. Where the interval holds 0, it cannot be told from chance.
        </>
      ),
      keys: (
        <IntervalKeys
          mean="mean change beside copies"
          interval="95 % interval of the mean (Student’s t over generations)"
        />
      ),
      picture: {
        own: (
          <IntervalRows
            rows={scores.map(rowOf)}
            axis="change of fitness beside unmutated copies (mean return)"
          />
        ),
      },
    };
  },
};

const rowOf = ({ family, count, mean, low, high, verdict }: Score): IntervalRow => ({
  key: family,
  name: FAMILY_WORDS[family],
  mark: <Glyph family={family} x={20} y={12} size={10} />,
  told:
    count === 0
      ? 'no children yet'
      : `n ${count.toLocaleString('en-US')} · ${signedNumber(mean)} · ${VERDICTS[verdict]}`,
  mean,
  low,
  high,
});

function sentenceOf(score: Score): string {
  const what = FAMILY_WORDS[score.family];
  if (score.count === 0) return `${what}: no children beside copies.`;
  const interval = Number.isNaN(score.low)
    ? ''
    : `, 95 % interval ${signedNumber(score.low)} to ${signedNumber(score.high)}`;
  return `${what}: ${counted(score.count, 'child', 'children')}, ${signedNumber(score.mean)} beside copies${interval}; ${VERDICTS[score.verdict]}.`;
}
