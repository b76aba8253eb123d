import { expect, test } from 'vitest';
import { championFigure, championFigures } from '#archive/champion-words.ts';
import type { ChampionEvent } from '#protocol/messages.ts';
import { INITIAL } from '#store/lab/lab-state.ts';
import { championWord } from '#store/library/run-words.ts';
import { statusSentence, tabTitle } from '#store/words/status-words.ts';
import { stateAfter } from '../store/lab/state-after.ts';
import { simulateRun } from '../store/library/simulate-run.ts';

const EVENT: ChampionEvent = {
  kind: 'champion',
  run: 1,
  champion: {
    individual: {
      engine: '2',
      environment: 'CartPole-v1',
      algorithm: 'dqn',
      genome: { networks: {}, hyperparameters: {} },
      weights: {},
      agent: 42,
      generation: 8,
      seed: 42,
    },
    fitness: 500,
    evaluation: { count: 20, mean: 487, squares: 900 },
  },
  contest: null,
  contestSteps: 9740,
};

test('one agent is champion in the state, in what is said, in the title and in the library', async () => {
  const state = stateAfter(
    {
      ...INITIAL,
      run: 1,
      generations: 9,
      status: { kind: 'finished', reason: 'target', hash: 'a' },
    },
    EVENT,
  );
  const { champion } = state;
  expect(champion).toMatchObject({ agent: 42, generation: 8, fitness: 500, contestSteps: 9740 });
  expect(statusSentence(state)).toBe(
    'Target reached after 9 generations. Champion: agent 42, 487 over 20 fresh episodes (500 when found).',
  );
  expect(tabTitle(state, 'Lab')).toBe('✓ gen 9 · 487 – Lab');
  const { record } = await simulateRun(2);
  expect(championWord({ ...record, champion })).toBe('487');
});

test('a champion of a run from before contests says that it was not evaluated so', () => {
  const old = { agent: 3, generation: 2, fitness: 402, evaluation: null, contestSteps: 0 };
  expect(championFigures(old)).toBe('402 when found; not evaluated by this rule');
  expect(championFigure(old)).toBe(402);
});
