import { expect, test } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createRun } from '#engine/run.ts';

const CATALOG = createCatalog([]);

/** Runs a preset until the best mean return of a generation reaches the goal; what it took, in words. */
async function learn(id: string, seed: number, goal: number) {
  const preset = CATALOG.presets.find((candidate) => candidate.id === id);
  if (!preset) throw new RangeError(`no preset '${id}'`);
  const device = await createWasmDevice({ threads: 2 });
  const config = {
    ...preset.config,
    seed,
    target: { enabled: true, fitness: goal, window: 1 },
  };
  const begun = performance.now();
  const run = createRun({ config, catalog: CATALOG, device });
  let best = Number.NEGATIVE_INFINITY;
  for await (const event of run.events)
    if (event.kind === 'generation')
      best = Math.max(...event.report.fitness.filter((fitness) => !Number.isNaN(fitness)));
  const seconds = (performance.now() - begun) / 1000;
  const { steps, generation } = run.state;
  console.info(
    `${id}, seed ${seed}: ${best.toFixed(1)} after ${steps} steps, ${generation + 1} generations, ${seconds.toFixed(1)} s`,
  );
  run.dispose();
  device.dispose();
  return best;
}

test.each(
  ['pendulum-td3', 'pendulum-ddpg'].flatMap((id) => [1, 2, 3].map((seed) => [id, seed] as const)),
)('%s learns to hold the rod upright, seed %i', async (id, seed) => {
  expect(await learn(id, seed, -250)).toBeGreaterThanOrEqual(-250);
});
