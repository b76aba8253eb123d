import { expect, test } from 'vitest';
import { presetConfig, type RecordedRun, report, runToGoal } from './record.ts';

async function runs(
  preset: string,
  goal: number,
  seeds: readonly number[],
): Promise<RecordedRun[]> {
  const recorded: RecordedRun[] = [];
  for (const seed of seeds) recorded.push(await runToGoal({ ...presetConfig(preset), seed }, goal));
  report(preset, recorded);
  return recorded;
}

const bestOf = ({ best }: RecordedRun) => Math.max(...best);

test('CartPole reaches 475 with every one of five seeds', async () => {
  const recorded = await runs('cartpole-dqn', 475, [1, 2, 3, 4, 5]);
  for (const run of recorded) expect(bestOf(run)).toBeGreaterThanOrEqual(475);
});

test('MountainCar finds the flag within the steps allowed, with every one of three seeds', async () => {
  const recorded = await runs('mountaincar-dqn', -130, [1, 2, 3]);
  // A policy that has learnt nothing returns -200.
  for (const run of recorded) expect(bestOf(run)).toBeGreaterThan(-160);
});

test('Acrobot swings up, with every one of three seeds', async () => {
  const recorded = await runs('acrobot-dqn', -100, [1, 2, 3]);
  // A policy that has learnt nothing returns -500.
  for (const run of recorded) expect(bestOf(run)).toBeGreaterThan(-150);
});
