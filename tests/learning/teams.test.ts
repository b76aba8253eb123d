import { expect, test } from 'vitest';
import { presetConfig, type RecordedRun, report, runToGoal } from './record.ts';

/** Random players return about −79, those of a script that knows the solution −17. */
const GOAL = -45;

test.each(['speaker-listener-matd3', 'speaker-listener-maddpg'])(
  '%s learns to talk, with every one of three seeds',
  async (preset) => {
    const recorded: RecordedRun[] = [];
    for (const seed of [1, 2, 3])
      recorded.push(await runToGoal({ ...presetConfig(preset), seed }, GOAL));
    report(preset, recorded);
    for (const { best } of recorded) expect(Math.max(...best)).toBeGreaterThanOrEqual(GOAL);
  },
);
