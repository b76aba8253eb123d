import type { Summary } from '#archive/summary.ts';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import type { Chart, Series } from './chart.ts';
import { FIRST_POINT } from './chart.ts';
import { type Figures, figuresSentence } from './Figures.tsx';
import { thinned } from './fitness-points.ts';
import { type Column, generationTable } from './frame/chart-table.ts';
import { extentOf, type TimeWindow } from './plot-area.ts';
import { CurveName, SENDER, senderPoints, senderSentence } from './sender.tsx';

const CURVES: readonly Series[] = [
  { kind: 'band', of: 'range', opacity: 0.07, words: 'all' },
  { kind: 'band', of: 'quartiles', opacity: 0.13, keyOpacity: 0.2, words: 'middle half' },
  {
    kind: 'line',
    of: 'mean',
    width: 1.25,
    dash: '1.5 3',
    colour: 'var(--text-faint)',
    words: 'mean',
  },
  {
    kind: 'line',
    of: 'median',
    width: 1.5,
    dash: '6 3',
    colour: 'var(--text-soft)',
    words: 'median',
  },
  { kind: 'line', of: 'max', width: 1.25, words: 'best of the generation' },
  { kind: 'line', of: 'bestSoFar', width: 2.5, words: 'best so far' },
];

const CONTROL: Series = {
  kind: 'line',
  of: 'control',
  width: 2,
  dash: '10 3',
  colour: 'var(--text-faint)',
  words: 'best without evolution',
};

const COLUMNS: readonly Column<Summary>[] = [
  ['Best so far', (it) => it.bestSoFar],
  ['Best', (it) => it.max],
  ['Upper quartile', (it) => it.upperQuartile],
  ['Median', (it) => it.median],
  ['Mean', (it) => it.mean],
  ['Lower quartile', (it) => it.lowerQuartile],
  ['Worst', (it) => it.min],
  ['Environment steps', (it) => it.steps, 'count'],
];

const controlColumn = (best: readonly number[]): Column<Summary> => [
  'Best without evolution',
  ({ generation }) => best[generation],
];

/** Best so far, the generation's best, median and mean told apart by weight and dash; bands from worst to best. */
export const FITNESS: Chart = {
  id: 'fitness',
  label: 'Fitness',
  describe({ history, window, config, environment, digest, control, settings }) {
    const { summaries } = history;
    const points = thinned(summaries, window)
      .filter(({ max }) => !Number.isNaN(max))
      .map(({ hash: _, ...it }) => ({
        ...it,
        range: [it.min, it.max] as const,
        quartiles: [it.lowerQuartile, it.upperQuartile] as const,
      }));
    // The sender's time is not known.
    const sender = settings.across === 'seconds' ? [] : senderPoints(digest);
    // nor how long the control took
    const beside = settings.across === 'seconds' ? [] : (control ?? []);
    const figures = (generation: number) => figuresOf(summaries[generation], beside[generation]);
    const without = controlPoints(beside, window);
    const last = summaries.at(-1);
    const values = [
      ...beside,
      ...summaries.flatMap(({ min, max }) => [min, max]),
      ...sender.flatMap(({ sent: [worst, best] }) => [worst, best]),
    ];
    return {
      title: 'Fitness of the population',
      summary: `${summaryOf(summaries)}${controlSentence(beside, last)}${senderSentence(sender)}`,
      empty: points.length + sender.length === 0 ? FIRST_POINT : null,
      table: () =>
        generationTable(history, 'Fitness', [
          ...COLUMNS,
          ...(control ? [controlColumn(control)] : []),
        ]),
      picture: {
        label: 'Fitness by generation',
        height: 230,
        extent: extentOf(values) ?? extentOf(environment?.returnRange ?? []),
        name: 'fitness (mean return)',
        isMovable: true,
        rows: [...sender, ...without, ...points],
        series: [
          ...(sender.length > 0 ? SENDER : []),
          ...(beside.length > 0 ? [CONTROL] : []),
          ...CURVES,
        ],
        level: config?.target.enabled
          ? { value: config.target.fitness, words: `target ${config.target.fitness}` }
          : null,
        over: (area) => (
          <>
            <CurveName words="sender" end={endOf(sender, 'sentBest')} area={area} />
            <CurveName words="without evolution" end={endOf(without, 'control')} area={area} />
          </>
        ),
        figures,
      },
    };
  },
};

function summaryOf(summaries: readonly Summary[]): string {
  const [first, last] = [summaries[0], summaries.at(-1)];
  if (!first || !last) return '';
  return `${counted(summaries.length, 'generation')}. ${figuresSentence('The first', figuresOf(first, undefined))} ${figuresSentence('The last', figuresOf(last, undefined))}`;
}

const controlPoints = (best: readonly number[], window: TimeWindow) =>
  thinned(
    best.map((control, generation) => ({ generation, control })),
    window,
  );

/** The last point of a curve. */
function endOf<Key extends string>(
  points: readonly ({ readonly generation: number } & Readonly<Record<Key, number>>)[],
  key: Key,
) {
  const last = points.at(-1);
  return last && { generation: last.generation, value: last[key] };
}

/** Sentence for people who do not see it. */
function controlSentence(best: readonly number[], last: Summary | undefined): string {
  const without = best[Math.min(best.length - 1, last?.generation ?? 0)];
  if (without === undefined) return '';
  const generation = generationNumber(Math.min(best.length - 1, last?.generation ?? 0));
  return ` The same run without evolution, a grey line of long dashes, has best ${shortNumber(without)} in generation ${generation}.`;
}

function figuresOf(summary: Summary | undefined, control: number | undefined): Figures {
  const without: Figures = control === undefined ? [] : [['best without evolution', control]];
  if (!summary) return without;
  const diverged: Figures = summary.diverged > 0 ? [['diverged', summary.diverged]] : [];
  return [
    ['best so far', summary.bestSoFar],
    ['best', summary.max],
    ['median', summary.median],
    ['mean', summary.mean],
    ['worst', summary.min],
    ...diverged,
    ...without,
  ];
}
