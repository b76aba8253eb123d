import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createRun, type RunEvent } from '#engine/run.ts';
import { openBoth, type Pair } from '../devices.ts';

let devices: Pair;
beforeAll(async () => {
  devices = await openBoth();
});
afterAll(() => devices.dispose());

const CATALOG = createCatalog([]);

/** A preset with three agents, two generations and small networks. */
function smallConfig(id: string): RunConfig {
  const preset = CATALOG.presets.find((candidate) => candidate.id === id);
  if (!preset) throw new RangeError(`no preset '${id}'`);
  const { config } = preset;
  const hyperparameters = { ...config.hyperparameters };
  for (const [name, value] of Object.entries({ batchSize: 16, learnStep: 64 }))
    hyperparameters[name] = { ...hyperparameters[name], value } as never;
  return {
    ...config,
    populationSize: 3,
    generations: 2,
    hyperparameters,
    training: {
      ...config.training,
      environmentsPerAgent: 4,
      stepsPerGeneration: 256,
      learningDelay: 16,
      replayCapacity: 500,
    },
    evaluation: { episodes: 1 },
    target: { ...config.target, enabled: false },
  };
}

/** Plays a run to its end. */
async function play(config: RunConfig, device: Device) {
  const run = createRun({ config, catalog: CATALOG, device });
  const genomes = [...run.genomes.values()];
  const reports: Extract<RunEvent, { kind: 'generation' }>['report'][] = [];
  for await (const event of run.events) if (event.kind === 'generation') reports.push(event.report);
  run.dispose();
  return { genomes, reports };
}

test.each(['cartpole-dqn', 'cartpole-ppo', 'pendulum-td3'])(
  '%s: a whole run finishes, its first generation being that of wasm',
  async (id) => {
    const config = smallConfig(id);
    const gpu = await play(config, devices.gpu);
    const wasm = await play(config, devices.wasm);
    expect(gpu.genomes).toEqual(wasm.genomes);
    expect(gpu.reports).toHaveLength(2);
    for (const { diverged, fitness } of gpu.reports) {
      expect(diverged).toHaveLength(0);
      expect(fitness.every(Number.isFinite)).toBe(true);
    }
    expect(gpu.reports.map(({ ids }) => ids)).toEqual(wasm.reports.map(({ ids }) => ids));
  },
);
