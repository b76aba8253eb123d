import type { MetricDeclaration } from '#core/algorithm.ts';
import { generationNumber } from '#core/generation-number.ts';
import { lowerFirst } from '#core/lower-first.ts';
import { descent } from '#store/history/descent.ts';
import type { Cell, History } from '#store/history/history.ts';
import { createMetricSpread } from '#store/history/metric-spread.ts';
import { type Chart, FIRST_POINT, type Series } from './chart.ts';
import { type Figures, figuresSentence } from './Figures.tsx';
import { thinned } from './fitness-points.ts';
import { Choice } from './frame/Choice.tsx';
import {
  AGENT,
  aboutAgent,
  type ChartTable,
  type Column,
  columnTable,
  GENERATION,
  generationTable,
} from './frame/chart-table.ts';
import { setChartSetting } from './frame/use-chart-settings.ts';
import { extentOf, MARGIN } from './plot-area.ts';
import { remembered } from './remembered.ts';

const POPULATION: readonly Series[] = [
  { kind: 'band', of: 'middle', opacity: 0.13, words: 'middle half of the population' },
  {
    kind: 'line',
    of: 'median',
    width: 1.5,
    dash: '6 3',
    colour: 'var(--text-soft)',
    words: 'median',
  },
];

const ownSeries = (agent: number): Series => ({
  kind: 'line',
  of: 'own',
  width: 2,
  words: `on the way to agent ${agent}`,
});

/** Losses are small: their ticks have many digits. */
const WIDE = { ...MARGIN, left: 58 };

const spreadOf = remembered(createMetricSpread);

/** Measures of the agents' updates over time (losses, TD error, entropy, divergence), and of a team each player's return. */
export const TRAINING: Chart = {
  id: 'training',
  label: 'Training',
  describe({ history, window, algorithm, focus, settings }) {
    const { metrics = [] } = algorithm ?? {};
    const metric = metrics.find(({ name }) => name === settings.metric) ?? metrics[0];
    const name = metric?.name ?? '';
    const label = metric?.label ?? 'Loss';
    const isReturn = metric !== undefined && metric.program === undefined;
    const all = spreadOf(name)(history);
    const path = focus ? descent(history, focus.generation, focus.slot) : new Int32Array(0);
    const own = (generation: number) => history.metric(generation, path[generation] ?? -1, name);
    const last = all.findLast(({ count }) => count > 0);
    const figures = (generation: number): Figures => {
      const it = all[generation];
      if (!it) return [];
      const along: Figures = focus ? [[`on the way to agent ${focus.agent}`, own(generation)]] : [];
      const spread: Figures = [
        ['median', it.median],
        ['lowest', it.minimum],
        ['highest', it.maximum],
      ];
      return [...spread, ...along];
    };
    return {
      title: isReturn ? label : `${label} in training`,
      summary: last
        ? figuresSentence(
            `${label} in generation ${generationNumber(last.generation)}`,
            figures(last.generation),
          )
        : '',
      empty: last ? null : whyEmpty(history, metric),
      controls: metrics.length > 1 && (
        <Choice
          label="Measure"
          value={name}
          options={Object.fromEntries(metrics.map((each) => [each.name, each.label]))}
          onChange={(chosen) => setChartSetting('metric', chosen)}
        />
      ),
      table: () =>
        generationTable(history, label, [
          ['Lowest', ({ generation }) => all[generation]?.minimum],
          ['Lower quartile', ({ generation }) => all[generation]?.lowerQuartile],
          ['Median', ({ generation }) => all[generation]?.median],
          ['Upper quartile', ({ generation }) => all[generation]?.upperQuartile],
          ['Highest', ({ generation }) => all[generation]?.maximum],
          ['Selected lineage', ({ generation }) => own(generation)],
        ]),
      csv: () => everyAgent(history, metrics),
      note: metric && (
        <>
          <strong>What it is.</strong> {metric.explanation} Shown is each agent’s mean over its{' '}
          {isReturn ? 'episodes' : 'updates'} of a generation.
        </>
      ),
      picture: {
        label: `${label} by generation`,
        height: 230,
        extent: extentOf([
          ...all.flatMap((it) => [it.lowerQuartile, it.upperQuartile]),
          ...Array.from(path, (_, generation) => own(generation)),
        ]),
        name: lowerFirst(label),
        margin: WIDE,
        isMovable: true,
        rows: thinned(all, window)
          .filter(({ count }) => count > 0)
          .map(({ generation, lowerQuartile, upperQuartile, median }) => ({
            generation,
            middle: [lowerQuartile, upperQuartile],
            median,
            own: own(generation),
          })),
        series: focus ? [...POPULATION, ownSeries(focus.agent)] : POPULATION,
        figures,
      },
    };
  },
};

/** Says why there is nothing of a metric to see. */
function whyEmpty(history: History, metric: MetricDeclaration | undefined): string {
  if (history.generations === 0) return FIRST_POINT;
  if (!metric) return 'The updates of this algorithm are not measured.';
  return history.summaries.some(({ generation }) => history.hasMetrics(generation))
    ? 'No agent has made an update yet.'
    : 'Nothing was kept of the updates of this run: it was computed by an earlier version of this page. Run again, it has these curves.';
}

/** Every agent of every generation with all metrics. */
const everyAgent = (history: History, metrics: readonly MetricDeclaration[]): ChartTable =>
  columnTable(
    'What the updates of every agent measured',
    history.summaries.toReversed().flatMap(({ generation }) => history.cells(generation)),
    aboutAgent,
    [
      GENERATION,
      AGENT,
      ...metrics.map(
        ({ name, label }): Column<Cell> => [
          label,
          ({ generation, slot }) => history.metric(generation, slot, name),
        ],
      ),
    ],
  );
