import { createStore, type StoreApi } from 'zustand/vanilla';

/** Settings of the charts. They outlive live updates, changes of tab and reloads. */
export interface ChartSettings {
  /** The chart shown in the lab. */
  readonly tab: string;
  /** Ids of charts that are shown as tables. */
  readonly tables: readonly string[];
  /** Pictures are exported in light colours even while the page is dark. */
  readonly lightExports: boolean;
  /** Unit that generations are laid out by, where a chart leaves the choice: 'generation', 'steps' or 'seconds'. */
  readonly across: string;
  /** Metric that the chart of training shows, by name; the algorithm's first where it has none of that name. */
  readonly metric: string;
  /** True when marks of agents wear the colour of the mutation that they were born with. */
  readonly colourByMutation: boolean;
  /** True when the chart of a lineage shows those of all living agents too. */
  readonly everyLineage: boolean;
  /** Share of the fittest agents drawn in parallel coordinates, %. */
  readonly bestShare: number;
  /** Axes of parallel coordinates from left to right, by name; what is not named follows. */
  readonly axisOrder: readonly string[];
  /** Axes whose scale was turned from what their range suggests. */
  readonly turnedAxes: readonly string[];
  /** Part of each axis that is let through, by the axis's name. */
  readonly brushes: Readonly<Record<string, readonly [number, number]>>;
  /** True when a comparison shows every run of a configuration beside their mean. */
  readonly rawLines: boolean;
  /** Figure that is compared: a key of a summary. */
  readonly comparedFigure: string;
  /** Ids of the runs compared last. */
  readonly comparedRuns: readonly string[];
  /** The chart of a strategy run that is shown beside, or in place of, the first. */
  readonly strategyTab: string;
  /** Axis along which the intervals of a strategy run are laid out: 'updates' or 'images'. */
  readonly strategyAcross: string;
  /** Measure of a strategy run's rows: a key of MEASURES. */
  readonly strategyMeasure: string;
  /** Loss of a strategy run that is shown. */
  readonly strategyLoss: string;
  /** Norm of a strategy run that is shown: its gradients' or its updates'. */
  readonly strategyGradient: string;
  /** Name of the class that is looked at in a strategy run; '' the rarest. */
  readonly strategyClass: string;
  /** Figure that is shown of that class. */
  readonly strategyClassFigure: string;
  /** Part of rewards that is shown of a strategy run; 'total': the whole. */
  readonly strategyReward: string;
  /** Position of the steered row whose decisions are looked at; '' the first. */
  readonly strategySteered: string;
  /** The agent that is looked at, by its seat; '' the first. */
  readonly strategySeat: string;
  /** The chart of decisions that is shown below them. */
  readonly strategyDecisions: string;
  /** Rows whose choices are counted: 'row', the row looked at, or 'teams', all rows that teams steer. */
  readonly strategyScope: string;
}

export const CHART_DEFAULTS: ChartSettings = {
  tab: 'fitness',
  tables: [],
  lightExports: true,
  across: 'generation',
  metric: '',
  colourByMutation: false,
  everyLineage: false,
  bestShare: 20,
  axisOrder: [],
  turnedAxes: [],
  brushes: {},
  rawLines: false,
  comparedFigure: 'median',
  comparedRuns: [],
  strategyTab: 'losses',
  strategyAcross: 'updates',
  strategyMeasure: 'mAP',
  strategyLoss: 'validation',
  strategyGradient: 'norm',
  strategyClass: '',
  strategyClassFigure: 'averagePrecision',
  strategyReward: 'total',
  strategySteered: '',
  strategySeat: '',
  strategyDecisions: 'values',
  strategyScope: 'row',
};

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

const KEY = 'chart settings';

/** A store of chart settings that keeps them in `storage`; null: they last as long as the page. */
export function createChartSettings(storage: Storage | null): StoreApi<ChartSettings> {
  const store = createStore<ChartSettings>(() => ({ ...CHART_DEFAULTS, ...read(storage) }));
  store.subscribe((settings) => {
    try {
      storage?.setItem(KEY, JSON.stringify(settings));
    } catch {
      // A full or forbidden storage: they last as long as the page.
    }
  });
  return store;
}

/** Settings with the form that they should have; whatever else is stored is passed over. */
function read(storage: Storage | null): Partial<ChartSettings> {
  let kept: unknown;
  try {
    kept = JSON.parse(storage?.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
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
