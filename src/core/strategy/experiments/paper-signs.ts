import { FEWEST_SEEDS, sideOf } from './estimate.ts';
import type { Experiment } from './experiment.ts';
import type { ArmLine } from './experiment-table.ts';

const listed = (lines: readonly ArmLine[]): string =>
  lines.map(({ name, key }) => (key === '' ? name : `${name} (${key})`)).join(', ');

/**
 * Sets what the table says of the arms that the paper compares, too, beside the paper: which differ as there, which the
 * other way, and which cannot be told from no difference. '' where the paper says nothing, or there are too few seeds.
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
  const lower = told.filter(({ difference }) => sideOf(difference) === 'below');
  const higher = told.filter(({ difference }) => sideOf(difference) === 'above');
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
