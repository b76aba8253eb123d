import { expect, test } from 'vitest';
import { presetConfig, type RecordedRun, report, runToGoal } from './record.ts';

/** Mean returns of teams that play at random, and of those by a script that knows the solution (`particle-play.ts`). */
const TALK = { random: -77, script: -16.8 };
const SPREAD = { random: -79.4, script: -26.3 };

/** Share of the way from random play to the script that the champion makes, over fresh episodes. */
test.each([
  ['speaker-listener-matd3', TALK, 0.85],
  ['speaker-listener-maddpg', TALK, 0.85],
  ['spread-ippo', SPREAD, 0.6],
] as const)(
  '%s learns, with every one of three seeds',
  async (preset, { random, script }, share) => {
    const goal = random + share * (script - random);
    const recorded: RecordedRun[] = [];
    for (const seed of [1, 2, 3]) {
      const config = { ...presetConfig(preset), seed, champion: { episodes: 100 } };
      recorded.push(await runToGoal(config, goal, 'champion'));
    }
    report(preset, recorded);
    for (const { reached } of recorded) expect(reached).not.toBeNull();
  },
);
