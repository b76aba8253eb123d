import type { Device, PopulationSetup } from '#compute/device.ts';
import type { Catalog } from '#core/catalog.ts';
import { dqnFlops } from '#core/flops.ts';
import type { RunConfig } from '#core/run-config.ts';
import { median } from '#core/statistics.ts';
import type { Contender, Measurement } from '#protocol/messages.ts';
import type { Rival } from '#tfjs/rivals.ts';
import { now } from './clock.ts';
import type { Devices, GpuDevice } from './devices.ts';
import type { Machine } from './machine.ts';
import { madeUpTransitions } from './made-up-experience.ts';
import { foundingSetup } from './population.ts';

/** Networks 4-n-n-2, batch 64, double Q-learning, Adam, soft target. */
const ALL: Extent = { widths: [64, 256], populations: [1, 16, 64] };
const BATCH = 64;
const TRANSITIONS = 4096;
/** A case whose update would take longer than this, s, by the case before, is left out. */
const PATIENCE = 2;
/** Each figure is the median of so many spells of about so long, ms; of one where an update takes longer than that. */
const SPELLS = 3;
const SPELL_MS = 150;

const RIVALS = ['wasm', 'webgl', 'webgpu'] as const;

/** Cases that are measured: networks 4-width-width-2, in populations that grow. */
export interface Extent {
  readonly widths: readonly number[];
  readonly populations: readonly number[];
}

/** Figures that a measurement has. */
export const figureCount = ({ widths, populations }: Extent = ALL): number =>
  widths.length * populations.length * (2 + RIVALS.length);

interface Case {
  readonly width: number;
  readonly population: number;
  readonly setup: PopulationSetup;
}

/** A population that learns, on whichever device. */
interface Learner {
  update(): void | Promise<void>;
  /** Resolves once all updates have been computed. */
  settle(): Promise<unknown>;
  dispose(): void;
}

/** Floating-point operations a second that a part of the machine makes at most; or why that could not be measured. */
type Peak = { readonly flops: number } | { readonly problem: string };

/** One of those that are compared; `open` throws an Error that says why a case is not for it. */
interface Entrant {
  readonly contender: Contender;
  /** Description in words. */
  readonly description: string;
  readonly peak: Peak;
  open(one: Case): Learner | Promise<Learner>;
}

/**
 * Measures how many DQN updates a second each device makes, and TensorFlow.js op by op on each of its backends, case
 * after case, with the share of the peak that was measured just before.
 */
export async function* measureMachine(
  devices: Devices,
  catalog: Catalog,
  machine: Machine,
  { widths, populations }: Extent = ALL,
): AsyncGenerator<Measurement, void, void> {
  const cases = widths.flatMap((width) =>
    populations.map((population): Case => {
      const setup = foundingSetup(caseConfig(catalog, width, population));
      return { width, population, setup };
    }),
  );
  const { wasm } = devices;
  const threads = await peakOf(() => machine.cpuPeak(wasm.threads));
  const thread = wasm.threads === 1 ? threads : await peakOf(() => machine.cpuPeak(1));
  const ours = { contender: 'wasm', description: wasm.description, peak: threads } as const;
  yield* figures(cases, { ...ours, open: ({ setup }) => deviceLearner(wasm, setup) });

  yield* rivalFigures(cases, 'wasm', machine, wasm, thread);

  const { gpu, reason } = await openGpu(devices, catalog);
  const graphics = await peakOf(() => machine.gpuPeak());
  if (gpu) yield* figures(cases, gpuEntrant(gpu, graphics));
  else yield* absent(cases, 'webgpu', reason);
  yield* rivalFigures(cases, 'webgl', machine, wasm, graphics);
  if (gpu) yield* rivalFigures(cases, 'webgpu', machine, wasm, graphics);
  else yield* absent(cases, 'tfjs webgpu', reason);
}

/** TensorFlow.js on one backend, or why that is not there. */
async function* rivalFigures(
  cases: readonly Case[],
  backend: (typeof RIVALS)[number],
  machine: Machine,
  exact: Device,
  peak: Peak,
): AsyncGenerator<Measurement> {
  const contender = `tfjs ${backend}` as const;
  let rival: Rival;
  try {
    rival = await machine.openRival(backend);
  } catch (error) {
    yield* absent(cases, contender, (error as Error).message);
    return;
  }
  const { description } = rival;
  const open = (one: Case) => rivalLearner(rival, exact, one);
  yield* figures(cases, { contender, description, peak, open });
  await rival.close();
}

/** Without a peak there are figures all the same, but no shares of it. */
const peakOf = (measure: () => Promise<number>): Promise<Peak> =>
  measure().then(
    (flops) => ({ flops }),
    (error: Error) => ({ problem: error.message }),
  );

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

const gpuEntrant = (gpu: GpuDevice, peak: Peak): Entrant => ({
  contender: 'webgpu',
  description: gpu.description,
  peak,
  open({ setup }) {
    const misfit = gpu.misfit(setup);
    if (misfit !== null) throw new Error(misfit);
    return deviceLearner(gpu, setup);
  },
});

async function* figures(cases: readonly Case[], entrant: Entrant): AsyncGenerator<Measurement> {
  const { contender } = entrant;
  let before: Measurement | null = null;
  for (const one of cases) {
    const { width, population } = one;
    const seconds = secondsAfter(before, one);
    before =
      seconds > PATIENCE
        ? { ...UNMEASURED, contender, width, population, note: leftOut(seconds) }
        : await figure(one, entrant);
    yield before;
  }
}

/** Estimated time of an update of a larger population of the same networks, s; 0: unknown. */
function secondsAfter(before: Measurement | null, { width, population }: Case): number {
  if (!before?.updatesPerSecond || before.width !== width) return 0;
  return population / before.updatesPerSecond;
}

const leftOut = (seconds: number): string =>
  `left out: one update of them all would take about ${Math.round(seconds)} seconds`;

async function* absent(
  cases: readonly Case[],
  contender: Contender,
  note: string,
): AsyncGenerator<Measurement> {
  for (const { width, population } of cases)
    yield { ...UNMEASURED, contender, width, population, note };
}

const UNMEASURED = { updatesPerSecond: null, gflops: null, peakGflops: null } as const;

async function figure(one: Case, { contender, description, peak, open }: Entrant) {
  const { width, population } = one;
  const row = { contender, width, population };
  try {
    const learner = await open(one);
    const ms = await updateMs(learner).finally(() => learner.dispose());
    const updatesPerSecond = (population / ms) * 1000;
    const gflops = (updatesPerSecond * dqnFlops({ widths: [4, width, width, 2] }, BATCH)) / 1e9;
    if ('problem' in peak) {
      const note = `${description}; how fast it could be was not measured: ${peak.problem}`;
      return { ...row, updatesPerSecond, gflops, peakGflops: null, note };
    }
    return { ...row, updatesPerSecond, gflops, peakGflops: peak.flops / 1e9, note: description };
  } catch (error) {
    return { ...row, ...UNMEASURED, note: (error as Error).message };
  }
}

/** Times one update of all agents, ms. */
async function updateMs({ update, settle }: Learner): Promise<number> {
  /** Nothing is done before it can be read. */
  const spell = async (runs: number): Promise<number> => {
    const from = now();
    for (let i = 0; i < runs; i++) await update();
    await settle();
    return (now() - from) / runs;
  };
  await spell(2); // compiles what there is to compile
  const once = await spell(1);
  if (once > SPELL_MS * SPELLS) return once;
  const runs = Math.max(1, Math.min(2000, Math.round(SPELL_MS / once)));
  const times: number[] = [];
  for (let i = 0; i < SPELLS; i++) times.push(await spell(runs));
  return median(times);
}

function deviceLearner(device: Device, setup: PopulationSetup): Learner {
  const population = device.open(setup);
  population.remember(TRANSITIONS, experienceOf(setup));
  let step = 0;
  return {
    update: () => population.run('learn', step++),
    settle: async () => population.read('learn', 'loss', 0),
    dispose: () => population.dispose(),
  };
}

/** The same networks, weights and experience on a backend of TensorFlow.js. */
async function rivalLearner(rival: Rival, exact: Device, { setup }: Case): Promise<Learner> {
  const plan = setup.agents[0]?.plans['online'];
  if (!plan) throw new RangeError('there is no agent with a network to measure');
  const founders = exact.open(setup);
  const weights: Float32Array[] = [];
  for (const slot of setup.agents.keys())
    weights.push((await founders.weights(slot, 'online')).slice());
  founders.dispose();
  const { learningRate = 0, gamma = 0, tau = 0 } = setup.agents[0]?.hyperparameters ?? {};
  const learner = rival.open({
    plan,
    weights,
    transitions: experienceOf(setup),
    rows: TRANSITIONS,
    batch: BATCH,
    settings: { learningRate, gamma, tau },
  });
  return { ...learner, update: learner.learn };
}

const experienceOf = ({ replay }: PopulationSetup) =>
  madeUpTransitions(replay?.fields ?? {}, TRANSITIONS, 1);

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
