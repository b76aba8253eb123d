import { expect, test } from 'vitest';
import type { Change, Family } from '#core/lineage.ts';
import { contextOf } from '#engine/strategy/evolve-teams.ts';
import { readPlan, usualPlan } from '#engine/strategy/training-plan.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { describeMutation } from '#store/words/mutation-words.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';

const CATALOG = strategyCatalog();
const PLAN = readPlan({ name: 'Teams', controller: 'dqn-vdn' }, usualPlan(CATALOG), CATALOG);
const { declaration } = contextOf(PLAN);

const told = (family: Family, ...changes: readonly Change[]) => {
  const mutation = { family, method: '', changes };
  return [mutationLabel(mutation, declaration).words, describeMutation(mutation, declaration)];
};

test('a mutation of a team names the seat that it was drawn on, once, though all seats follow', () => {
  const widths = ['loss', 'optimizer', 'schedule', 'augmentation'].map((seat) => ({
    ...{ path: `${seat}.head.hidden[0]`, from: 64, to: 80 },
  }));
  expect(told('architecture', ...widths)).toEqual([
    'loss: hidden layer 64 → 80',
    'loss: head, hidden layer 1: 64 → 80',
  ]);
});

test('what a team learns by is told by its factor where that is what counts', () => {
  expect(told('hyperparameter', { path: 'learningRate', from: 1e-3, to: 1.2e-3 })[0]).toBe(
    'learning rate ×1.2',
  );
  expect(told('hyperparameter', { path: 'weight of improvement', from: 1, to: 0.8 })[0]).toBe(
    'weight of improvement ×0.8',
  );
  expect(told('hyperparameter', { path: 'hold', from: 3, to: 4 })[0]).toBe('intervals held 3 → 4');
});
