import { expect, test } from 'vitest';
import { presetConfig, type RecordedRun, report, runToGoal } from './record.ts';

test.each(['pendulum-td3', 'pendulum-ddpg'])(
  '%s holds the rod upright, with every one of three seeds',
  async (preset) => {
    const recorded: RecordedRun[] = [];
    for (const seed of [1, 2, 3])
      recorded.push(await runToGoal({ ...presetConfig(preset), seed }, -250));
    report(preset, recorded);
    // A policy that has learnt nothing returns about -1200.
    for (const { best } of recorded) expect(Math.max(...best)).toBeGreaterThanOrEqual(-250);
  },
);

test('lunarlander-continuous-ddpg lands, with every one of three seeds', async () => {
  const recorded: RecordedRun[] = [];
  for (const seed of [1, 2, 3])
    recorded.push(await runToGoal({ ...presetConfig('lunarlander-continuous-ddpg'), seed }, 200));
  report('lunarlander-continuous-ddpg', recorded);
  // A lander that falls returns about -200, one that hovers about -100.
  for (const { best } of recorded) expect(Math.max(...best)).toBeGreaterThanOrEqual(200);
});
