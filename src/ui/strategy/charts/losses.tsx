import { shortNumber } from '#core/short-number.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import { Choice } from '../../charts/frame/Choice.tsx';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { LineKey } from '../../charts/Key.tsx';
import { RowKeys } from '../rows/RowKeys.tsx';
import { type RowLines, rowPlot } from './row-lines.tsx';
import { type Column, longTable, wideTable } from './row-tables.ts';
import {
  FIRST_INTERVAL,
  namesOf,
  rankedRows,
  type StrategyChart,
  type StrategySource,
} from './source.ts';
import { afterWords, divergedWords, listWords } from './words.ts';

const validation = (row: RowInterval) => row.validation.loss;
const training = (row: RowInterval) => row.training.reference;

const KINDS = {
  validation: {
    label: 'validation',
    what: 'cross entropy on the validation images',
    figure: validation,
  },
  both: {
    label: 'validation and training',
    what: 'cross entropy on the validation images',
    figure: validation,
  },
  training: {
    label: 'training',
    what: 'cross entropy on the training images',
    figure: training,
  },
  own: {
    label: 'training, chosen loss',
    what: 'chosen loss on the training images',
    figure: (row: RowInterval) => row.training.loss,
  },
} as const;

export const LOSS_COLUMNS: readonly Column[] = [
  { head: 'Validation, cross entropy', of: validation },
  { head: 'Training, cross entropy', of: training },
  {
    head: 'Training, its standard deviation over minibatches',
    of: (row) => row.training.referenceDeviation,
  },
  { head: 'Training, chosen loss', of: KINDS.own.figure },
];

const LABELS = Object.fromEntries(Object.entries(KINDS).map(([id, { label }]) => [id, label]));
const isKind = (name: string): name is keyof typeof KINDS => Object.hasOwn(KINDS, name);

/** Losses of all rows over time, on validation and training images. */
export const LOSSES: StrategyChart = {
  id: 'losses',
  label: 'Losses',
  describe(source) {
    const { strategyLoss } = source.settings;
    const kind = isKind(strategyLoss) ? strategyLoss : 'validation';
    const { label, what, figure } = KINDS[kind];
    const lines: RowLines = {
      label: 'Losses by interval',
      name: what,
      figure,
      words: shortNumber,
      holds: [0],
      ...(kind === 'both' && { beside: { figure: training, name: 'training' } }),
    };
    return {
      title: `Losses: ${label}`,
      summary: summaryOf(source, what, figure),
      empty: source.intervals.length === 0 ? FIRST_INTERVAL : null,
      howToRead: (
        <>
          Lower is better. Cross entropy means the same for all rows, whichever loss they learn by,
          so it can be compared; the chosen loss is what a row itself makes less of, and steps when
          the choice changes. Where the loss on training images falls on while that on validation
          images rises, a classifier learns its images by heart.
        </>
      ),
      table: () => wideTable(source, `Loss, ${what}`, figure),
      csv: () =>
        longTable(source, 'Losses', [
          ...LOSS_COLUMNS,
          { head: 'Chosen loss', of: (row) => row.choices.loss },
        ]),
      controls: (
        <Choice
          label="Which losses"
          value={kind}
          options={LABELS}
          onChange={(value) => setChartSetting('strategyLoss', value)}
        />
      ),
      keys: (
        <>
          <RowKeys names={namesOf(source)} />
          {kind === 'both' && <LineKey width={1} dash="1.5 2.5" words="the same row, training" />}
        </>
      ),
      picture: rowPlot(source, lines),
    };
  },
};

function summaryOf(
  source: StrategySource,
  what: string,
  figure: (row: RowInterval) => number,
): string {
  const last = source.intervals.at(-1);
  if (!last) return '';
  const names = namesOf(source);
  const ranked = rankedRows(last.rows, figure);
  const [worst, best] = [ranked[0], ranked.at(-1)];
  if (!worst || !best)
    return `${afterWords(source, last)} no row has a loss.${divergedWords(source)}`;
  const others =
    worst === best ? '' : `, and highest for ${names[worst.row]}, ${shortNumber(worst.value)}`;
  return `${afterWords(source, last)} the ${what} is lowest for ${names[best.row]}, ${shortNumber(best.value)}${others}.${byHeart(source)}${divergedWords(source)}`;
}

/** A validation loss so much above its least has risen. */
const RISEN = 1.05;

/** Names the rows that learn by heart: validation has risen since it was least, and training fell since. */
function byHeart(source: StrategySource): string {
  const last = source.intervals.at(-1);
  const names = namesOf(source).filter((_, row) => {
    const losses = source.intervals.map((event) => event.rows[row]);
    const least = losses.reduce(
      (best, each) => (each && best && validation(each) < validation(best) ? each : best),
      losses[0],
    );
    const now = last?.rows[row];
    return (
      now && least && validation(now) > RISEN * validation(least) && training(now) < training(least)
    );
  });
  if (names.length === 0) return '';
  const verb = names.length === 1 ? 'learns' : 'learn';
  return ` ${listWords(names)} ${verb} by heart: since its least the loss on validation images has risen, that on training images fallen.`;
}
