import type { Experiment } from './experiment.ts';
import type { ArmLine } from './experiment-table.ts';

/** Seeds below which an interval says nothing. */
const FEWEST_SEEDS = 2;

const listed = (lines: readonly ArmLine[]): string =>
  lines.map(({ name, key }) => (key === '' ? name : `${name} (${key})`)).join(', ');

/**
 * Sets what the table says of the arms that the paper compares, too, beside the paper: which differ as there, which the
 * other way, and which cannot be told from no difference. '' where the paper says nothing, or there is one seed.
 */
export function paperWords(
  { paperSign }: Pick<Experiment, 'paperSign'>,
  table: readonly ArmLine[],
): string {
  if (!paperSign) return '';
  const told = table.filter(
    ({ name, difference }) => paperSign.has(name) && (difference?.seeds ?? 0) >= FEWEST_SEEDS,
  );
  if (told.length === 0) return '';
  const lower = told.filter(({ difference }) => (difference?.high ?? 0) < 0);
  const higher = told.filter(({ difference }) => (difference?.low ?? 0) > 0);
  const [same, other] = paperSign.is === 'lower' ? [lower, higher] : [higher, lower];
  const open = told.filter((line) => !lower.includes(line) && !higher.includes(line));
  const parts = [
    ['The same here', same],
    ['The other way here', other],
    ['Not to be told from no difference here', open],
  ] as const;
  const words = parts.flatMap(([what, lines]) =>
    lines.length > 0 ? [` ${what}: ${listed(lines)}.`] : [],
  );
  return `The paper has some of these arms ${paperSign.is}.${words.join('')}`;
}
