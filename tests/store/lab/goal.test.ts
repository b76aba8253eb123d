import { expect, test } from 'vitest';
import { goalProgress } from '#store/lab/goal.ts';
import { INITIAL, type LabState } from '#store/lab/lab-state.ts';

const evaluation = { count: 20, mean: 340.4, squares: 1 };
const champion = { agent: 12, generation: 4, fitness: 500, evaluation, contestSteps: 0 };
const RUNNING: LabState = {
  ...INITIAL,
  run: 1,
  generations: 7,
  status: { kind: 'running' },
  champion,
};
const told = (state: Partial<LabState>, goal = 475) => goalProgress(goal, { ...RUNNING, ...state });

test('a goal is reached by the champion’s mean over fresh episodes, not by a lucky fitness', () => {
  expect(told({})).toEqual({
    kind: 'ahead',
    words: 'Not yet: agent 12, the champion, has 340.',
  });
  expect(told({}, 340)).toEqual({
    kind: 'reached',
    words: 'Reached: agent 12, the champion, has 340.',
  });
});

test('a run that ends without it has missed it; one that has not begun has not', () => {
  const status = { kind: 'finished', reason: 'generations', hash: '' } as const;
  expect(told({ status })).toEqual({
    kind: 'missed',
    words: 'Missed: agent 12, the champion, has 340 after 7 generations.',
  });
  expect(told({ champion: null }).words).toBe('No agent has been evaluated yet.');
  for (const state of [{ waiting: true }, { run: 0 }, { setUp: 3 }])
    expect(told(state)).toEqual({ kind: 'ahead', words: 'The run has not begun yet.' });
});
