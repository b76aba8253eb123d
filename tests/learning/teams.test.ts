import { expect, test } from 'vitest';
import { presetConfig, type RecordedRun, report, runToGoal } from './record.ts';
import { TEAM_GOALS } from './team-goals.ts';

test.each(Object.entries(TEAM_GOALS))(
  '%s learns, with every one of three seeds',
  async (preset, wanted) => {
    const recorded: RecordedRun[] = [];
    for (const seed of [1, 2, 3]) {
      const config = { ...presetConfig(preset), seed, champion: { episodes: 100 } };
      recorded.push(await runToGoal(config, wanted.goal, { ...wanted, by: 'champion' }));
    }
    report(preset, recorded);
    for (const { reached } of recorded) expect(reached).not.toBeNull();
  },
);
