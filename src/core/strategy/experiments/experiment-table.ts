import { type Estimate, seedEstimate } from './estimate.ts';
import type { Against, Experiment, FigureId, RowResult, RunResult } from './experiment.ts';
import { STANDARD } from './parts.ts';

interface Figure {
  readonly label: string;
  /** Explanation, a sentence. */
  readonly about: string;
  readonly unit: '%' | 's';
  /** Set where it is a difference, which is written with its sign; absent: it is none. */
  readonly isDifference?: true;
  /** Null: undefined. */
  readonly read: (row: RowResult, run: RunResult) => number | null;
}

/** Share of the run at which a row first reaches what the row “Standard” of its run ends with; null: never. */
function reachOf(row: RowResult, { rows }: RunResult): number | null {
  const goal = rows.find(({ name }) => name === STANDARD)?.course.at(-1) ?? null;
  if (goal === null) return null;
  const at = row.course.findIndex((share) => share !== null && share >= goal);
  return at < 0 ? null : (at + 1) / row.course.length;
}

/** Mean over the data that a row was tested on without training; null: on none. */
const elsewhereOf = ({ name }: RowResult, { rows, elsewhere = {} }: RunResult): number | null => {
  const at = rows.findIndex((row) => row.name === name);
  return meanOf(Object.values(elsewhere).map(({ mAP }) => mAP[at] ?? null));
};

const less = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;

const FIGURES: Readonly<Record<FigureId, Figure>> = {
  mAP: {
    label: 'mAP',
    about: 'Mean average precision on the test images, by the fast average of the weights.',
    unit: '%',
    read: ({ mAP }) => mAP.fast,
  },
  raw: {
    label: 'mAP, raw',
    about: 'By the weights as they ended.',
    unit: '%',
    read: ({ mAP }) => mAP.raw,
  },
  slow: {
    label: 'mAP, slow',
    about: 'By the slow average of the weights.',
    unit: '%',
    read: ({ mAP }) => mAP.slow,
  },
  fastGain: {
    label: 'Fast less raw',
    about: 'By how much the fast average of the weights is ahead of the weights as they ended.',
    unit: '%',
    isDifference: true,
    read: ({ mAP }) => less(mAP.fast, mAP.raw),
  },
  slowGain: {
    label: 'Slow less raw',
    about: 'The same of the slow average.',
    unit: '%',
    isDifference: true,
    read: ({ mAP }) => less(mAP.slow, mAP.raw),
  },
  tail: {
    label: 'Tail AP',
    about: 'Mean average precision of the rarest quarter of the classes.',
    unit: '%',
    read: ({ tail }) => tail,
  },
  tailF1: {
    label: 'Tail F1',
    about: 'Mean F1 of the rarest quarter of the classes.',
    unit: '%',
    read: ({ tailF1 }) => tailF1,
  },
  macroF1: {
    label: 'Macro F1',
    about: 'Mean F1 of all classes.',
    unit: '%',
    read: ({ macroF1 }) => macroF1,
  },
  reach: {
    label: 'Reaches Standard after',
    about:
      'Share of the run after which its mAP on the validation images is what “Standard” ends with.',
    unit: '%',
    read: reachOf,
  },
  elsewhere: {
    label: 'mAP elsewhere',
    about:
      'Mean average precision without training on the test images of other data, over the classes that these share, mean over these data.',
    unit: '%',
    read: elsewhereOf,
  },
  agents: {
    label: 'Time of agents',
    about: 'Share of the computing that deciding and learning took.',
    unit: '%',
    read: (_, { seconds, agentSeconds }) => (seconds === 0 ? null : agentSeconds / seconds),
  },
  seconds: {
    label: 'Time of the run',
    about: 'Computing.',
    unit: 's',
    read: (_, { seconds }) => seconds,
  },
};

/** Words on a figure, and by what its values are multiplied to be in its unit. */
export function figureWords(id: FigureId): Pick<Figure, 'label' | 'about' | 'unit'> & {
  readonly scale: number;
} {
  const { label, about, unit } = FIGURES[id];
  return { label, about, unit, scale: unit === '%' ? 100 : 1 };
}

/** A row of an experiment's table. */
export interface ArmLine {
  readonly name: string;
  /** Key of the run; '' where there is one for each seed. */
  readonly key: string;
  readonly seeds: number;
  readonly figures: Readonly<Partial<Record<FigureId, Estimate | null>>>;
  /** Difference of the deciding figure from that of the arm it is compared with, seed by seed; null: it is that arm. */
  readonly difference: Estimate | null;
}

/** An arm in a run: one row, or several whose names differ by a number, of which the mean counts. */
interface Measured {
  readonly run: RunResult;
  readonly rows: readonly RowResult[];
}

/** Arm of a row: 'Networks' of the rows 'Networks · 1' and 'Networks · 2'. */
const armOf = ({ name }: RowResult): string => name.replace(/ · \d+$/, '');

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length;
}

/**
 * The row that holds what a search chose, or else that which ended best on the validation images, the first of equals: a
 * choice that the test images have no say in.
 */
const bestOf = (rows: readonly RowResult[]): RowResult => {
  const chosen = rows.find(({ isChosen }) => isChosen);
  if (chosen) return chosen;
  const end = ({ course }: RowResult) => course.at(-1) ?? -1;
  return rows.reduce((best, row) => (end(row) > end(best) ? row : best));
};

type TableExperiment = Pick<Experiment, 'figures' | 'against' | 'picksBest'>;

/** Arm by arm, in the order of the plan, what the results say; differences are paired by seed. */
export function experimentTable(
  experiment: TableExperiment,
  results: readonly RunResult[],
): readonly ArmLine[] {
  const arms = new Map<string, Measured[]>();
  for (const run of results)
    for (const name of new Set(run.rows.map(armOf))) {
      const own = run.rows.filter((row) => armOf(row) === name);
      const rows = experiment.picksBest ? [bestOf(own)] : own;
      const id = idOf(name, run.key);
      arms.set(id, [...(arms.get(id) ?? []), { run, rows }]);
    }
  const [main] = experiment.figures;
  const read = (id: FigureId, { run, rows }: Measured) =>
    meanOf(rows.map((row) => FIGURES[id].read(row, run)));
  return [...arms].map(([own, measured]): ArmLine => {
    const [key = '', name = ''] = own.split('\n');
    const other = otherOf(experiment.against, name, key);
    const figures = experiment.figures.map(
      (id) => [id, seedEstimate(measured.map((each) => read(id, each)))] as const,
    );
    const pairs = measured.map((each) => {
      const beside = arms.get(other)?.find(({ run }) => run.seed === each.run.seed);
      const [mine, its] = [main && read(main, each), beside && main && read(main, beside)];
      return mine === null || mine === undefined || its === null || its === undefined
        ? null
        : mine - its;
    });
    return {
      name,
      key,
      seeds: measured.length,
      figures: Object.fromEntries(figures),
      difference: other === own ? null : seedEstimate(pairs),
    };
  });
}

const idOf = (name: string, key: string): string => `${key}\n${name}`;

const otherOf = (against: Against, name: string, key: string): string =>
  idOf(against.row ?? name, against.key ?? key);

/** Digits that are shown of a figure. */
const shown = (value: number, unit: Figure['unit']): string =>
  (unit === '%' ? 100 * value : value).toFixed(1).replace('-', '−');

const sized = (value: number, unit: Figure['unit']): string =>
  `${value < 0 ? '−' : '+'}${shown(Math.abs(value), unit)}`;

/**
 * Writes an estimate as '52.3 [50.1, 54.0]', of one seed '52.3'; '–' if undefined, and in how many seeds if not all.
 */
export function estimateWords(
  found: Estimate | null | undefined,
  id: FigureId,
  seeds: number,
): string {
  if (!found) return '–';
  const { unit, isDifference } = FIGURES[id];
  const write = isDifference ? sized : shown;
  const within = found.seeds < 2 ? '' : ` [${write(found.low, unit)}, ${write(found.high, unit)}]`;
  const of = found.seeds < seeds ? ` (${found.seeds} of ${seeds})` : '';
  return `${write(found.mean, unit)}${within}${of}`;
}

/** Writes a difference as '+3.1 [+1.2, +4.9]'; '' for the arm that others are compared with. */
export function differenceWords(found: Estimate | null, id: FigureId): string {
  if (!found) return '';
  const { unit } = FIGURES[id];
  const within = found.seeds < 2 ? '' : ` [${sized(found.low, unit)}, ${sized(found.high, unit)}]`;
  return `${sized(found.mean, unit)}${within}`;
}

/** Head and cells of the lines of an experiment's table as text. */
export function tableText(
  experiment: TableExperiment,
  lines: readonly ArmLine[],
): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const [main] = experiment.figures;
  const hasKeys = lines.some(({ key }) => key !== '');
  const { row, key } = experiment.against;
  const other = [row, key].filter((part) => part !== undefined && part !== '').join(', ');
  const unit = (id: FigureId) => `${FIGURES[id].label}, ${FIGURES[id].unit}`;
  return {
    head: [
      'Arm',
      ...(hasKeys ? ['Run'] : []),
      'Seeds',
      ...experiment.figures.map(unit),
      `${main ? FIGURES[main].label : ''} against ${other}`,
    ],
    rows: lines.map((line) => [
      line.name,
      ...(hasKeys ? [line.key || '–'] : []),
      String(line.seeds),
      ...experiment.figures.map((id) => estimateWords(line.figures[id], id, line.seeds)),
      main ? differenceWords(line.difference, main) : '',
    ]),
  };
}
