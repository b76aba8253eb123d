import type { Catalog } from '#core/catalog.ts';
import { compactNumber } from '#core/compact-number.ts';
import { FEWEST_RUNS, type MeanPoint, meanCurve } from '#store/compare/mean-curve.ts';
import {
  type Configuration,
  FIGURE_WORDS,
  FIGURES,
  type Figure,
  isControl,
} from '#store/compare/run-curve.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import type { Description, Plot, Row, Series } from '../charts/chart.ts';
import type { Figures } from '../charts/Figures.tsx';
import { niceTicks } from '../charts/fitness-points.ts';
import { Choice } from '../charts/frame/Choice.tsx';
import { Switch } from '../charts/frame/Switch.tsx';
import { setChartSetting } from '../charts/frame/use-chart-settings.ts';
import { extentOf, MARGIN, type PlotArea } from '../charts/plot-area.ts';
import styles from './Compare.module.css';
import { compareTables, type Line } from './compare-tables.ts';
import { nameOf, seedsOf } from './configuration-words.ts';
import { EndLabels } from './EndLabels.tsx';
import { colourOf, dashesOf } from './line-styles.ts';
import { reachWords } from './reach-words.ts';

/** Room for the letters at the ends of lines, px, and for the word after that of a control. */
const [RIGHT, RIGHT_OF_CONTROL] = [44, 84];

/** The curves that are compared, and how. */
interface Comparison {
  readonly configurations: readonly Configuration[];
  readonly figure: Figure;
  /** True when every run of a configuration is drawn beside their mean. */
  readonly everyRun: boolean;
  readonly catalog: Catalog | null;
  /** Runs that are still being read. */
  readonly waiting: number;
}

/** Fitness over environment steps, a line a configuration: its run, or the mean of its runs with its 95 % interval. */
export function describeComparison(comparison: Comparison): Description {
  const { configurations, figure, everyRun, catalog, waiting } = comparison;
  const lines = configurations.map((configuration) => ({
    configuration,
    points: meanCurve(configuration.runs, figure),
  }));
  const hasSeeds = configurations.some(({ runs }) => runs.length > 1);
  const tables = compareTables(lines, figure, catalog);
  const nothing =
    waiting > 0
      ? 'The runs are being read.'
      : 'Choose runs, or have some done: each configuration becomes a line.';
  const isEmpty = lines.every(({ points }) => points.length === 0);
  return {
    title: `Fitness, ${FIGURES[figure]}`,
    summary: lines.map((line) => reachWords(line, figure)).join(' '),
    empty: isEmpty ? nothing : null,
    table: () => tables.means,
    csv: tables.runs,
    controls: (
      <>
        {hasSeeds && (
          <Switch
            label="Every run"
            on={everyRun}
            onChange={(on) => setChartSetting('rawLines', on)}
          />
        )}
        <Choice
          label="What is compared"
          value={figure}
          options={FIGURES}
          onChange={(value) => setChartSetting('comparedFigure', value)}
        />
      </>
    ),
    note: (
      <>
        {FIGURE_WORDS[figure]}
        {hasSeeds && (
          <>
            {' '}
            The band is the 95 % interval of the mean over seeds by Student’s t, from three seeds
            on: where bands lie apart, more seeds are unlikely to change the order. A run that ended
            at its target counts on with its last value.
          </>
        )}
      </>
    ),
    picture: isEmpty ? { own: <div className={styles['nothing']} /> } : plotOf(lines, comparison),
  };
}

function plotOf(lines: readonly Line[], { figure, everyRun, catalog }: Comparison): Plot {
  const configurations = lines.map(({ configuration }) => configuration);
  const dashes = dashesOf(configurations);
  const stops = [...new Set(lines.flatMap(({ points }) => points.map(({ steps }) => steps)))].sort(
    (a, b) => a - b,
  );
  const rows: Row[] = [];
  const series: Series[] = [];
  for (const [i, { configuration, points }] of lines.entries()) {
    const { letter, runs } = configuration;
    const [colour, dash] = [colourOf(i), dashes[i]];
    const isMean = runs.length > 1;
    rows.push(
      ...points.map(({ steps, mean, low, high }) => ({
        steps,
        [letter]: mean,
        [`${letter} band`]: [low, high] as const,
      })),
    );
    if (runs.length >= FEWEST_RUNS)
      series.push({ kind: 'band', of: `${letter} band`, opacity: 0.13, colour });
    if (isMean && everyRun)
      for (const { record, summaries } of runs) {
        rows.push(...summaries.map((each) => ({ steps: each.steps, [record.id]: each[figure] })));
        series.push({
          kind: 'line',
          of: record.id,
          width: 0.8,
          opacity: 0.55,
          colour,
          dash,
        });
      }
    series.push({
      kind: 'line',
      of: letter,
      width: 2.2,
      colour,
      dash,
      words: `${letter}: ${nameOf(configuration, catalog)}, ${isMean ? `mean of n ${runs.length}` : seedsOf(configuration)}`,
    });
  }
  const last = Math.max(1, ...rows.map(({ steps }) => Number(steps)));
  const end = niceTicks(0, last, 6).at(-1) ?? last;
  const ticks = ({ width }: PlotArea) =>
    niceTicks(0, last, width < 500 ? 3 : 6).filter((tick) => tick <= end);
  return {
    label: 'Fitness over environment steps',
    height: 380,
    margin: { ...MARGIN, right: configurations.some(isControl) ? RIGHT_OF_CONTROL : RIGHT },
    extent: extentOf(
      rows.flatMap(({ steps: _, ...values }) => Object.values(values).flat() as number[]),
    ),
    name: 'fitness (mean return)',
    rowsBy: 'steps',
    otherAxis: {
      name: 'environment steps of the whole population',
      end,
      ticks,
      word: compactNumber,
      stops,
    },
    rows,
    series,
    over: (area) => <EndLabels lines={lines} area={area} />,
    heading: (steps) => `After ${shortNumber(steps)} steps`,
    figures: (steps) => lines.flatMap((line) => figureAt(line, steps)),
  };
}

/** Value of a line at a number of steps; none after its end. */
function figureAt({ configuration: { letter, runs }, points }: Line, steps: number): Figures {
  const point: MeanPoint | undefined = points.findLast((each) => each.steps <= steps);
  if (!point || steps > (points.at(-1)?.steps ?? 0)) return [];
  const spread = runs.length > 1 ? ` (${shortNumber(point.low)} – ${shortNumber(point.high)})` : '';
  return [[letter, `${shortNumber(point.mean)}${spread}`]];
}
