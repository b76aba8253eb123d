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
