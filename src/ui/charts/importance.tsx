import { counted } from '#core/counted.ts';
import { signedNumber } from '#core/short-number.ts';
import { type Importance, importance } from '#store/history/importance.ts';
import type { Chart } from './chart.ts';
import { type Column, columnTable } from './frame/chart-table.ts';
import { IntervalKeys, IntervalRows } from './IntervalRows.tsx';

const VERDICTS: Readonly<Record<Importance['verdict'], string>> = {
  above: 'higher values gained more',
  below: 'lower values gained more',
  overlaps: 'cannot be told',
  unknown: 'too few to tell',
};

type Labelled = Importance & { readonly label: string };

const COLUMNS: readonly Column<Labelled>[] = [
  ['Hyperparameter', ({ label }) => label],
  ['Mean rank correlation with the gain', ({ mean }) => mean],
  ['95 % interval from', ({ low }) => low],
  ['to', ({ high }) => high],
  ['Generations, n', ({ generations }) => generations, 'count'],
  ['What can be told', ({ verdict }) => VERDICTS[verdict]],
];

/** Chart of the hyperparameters that mattered: how their values went with what agents gained, and how sure that is. */
export const IMPORTANCE: Chart = {
  id: 'importance',
  label: 'Importance',
  describe({ history, algorithm, config }) {
    const evolving = (algorithm?.hyperparameters ?? []).flatMap(({ name, label }, index) =>
      config?.hyperparameters[name]?.evolves ? [{ label, index }] : [],
    );
    const found = importance(
      history,
      evolving.map(({ index }) => index),
    ).map((each, i) => ({ ...each, label: evolving[i]?.label ?? '' }));
    const isTold = found.some(({ generations }) => generations > 0);
    return {
      title: 'Which hyperparameters mattered',
      summary: found.map(sentenceOf).join(' '),
      empty: isTold
        ? null
        : evolving.length === 0
          ? 'No hyperparameter of this run evolves.'
          : 'No generation had different values and gains to compare yet.',
      table: () =>
        columnTable(
          'How values of hyperparameters went with the fitness gained',
          found,
          ({ label }) => ({ key: label }),
          COLUMNS,
        ),
      note: (
        <>
          <strong>How it is told.</strong> In each generation agents are ranked by the value that
          they trained with and by the fitness that they gained over their parent, or over
          themselves, of the generation before. Shown is Spearman’s rank correlation of the two, the
          mean over generations. <strong>What it cannot tell.</strong> Values were inherited, not
          dealt out by chance: agents with one value often share their weights too. A child has one
          mutation, so those with a fresh value were spared those of weights and layers, which often
          cost fitness at first. One hyperparameter is looked at at a time, within the values that
          occurred in this run, and a best value in the middle looks like none.
        </>
      ),
      keys: (
        <IntervalKeys
          mean="mean rank correlation"
          interval="95 % interval for all rows together (Student’s t over generations, Bonferroni)"
        />
      ),
      picture: {
        own: (
          <IntervalRows
            rows={found.map(({ label, mean, low, high, generations, verdict }) => ({
              key: label,
              name: label,
              told:
                generations === 0
                  ? 'values never differed'
                  : `n ${generations} · ${signedNumber(mean)} · ${VERDICTS[verdict]}`,
              mean,
              low,
              high,
            }))}
            axis="rank correlation of value and fitness gained"
            extent={{ low: -1, high: 1 }}
          />
        ),
      },
    };
  },
};

function sentenceOf({ label, mean, low, high, generations, verdict }: Labelled): string {
  if (generations === 0) return `${label}: its values never differed.`;
  const interval = Number.isNaN(low)
    ? ''
    : `, interval ${signedNumber(low)} to ${signedNumber(high)}`;
  return `${label}: rank correlation ${signedNumber(mean)} over ${counted(generations, 'generation')}${interval}; ${VERDICTS[verdict]}.`;
}
