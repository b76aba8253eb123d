import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createRun } from '#engine/run.ts';
import { environmentById } from '#environments/index.ts';
import { type ComparedRun, lastQuarter } from './comparisons.ts';

/** A process of its own for one run after the other: configurations come as messages, what came of them goes back. */

export type Result = Pick<ComparedRun, 'best' | 'median' | 'steps' | 'seconds' | 'hash'>;

async function result(config: RunConfig): Promise<Result> {
  await environmentById(config.environment).prepare?.();
  const device = await createWasmDevice({ threads: 1 });
  const run = createRun({ config, catalog: createCatalog([]), device });
  const fitness: Float64Array[] = [];
  const begun = performance.now();
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) break;
    if (value.kind === 'generation') fitness.push(value.report.fitness);
  }
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const { steps, hash } = run.state;
  run.dispose();
  device.dispose();
  return { ...lastQuarter(fitness), steps, seconds, hash };
}

process.on('message', async (config: RunConfig) => process.send?.(await result(config)));
