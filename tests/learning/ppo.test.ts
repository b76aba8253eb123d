import { expect, test } from 'vitest';
import type { RunConfig } from '#core/run-config.ts';
import { CATALOG, openRun, play } from '../engine/small-run.ts';

/** Runs a preset to its end; the last generation's best mean return over 30 episodes. */
async function bestOf(id: string, seed: number): Promise<number> {
  const preset = CATALOG.presets.find((candidate) => candidate.id === id);
  if (!preset) throw new RangeError(`there is no preset ${id}`);
  const config: RunConfig = { ...preset.config, seed, evaluation: { episodes: 30 } };
  const begun = performance.now();
  const run = await openRun(config);
  let best = Number.NaN;
  let generations = 0;
  await play(run, (event) => {
    if (event.kind !== 'generation') return;
    best = Math.max(...event.report.fitness);
    generations++;
  });
  const { steps, updates } = run.state;
  run.dispose();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.info(
    `${id} seed ${seed}: ${best.toFixed(1)} after ${generations} generations, ${steps} steps, ${updates} updates, ${seconds} s`,
  );
  return best;
}

test.each([1, 2, 3])('PPO balances the pole, seed %i', async (seed) => {
  expect(await bestOf('cartpole-ppo', seed)).toBeGreaterThanOrEqual(475);
});

test.each([1, 2, 3])('PPO swings Acrobot up, seed %i', async (seed) => {
  expect(await bestOf('acrobot-ppo', seed)).toBeGreaterThanOrEqual(-100);
});
