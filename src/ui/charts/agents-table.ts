import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { generationNumber } from '#core/generation-number.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import { signedNumber } from '#core/short-number.ts';
import type { Cell, History } from '#store/history/history.ts';
import type { Selection } from '#store/lab/view-state.ts';
import { describeMutation, individualOf } from '#store/words/mutation-words.ts';
import type { Figures } from './Figures.tsx';
import type { ChartTable } from './frame/chart-table.ts';

/** Difference to the parent's fitness in the generation before; NaN for founders and elites. */
export const gainOf = (history: History, { generation, parentSlot, isNew, fitness }: Cell) =>
  isNew && parentSlot >= 0 ? fitness - history.fitness(generation - 1, parentSlot) : Number.NaN;

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
  const gain = gainOf(history, cell);
  const change: Figures = Number.isNaN(gain) ? [] : [['against parent', signedNumber(gain)]];
  return [
    ['fitness', cell.diverged ? 'diverged' : cell.fitness],
    ...change,
    ['born', originOf(history, cell, algorithm)],
  ];
}

/** All agents of the last so many generations, the last generation first and in it the fittest. */
export function agentsTable(
  history: History | null,
  algorithm: AlgorithmDeclaration | undefined,
  generations: number,
  selection: Selection | null,
): ChartTable {
  const names = history?.hyperparameters ?? [];
  const labelOf = (name: string) =>
    algorithm?.hyperparameters.find((declared) => declared.name === name)?.label ?? name;
  const end = history?.generations ?? 0;
  const { one, One } = individualOf(algorithm);
  const rows = [];
  for (let generation = end - 1; generation >= Math.max(0, end - generations); generation--) {
    if (!history) break;
    const cells = history
      .cells(generation)
      .sort((a, b) => Number(a.diverged) - Number(b.diverged) || b.fitness - a.fitness);
    for (const cell of cells)
      rows.push({
        key: `${generation} ${cell.agent}`,
        generation,
        selected: selection?.agent === cell.agent && selection.generation === generation,
        agent: { generation, agent: cell.agent },
        cells: [
          cell.agent,
          generationNumber(generation),
          history.summaries[generation]?.steps ?? Number.NaN,
          cell.parentSlot < 0 ? Number.NaN : history.cell(generation - 1, cell.parentSlot).agent,
          cell.fitness,
          gainOf(history, cell),
          originOf(history, cell, algorithm),
          cell.parameters,
          ...names.map((_, index) => history.hyperparameter(generation, cell.slot, index)),
        ],
      });
  }
  return {
    caption:
      generations < end
        ? `All ${one}s of the last ${generations} generations, the fittest first`
        : `All ${one}s, the last generation first`,
    head: [
      One,
      'Generation',
      'Environment steps',
      `Parent ${one}`,
      'Fitness',
      'Against parent',
      'Born with',
      'Weights',
      ...names.map(labelOf),
    ],
    counts: [One, 'Generation', 'Environment steps', `Parent ${one}`],
    rows,
  };
}
