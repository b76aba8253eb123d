import { expect, test } from 'vitest';
import { presetConfig, type RecordedRun, report, runToGoal } from './record.ts';

test.each([
  ['cartpole-ppo', 475],
  ['acrobot-ppo', -100],
  ['pendulum-ppo', -250],
  ['lunarlander-ppo', 200],
  ['lunarlander-continuous-ppo', 200],
])('%s reaches %i, with every one of three seeds', async (preset, goal) => {
  const recorded: RecordedRun[] = [];
  for (const seed of [1, 2, 3]) {
    const config = { ...presetConfig(preset), seed, evaluation: { episodes: 20 } };
    recorded.push(await runToGoal(config, goal));
  }
  report(preset, recorded);
  for (const { best } of recorded) expect(Math.max(...best)).toBeGreaterThanOrEqual(goal);
});
