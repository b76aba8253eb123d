import { FEWEST_SEEDS, sideOf } from '#core/strategy/experiments/estimate.ts';
import type { Experiment, FigureId } from '#core/strategy/experiments/experiment.ts';
import {
  type ArmLine,
  differenceWords,
  estimateWords,
  figureWords,
} from '#core/strategy/experiments/experiment-table.ts';
import type { ChartTable } from '../../charts/frame/chart-table.ts';

/** Name of an arm's line, with its run where there are several. */
export const lineName = ({ name, key }: Pick<ArmLine, 'name' | 'key'>): string =>
  key === '' ? name : `${name} (${key})`;

/** Lines of the arms that differ from the compared one with their whole interval, higher and lower. */
function apart(lines: readonly ArmLine[]) {
  const told = lines.filter(({ difference }) => (difference?.seeds ?? 0) >= FEWEST_SEEDS);
  return {
    higher: told.filter(({ difference }) => sideOf(difference) === 'above').length,
    lower: told.filter(({ difference }) => sideOf(difference) === 'below').length,
    of: told.length,
  };
}

/** Says which arms are highest and lowest by a figure and, of the deciding one, how many can be told from the compared. */
export function armsSummary(
  { figures }: Pick<Experiment, 'figures'>,
  lines: readonly ArmLine[],
  id: FigureId,
): string {
  const known = lines.filter(({ figures: own }) => own[id]);
  const by = (line: ArmLine) => line.figures[id]?.mean ?? 0;
  const sorted = [...known].sort((a, b) => by(b) - by(a));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || first === last) return '';
  const words = (line: ArmLine) =>
    `${lineName(line)}, ${estimateWords(line.figures[id], id, line.seeds)}`;
  const extremes = `${figureWords(id).label} is highest for ${words(first)}, and lowest for ${words(last)}.`;
  const { higher, lower, of } = apart(lines);
  if (id !== figures[0] || of === 0) return extremes;
  return `${extremes} Of ${of} arms ${higher || 'none'} can be told to be above what they are compared with, and ${lower || 'none'} below.`;
}

/** The numbers of all arms: means and both ends of every interval. */
export function armsTable(
  experiment: Pick<Experiment, 'title' | 'figures'>,
  lines: readonly ArmLine[],
): ChartTable {
  const [main] = experiment.figures;
  const columns = experiment.figures.flatMap((id) => {
    const { label, unit } = figureWords(id);
    return [`${label}, ${unit}`, `${label}, low`, `${label}, high`];
  });
  return {
    caption: `${experiment.title}: means over seeds with their 95 % intervals by Student’s t`,
    head: ['Arm', 'Run', 'Seeds', ...columns, 'Difference'],
    counts: ['Seeds'],
    rows: lines.map((line) => ({
      key: lineName(line),
      cells: [
        line.name,
        line.key,
        line.seeds,
        ...experiment.figures.flatMap((id): readonly (string | number)[] => {
          const found = line.figures[id];
          const { scale } = figureWords(id);
          return found
            ? [found.mean, found.low, found.high].map((each) => each * scale)
            : ['', '', ''];
        }),
        main ? differenceWords(line.difference, main) : '',
      ],
    })),
  };
}
