import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { generationNumber } from '#core/generation-number.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import { type Cell, gainOf, type History } from '#store/history/history.ts';
import { describeMutation, individualOf, shortNumber } from '#store/words/mutation-words.ts';

/** 'Agent 37, generation 17, fitness 212, up 32 from parent; learning rate 3.2e-4 to 3.8e-4.' */
export function cellSentence(
  history: History,
  cell: Cell,
  algorithm: AlgorithmDeclaration | undefined,
): string {
  const who = `${individualOf(algorithm).One} ${cell.agent}, generation ${generationNumber(cell.generation)}`;
  const how = cell.diverged ? 'diverged' : `fitness ${shortNumber(cell.fitness)}`;
  if (cell.parentSlot < 0) return `${who}, founder, ${how}.`;
  const gain = gainOf(history, cell);
  const change = Number.isNaN(gain)
    ? ''
    : gain === 0
      ? `, same as ${cell.isNew ? 'parent' : 'before'}`
      : `, ${gain < 0 ? 'down' : 'up'} ${shortNumber(Math.abs(gain))} ${cell.isNew ? 'from parent' : 'from before'}`;
  if (!cell.isNew)
    return `${who}, ${cell.isElite ? 'passed on as elite' : 'trained on'}, ${how}${change}.`;
  const mutation = history.birth(cell.agent)?.mutation ?? NO_MUTATION;
  return `${who}, ${how}${change}; ${describeMutation(mutation, algorithm).replaceAll(' → ', ' to ')}.`;
}
