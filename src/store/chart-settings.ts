import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StoredText } from './stored-text.ts';

/** Settings of the charts at first. They outlive live updates, changes of tab and reloads. */
export const CHART_DEFAULTS = {
  /** The chart shown in the lab. */
  tab: 'fitness',
  /** Ids of charts that are shown as tables. */
  tables: [] as readonly string[],
  /** Pictures are exported in light colours even while the page is dark. */
  lightExports: true,
  /** Unit that generations are laid out by, where a chart leaves the choice: 'generation', 'steps' or 'seconds'. */
  across: 'generation',
  /** Metric that the chart of training shows, by name; the algorithm's first where it has none of that name. */
  metric: '',
  /** True when marks of agents wear the colour of the mutation that they were born with. */
  colourByMutation: false,
  /** True when the chart of a lineage shows those of all living agents too. */
  everyLineage: false,
  /** Share of the fittest agents drawn in parallel coordinates, %. */
  bestShare: 20,
  /** Axes of parallel coordinates from left to right, by name; the others follow. */
  axisOrder: [] as readonly string[],
  /** Axes whose scale was turned from what their range suggests. */
  turnedAxes: [] as readonly string[],
  /** Part of each axis that is let through, by the axis's name. */
  brushes: {} as Readonly<Record<string, readonly [number, number]>>,
  /** True when a comparison shows every run of a configuration beside their mean. */
  rawLines: false,
  /** Figure that is compared: a key of a summary. */
  comparedFigure: 'median',
  /** Ids of the runs compared last. */
  comparedRuns: [] as readonly string[],
  /** The chart of a strategy run that is shown beside, or in place of, the first. */
  strategyTab: 'losses',
  /** Axis along which the intervals of a strategy run are laid out: 'updates' or 'images'. */
  strategyAcross: 'updates',
  /** Measure of a strategy run's rows: a key of MEASURES. */
  strategyMeasure: 'mAP',
  /** Loss of a strategy run that is shown. */
  strategyLoss: 'validation',
  /** Norm of a strategy run that is shown: its gradients' or its updates'. */
  strategyGradient: 'norm',
  /** Name of the class that is looked at in a strategy run; '' the rarest. */
  strategyClass: '',
  /** Figure that is shown of that class. */
  strategyClassFigure: 'averagePrecision',
  /** Part of rewards that is shown of a strategy run; 'total': the whole. */
  strategyReward: 'total',
  /** Position of the steered row whose decisions are looked at; '' the first. */
  strategySteered: '',
  /** The agent that is looked at, by its seat; '' the first. */
  strategySeat: '',
  /** The chart of decisions that is shown below them. */
  strategyDecisions: 'values',
  /** Rows whose choices are counted: 'row', the row looked at, or 'teams', all rows that teams steer. */
  strategyScope: 'row',
};
export type ChartSettings = Readonly<typeof CHART_DEFAULTS>;

/** A store of chart settings that begins with what is kept, and keeps what changes. */
export function createChartSettings(kept: StoredText): StoreApi<ChartSettings> {
  const store = createStore<ChartSettings>(() => ({ ...CHART_DEFAULTS, ...read(kept) }));
  store.subscribe((settings) => kept.write(JSON.stringify(settings)));
  return store;
}

/** Settings with the form that they should have; whatever else is stored is passed over. */
function read(stored: StoredText): Partial<ChartSettings> {
  const kept = stored.readJson();
  if (typeof kept !== 'object' || kept === null) return {};
  const known = new Map<string, unknown>(Object.entries(CHART_DEFAULTS));
  return Object.fromEntries(
    Object.entries(kept).filter(([key, value]) => known.has(key) && isLike(value, known.get(key))),
  );
}

/** Lists hold texts, objects hold pairs of numbers. */
function isLike(value: unknown, example: unknown): boolean {
  if (Array.isArray(example))
    return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
  if (typeof example === 'object')
    return typeof value === 'object' && value !== null && Object.values(value).every(isPair);
  return typeof value === typeof example;
}

const isPair = (value: unknown) =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'number');

/** A list with an entry put in or taken out. */
export const toggled = (list: readonly string[], entry: string): string[] =>
  list.includes(entry) ? list.filter((other) => other !== entry) : [...list, entry];
