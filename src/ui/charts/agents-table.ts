import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import { signedNumber } from '#core/short-number.ts';
import { type Cell, gainOf, type History } from '#store/history/history.ts';
import type { Selection } from '#store/lab/view-state.ts';
import { describeMutation, individualOf } from '#store/words/mutation-words.ts';
import type { Figures } from './Figures.tsx';
import {
  aboutAgent,
  type ChartTable,
  type Column,
  columnTable,
  GENERATION,
} from './frame/chart-table.ts';

/** Difference to the parent's fitness in the generation before; NaN for founders and elites. */
const gainAtBirth = (history: History, cell: Cell) =>
  cell.isNew ? gainOf(history, cell) : Number.NaN;

/** Says how an agent came to be. */
export function originOf(
  history: History,
  cell: Cell,
  algorithm: AlgorithmDeclaration | undefined,
): string {
  if (!cell.isNew) return cell.isElite ? 'passed on as elite' : 'trained on';
  const { mutation } = history.birth(cell.agent) ?? { mutation: NO_MUTATION };
  if (cell.parentSlot < 0 && mutation.family === 'none') return 'founder';
  return describeMutation(mutation, algorithm);
}

export function agentFigures(
  history: History,
  cell: Cell,
  algorithm: AlgorithmDeclaration | undefined,
): Figures {
  const gain = gainAtBirth(history, cell);
  const change: Figures = Number.isNaN(gain) ? [] : [['against parent', signedNumber(gain)]];
  return [
    ['fitness', cell.diverged ? 'diverged' : cell.fitness],
    ...change,
    ['born', originOf(history, cell, algorithm)],
  ];
}

/** Columns that every list of agents has. */
export const agentColumns = (
  history: History,
  algorithm: AlgorithmDeclaration | undefined,
): readonly Column<Cell>[] => [
  ['Fitness', ({ fitness }) => fitness],
  ['Against parent', (cell) => gainAtBirth(history, cell)],
  ['Born with', (cell) => originOf(history, cell, algorithm)],
  ['Weights', ({ parameters }) => parameters],
];

/** All agents of the last so many generations, the last generation first and in it the fittest. */
export function agentsTable(
  history: History,
  algorithm: AlgorithmDeclaration | undefined,
  generations: number,
  selection: Selection | null,
): ChartTable {
  const { one, One } = individualOf(algorithm);
  const labelOf = (name: string) =>
    algorithm?.hyperparameters.find((declared) => declared.name === name)?.label ?? name;
  return columnTable(
    generations < history.generations
      ? `All ${one}s of the last ${generations} generations, the fittest first`
      : `All ${one}s, the last generation first`,
    history.summaries
      .slice(-generations)
      .toReversed()
      .flatMap(({ generation }) => history.ranked(generation)),
    (cell) => ({
      ...aboutAgent(cell),
      selected: selection?.agent === cell.agent && selection.generation === cell.generation,
    }),
    [
      [One, ({ agent }) => agent, 'count'],
      GENERATION,
      ['Environment steps', ({ generation }) => history.summaries[generation]?.steps, 'count'],
      [
        `Parent ${one}`,
        ({ generation, parentSlot }) =>
          parentSlot < 0 ? undefined : history.cell(generation - 1, parentSlot).agent,
        'count',
      ],
      ...agentColumns(history, algorithm),
      ...history.hyperparameters.map(
        (name, index): Column<Cell> => [
          labelOf(name),
          ({ generation, slot }) => history.hyperparameter(generation, slot, index),
        ],
      ),
    ],
  );
}
