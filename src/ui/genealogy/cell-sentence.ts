import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import type { Cell, History } from '#store/history.ts';
import { describeMutation, shortNumber } from '#store/mutation-words.ts';

/** 'Agent 37, generation 17, fitness 212, up 32 from its parent; learning rate 3.2e-4 → 3.8e-4.' */
export function cellSentence(
  history: History,
  cell: Cell,
  algorithm: AlgorithmDeclaration | undefined,
): string {
  const who = `Agent ${cell.agent}, generation ${cell.generation}`;
  const how = cell.diverged ? 'diverged' : `fitness ${shortNumber(cell.fitness)}`;
  if (cell.parentSlot < 0) return `${who}, founder, ${how}.`;
  if (!cell.isNew) return `${who}, passed on as elite, ${how}.`;
  const gain = cell.fitness - history.fitness(cell.generation - 1, cell.parentSlot);
  const change = Number.isNaN(gain)
    ? ''
    : `, ${gain < 0 ? 'down' : 'up'} ${shortNumber(Math.abs(gain))} from its parent`;
  const mutation = history.birth(cell.agent)?.mutation ?? NO_MUTATION;
  return `${who}, ${how}${change}; ${describeMutation(mutation, algorithm)}.`;
}
