import { estimateOf } from '#core/moments.ts';
import type { StrategyPreset } from '#core/strategy/strategy-catalog.ts';

/** One run of several recipes on the same images, as a line of JSON. */
export interface ComparedRecipes {
  readonly seed: number;
  readonly engine: string;
  /** On the test images, by the fast average of the weights, shares in [0, 1]. */
  readonly rows: readonly RecipeResult[];
  readonly seconds: number;
  readonly hash: string;
}

interface RecipeResult {
  readonly name: string;
  readonly mAP: number | null;
  readonly head: number | null;
  readonly mid: number | null;
  readonly tail: number | null;
  readonly macroF1: number | null;
}

const WORDS = `# Recipes compared

Each preset of the strategy lab, with several seeds. All classifiers of a run see the same images in the same order and
begin with the same weights, so they are compared in pairs. Given are means on the test images (mAP, and mAP of the rarest
quarter of the classes), by the fast average of the weights, in %, and the mean difference to the first recipe with its
95 % interval (Student's t over the seeds). An interval that holds 0 cannot be told from no difference. Nothing was chosen
by these test images; but “Tuned” was the best of some 25 recipes in an earlier pilot, picked with one seed by that pilot's
own test images.

\`npm run compare:recipes\` runs what is missing and writes this page; the runs are in [recorded/recipes](recorded/recipes).
`;

/** The comparisons as a page of Markdown. */
export function recipePage(
  presets: readonly (readonly [StrategyPreset, readonly ComparedRecipes[]])[],
): string {
  const parts = presets.flatMap(([{ id, title, config }, runs]) =>
    runs.length === 0
      ? []
      : [
          `\n## ${title}\n\n\`${id}\`: ${config.training.steps} updates of ${config.training.batch} images, ${runs.length} seeds.\n\n${table(runs)}`,
        ],
  );
  return `${WORDS}${parts.join('')}`;
}

function table(runs: readonly ComparedRecipes[]): string {
  const names = runs[0]?.rows.map(({ name }) => name) ?? [];
  const cells = names.map((name, row) => [
    name,
    ...(['mAP', 'tail'] as const).flatMap((figure) => {
      const own = runs.map(({ rows }) => 100 * (rows[row]?.[figure] ?? Number.NaN));
      const base = runs.map(({ rows }) => 100 * (rows[0]?.[figure] ?? Number.NaN));
      const differences = own.map((value, run) => value - (base[run] as number));
      return [mean(own).toFixed(1), row === 0 ? '' : withInterval(differences)];
    }),
  ]);
  return markdownTable([['Recipe', 'mAP', 'difference', 'Tail', 'difference'], ...cells]);
}

/** A table of Markdown, its columns as wide as they need to be; the first row is its head. */
export function markdownTable(all: readonly (readonly string[])[]): string {
  const widths =
    all[0]?.map((_, i) => Math.max(...all.map((line) => (line[i] ?? '').length))) ?? [];
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, i) => text.padEnd(widths[i] ?? 0)).join(' | ')} |\n`;
  const [head = [], ...body] = all;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('');
}

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Mean and its 95 % interval, as '+3.1 [−0.2, +6.4]'. */
export function withInterval(numbers: readonly number[]): string {
  const { count, mean: middle, low, high } = estimateOf(numbers);
  return count < 2 ? sign(middle) : `${sign(middle)} [${sign(low)}, ${sign(high)}]`;
}

const sign = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
