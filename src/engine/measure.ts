import type { Device, PopulationSetup } from '#compute/device.ts';
import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import { median } from '#core/statistics.ts';
import type { Measurement } from '#protocol/messages.ts';
import { now } from './clock.ts';
import type { Devices, GpuDevice } from './devices.ts';
import { madeUpTransitions } from './made-up-experience.ts';
import { foundingSetup } from './population.ts';

/** Networks 4-n-n-2, batch 64, double Q-learning, Adam, soft target. */
const WIDTHS = [64, 256];
const POPULATIONS = [1, 8, 64, 256];
const BATCH = 64;
const TRANSITIONS = 4096;
/** Each figure is the median of so many spells of about so long, ms. */
const SPELLS = 3;
const SPELL_MS = 150;

/** Measures how many DQN updates a second each device makes, one case after the other. */
export async function* measureMachine(
  devices: Devices,
  catalog: Catalog,
): AsyncGenerator<Measurement, void, void> {
  const { gpu, reason } = await openGpu(devices, catalog);
  for (const width of WIDTHS)
    for (const population of POPULATIONS) {
      const setup = foundingSetup(caseConfig(catalog, width, population));
      yield await measured(devices.wasm, width, population, setup);
      const misfit = gpu ? gpu.misfit(setup) : reason;
      if (!gpu || misfit !== null)
        yield { device: 'webgpu', width, population, updatesPerSecond: null, note: misfit ?? '' };
      else yield await measured(gpu, width, population, setup);
    }
}

async function openGpu(
  devices: Devices,
  catalog: Catalog,
): Promise<{ gpu: GpuDevice | null; reason: string }> {
  try {
    return { gpu: await devices.openGpu(catalog), reason: '' };
  } catch (error) {
    return { gpu: null, reason: (error as Error).message };
  }
}

async function measured(
  device: Device,
  width: number,
  population: number,
  setup: PopulationSetup,
): Promise<Measurement> {
  const row = { device: device.kind, width, population };
  try {
    const rate = await updatesPerSecond(device, setup);
    return { ...row, updatesPerSecond: rate, note: device.description };
  } catch (error) {
    return { ...row, updatesPerSecond: null, note: (error as Error).message };
  }
}

async function updatesPerSecond(device: Device, setup: PopulationSetup): Promise<number> {
  const population = device.open(setup);
  let step = 0;
  /** Nothing is done before it can be read. */
  const spell = async (runs: number): Promise<number> => {
    const from = now();
    for (let i = 0; i < runs; i++) await population.run('learn', step++);
    await population.read('learn', 'loss', 0);
    return (now() - from) / runs;
  };
  try {
    population.remember(TRANSITIONS, madeUpTransitions(setup.replay?.fields ?? {}, TRANSITIONS, 1));
    await spell(2); // compiles what there is to compile
    const once = await spell(3);
    const runs = Math.max(1, Math.min(2000, Math.round(SPELL_MS / once)));
    const times: number[] = [];
    for (let i = 0; i < SPELLS; i++) times.push(await spell(runs));
    return (setup.agents.length / median(times)) * 1000;
  } finally {
    population.dispose();
  }
}

function caseConfig(catalog: Catalog, width: number, populationSize: number): RunConfig {
  const preset = catalog.presets.find(({ id }) => id === 'cartpole-dqn');
  if (!preset) throw new RangeError("there is no preset 'cartpole-dqn' to measure with");
  const { config } = preset;
  const batchSize = { ...config.hyperparameters['batchSize'], value: BATCH };
  return {
    ...config,
    populationSize,
    hyperparameters: { ...config.hyperparameters, batchSize } as RunConfig['hyperparameters'],
    network: {
      ...config.network,
      encoderHidden: [width],
      latent: width,
      headHidden: [],
      layerNorm: false,
    },
    settings: { ...config.settings, doubleQ: true },
    training: { ...config.training, replayCapacity: TRANSITIONS },
  };
}
