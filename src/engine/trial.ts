import type { Device } from '#compute/device.ts';
import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import { environmentOf } from '#environments/index.ts';
import { now } from './clock.ts';
import { createRun } from './run.ts';

/** Time for which a device is measured, and longest wait for its first updates, ms. */
const MEASURE_MS = 250;
const PATIENCE_MS = 3000;

/**
 * Environment steps a second that the device makes in this very run's training, updates included: the run is begun,
 * brought to its first updates (which also compiles what there is to compile), timed over at least one whole cycle of
 * acting and learning, and thrown away.
 */
export async function timeTraining(
  config: RunConfig,
  catalog: Catalog,
  device: Device,
): Promise<number> {
  await environmentOf(config).prepare?.();
  const run = createRun({ config: shortened(config), catalog, device });
  const { state } = run;
  try {
    await advance(() => state.updates > 0, PATIENCE_MS);
    const cycle = state.updates + state.agents.length;
    const { steps } = state;
    const from = now();
    await advance(() => now() - from >= MEASURE_MS && state.updates >= cycle, PATIENCE_MS);
    return ((state.steps - steps) / (now() - from)) * 1000;
  } finally {
    await run.events.return('target');
    run.dispose();
  }

  /** Trains on until it is so; a run that is too slow for that is slow enough to tell. */
  async function advance(until: () => boolean, patienceMs: number): Promise<void> {
    const end = now() + patienceMs;
    for (let steps = 0; steps === 0 || !(until() || now() > end); ) {
      const { value, done } = await run.events.next();
      if (done || (value.kind === 'phase' && value.phase === 'evaluate')) return;
      if (value.kind === 'tick') steps++;
    }
  }
}

/** Learns from the first step on, in a generation without end. */
function shortened(config: RunConfig): RunConfig {
  const training = { ...config.training, learningDelay: 0, stepsPerGeneration: 1_000_000 };
  return { ...config, training };
}
