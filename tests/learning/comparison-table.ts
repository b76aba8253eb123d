import { signed, signedInterval } from '#core/signed.ts';
import { mean } from '#core/statistics.ts';
import { type ComparedRun, type Difference, differenceOf } from './comparisons.ts';

/** Runs of a preset by its id, in the order of the table. */
export type ComparedPresets = readonly (readonly [id: string, runs: readonly ComparedRun[]])[];

/** The comparisons as a page of Markdown; `npm run compare` writes it. */
export function comparisonPage(presets: ComparedPresets): string {
  const rows = presets.flatMap(([id, runs]) => {
    const control = runs.filter(({ arm }) => arm === 'off');
    const [first] = control;
    const shipped = differenceOf(runs, 'shipped');
    if (!first || !shipped) return [];
    return [
      [
        `\`${id}\``,
        first.generations,
        shipped.seeds,
        [...new Set(runs.map(({ engine }) => engine))].join(', '),
        figure(mean(control.map(({ best }) => best))),
        cell(shipped),
        signedInterval(shipped.median),
        cell(differenceOf(runs, 'hyperparameters')),
        cell(differenceOf(runs, 'selection')),
      ],
    ];
  });
  return `${WORDS}${table([COLUMNS, ...rows])}`;
}

/** A table of Markdown, its columns as wide as they need to be. */
function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => `${row[i]}`.length)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const [head = '', ...body] = rows.map((row) =>
    line(widths.map((width, i) => `${row[i]}`.padEnd(width))),
  );
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('');
}

const COLUMNS = [
  'Preset',
  'Generations',
  'Seeds',
  'Engine',
  'None: best',
  'As shipped: best',
  'As shipped: median',
  'Hyperparameters only: best',
  'Selection only: best',
];

const WORDS = `# What evolution adds to each preset

Every preset is run as it is and without evolution, with the same seeds: founders that are equal until they are mutated,
equal environment steps, equal random numbers, no stop at the target. _None_ is the control: every agent trains on by
itself, and the best of as many agents counts. A run's figure is the mean of the generation's best (or median) fitness over the last quarter of its
generations. Given are the mean difference to the control, its 95 % interval over the seeds (Student's t), and with how
many seeds the figure is above the control's. An interval that holds 0 cannot be told from no effect. Each holds by itself:
of twenty in this table one can be expected to miss by chance. The best of a generation was chosen by the episodes that it is
judged by, which favours luck, and the more so the less its agents are alike; the median was not chosen.

Of presets that take long, fewer generations are compared than they have: twice as many as agents need to learn the task,
and no more than one processor can compute in about an hour for all arms and seeds. After fewer than it takes to learn,
little is told. \`adversary-maddpg\` is not here: its fitness is against the rivals of its own population, which differ from run
to run.

_As shipped_ is the preset's own mix of mutations; _hyperparameters only_ leaves out those of weights and networks;
_selection only_ copies winners of tournaments unchanged.

\`npm run compare\` runs what is missing and writes this page; the runs are in [recorded/comparisons](recorded/comparisons).

`;

function cell(difference: Difference | null): string {
  if (!difference) return '–';
  const { best, wins, seeds } = difference;
  return `${signedInterval(best)}, ${wins} of ${seeds}`;
}

const figure = (value: number) => signed(Math.round(value), (size) => size.toLocaleString('en'));
