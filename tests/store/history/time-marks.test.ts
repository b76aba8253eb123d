import { expect, test } from 'vitest';
import type { Edit, Event } from '#protocol/messages.ts';
import { timeMarks } from '#store/history/time-marks.ts';
import { INITIAL, type LabState } from '#store/lab/lab-state.ts';
import { handSets } from '#store/words/edit-words.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { stateAfter } from '../lab/state-after.ts';

const running: LabState = {
  ...INITIAL,
  catalog: CATALOG,
  draft: CONFIG,
  config: CONFIG,
  run: 2,
  status: { kind: 'running' },
};
const edit = (generation: number, values: Edit['values']): Event => ({
  kind: 'edited',
  run: 2,
  edit: { generation, step: 0, values },
});
const RATE = { 'hyperparameters.learningRate.value': 0.002 };

test('a live change leaves a mark with what it set, in the words of the form', () => {
  const values = { ...RATE, 'selection.tournamentSize': 4, 'settings.doubleQ': false };
  expect(timeMarks(stateAfter(running, edit(3, values)))).toEqual([
    {
      kind: 'edited',
      generation: 3,
      text: 'Learning rate set to 2e-3, tournament size set to 4, double Q-learning set to off by hand.',
    },
  ]);
});

test('marks of live changes stand among the others in the order of generations', () => {
  const marked: LabState = {
    ...running,
    marks: [{ kind: 'restored', generation: 4, text: 'Restored.' }],
  };
  const marks = timeMarks([edit(3, RATE), edit(6, RATE)].reduce(stateAfter, marked));
  expect(marks.map(({ generation }) => generation)).toEqual([3, 4, 6]);
});

test('of a run that goes back, the marks of generations that are gone go, too', () => {
  const edited = [edit(2, RATE), edit(5, RATE)].reduce(stateAfter, running);
  const back = stateAfter(edited, {
    kind: 'recovered',
    run: 2,
    generation: 4,
    device: { kind: 'wasm', description: '', threads: 1, reason: '', trials: [] },
    reason: 'lost',
  });
  const of = (kind: string) => timeMarks(back).filter((mark) => mark.kind === kind);
  expect(of('edited').map(({ generation }) => generation)).toEqual([2]);
});

test('what a branch has from the run before it is said to be that run’s', () => {
  const branch: LabState = {
    ...running,
    origin: { kind: 'branch', run: 'parent', generation: 3 },
    marks: [{ kind: 'restored', generation: 1, text: 'Restored.' }],
  };
  const marks = timeMarks([edit(2, RATE), edit(3, RATE)].reduce(stateAfter, branch));
  expect(marks.map(({ text }) => text)).toEqual([
    'Restored. This was in the run that the one shown branched off from.',
    'Learning rate set to 2e-3 by hand. This was in the run that the one shown branched off from.',
    'Learning rate set to 2e-3 by hand.',
  ]);
});

test('only values of hyperparameters are set in agents, and only in those that lived then', () => {
  const edits: readonly Edit[] = [
    { generation: 1, step: 0, values: { 'hyperparameters.learningRate.max': 0.5 } },
    { generation: 2, step: 0, values: RATE },
    { generation: 9, step: 0, values: RATE },
  ];
  const dqn = CATALOG.algorithms.find(({ id }) => id === CONFIG.algorithm);
  expect(dqn && handSets(edits, 4, dqn, 0)).toEqual([
    { generation: 2, name: 'learningRate', words: 'learning rate set to 2e-3 by hand' },
  ]);
});
