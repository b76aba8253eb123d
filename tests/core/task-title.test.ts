import { expect, test } from 'vitest';
import { beginRecord, titleOf } from '#archive/run-record.ts';
import { taskTitle } from '#core/task-title.ts';
import { CATALOG, CONFIG } from '../ui/fake-catalog.ts';

test('a run without a name is called by the title of its task, and before that is known by its id in words', () => {
  const [environment] = CATALOG.environments;
  const game = { ...environment, id: 'connect_four_self_play', title: 'Connect Four, both sides' };
  const catalog = { environments: [game] } as Parameters<typeof taskTitle>[1];
  const config = { ...CONFIG, environment: game.id, seed: 3 };
  const begun = { id: 'a', preset: null, engine: '1', device: null, now: 1 };
  const record = beginRecord({ ...begun, config });
  expect(titleOf(record, catalog)).toBe('Connect Four, both sides · DQN · seed 3');
  expect(titleOf(record, null)).toBe('Connect four self play · DQN · seed 3');
  expect(titleOf({ ...record, name: 'Mine' }, catalog)).toBe('Mine');
  expect(taskTitle('simple_tag_v3 (continuous)', null)).toBe('Simple tag (continuous)');
  expect(taskTitle('CartPole-v1', null)).toBe('CartPole');
});
