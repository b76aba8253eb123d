import type { Device } from '#compute/device.ts';
import type { AdapterReport } from '#compute/webgpu/adapter.ts';
import type { WebgpuDevice } from '#compute/webgpu/device.ts';
import type { Catalog, DeviceEntry } from '#core/catalog.ts';
import { estimateCost } from '#core/cost.ts';
import type { RunConfig } from '#core/run-config.ts';
import { environmentOf } from '#environments/index.ts';
import type { DeviceChoice, DeviceReport, DeviceTrial } from '#protocol/messages.ts';

/** A GPU opened for computing. */
export type GpuDevice = Device & Pick<WebgpuDevice, 'lost' | 'misfit'>;

export interface GpuHost {
  /** Report on the GPU, made before anything is downloaded for it. */
  probe(): Promise<AdapterReport>;
  open(): Promise<GpuDevice>;
}

/** A device for one run, and why this one. */
export interface ChosenDevice {
  readonly device: Device;
  readonly report: DeviceReport;
}

export interface Devices {
  readonly wasm: Device;
  probe(): Promise<DeviceEntry>;
  /** Throws a RangeError where a person chose a device that this run does not fit. */
  choose(config: RunConfig, choice: DeviceChoice, catalog: Catalog): Promise<ChosenDevice>;
  /** The GPU, compared with `wasm`. Rejects with the reason where it cannot be used. */
  openGpu(catalog: Catalog): Promise<GpuDevice>;
  /** Device that replaces a GPU that failed for the n-th time in a run: a fresh GPU at first, then `wasm`. */
  replace(failed: Device, times: number, catalog: Catalog): Promise<ChosenDevice>;
}

/**
 * A step of all environments that `wasm` computes in less, ms, goes there unasked: it takes a GPU a good part of that to
 * answer, and to start at once and exactly is worth more than the rest.
 */
const SMALL_MS = 10;
/** Floating point operations a second of one thread on `wasm`, about. */
const THREAD_SPEED = 2e10;

type TimeTraining = typeof import('./trial.ts').timeTraining;

const timeOnDevice: TimeTraining = async (...run) => {
  const { timeTraining } = await import('./trial.ts');
  return timeTraining(...run);
};

const NO_GPU = 'WebGPU is not offered here';

/** The engine's devices: `wasm` always, the GPU where there is one that computes rightly. */
export function createDevices(
  wasm: Device,
  gpu: GpuHost | null,
  time: TimeTraining = timeOnDevice,
): Devices {
  let probing: Promise<AdapterReport> | null = null;
  let opening: Promise<GpuDevice> | null = null;
  const trials = new Map<string, readonly DeviceTrial[]>();

  const probe = (): Promise<AdapterReport> =>
    (probing ??= gpu ? gpu.probe() : Promise.resolve({ available: false, reason: NO_GPU }));

  const open = (catalog: Catalog): Promise<GpuDevice> => (opening ??= opened(catalog));
  async function opened(catalog: Catalog): Promise<GpuDevice> {
    if (!gpu) throw new Error(NO_GPU);
    const device = await gpu.open();
    const { disagreement } = await import('./agreement.ts');
    const wrong = await disagreement(catalog, wasm, device);
    if (wrong) {
      device.dispose();
      throw new Error(wrong);
    }
    void device.lost.then(forget);
    return device;
  }

  const forget = () => {
    opening = null;
  };

  async function timed(
    config: RunConfig,
    catalog: Catalog,
    device: GpuDevice,
  ): Promise<readonly DeviceTrial[]> {
    const key = `${catalog.engine} ${device.description} ${classOf(config)}`;
    const known = trials.get(key);
    if (known) return known;
    const measured: DeviceTrial[] = [];
    for (const each of [wasm, device])
      measured.push({
        kind: each.kind,
        stepsPerSecond: await time(config, catalog, each),
      });
    trials.set(key, measured);
    return measured;
  }

  return {
    wasm,
    openGpu: open,
    async probe() {
      const found = await probe();
      const description = found.available ? found.adapter.name : found.reason;
      return { kind: 'webgpu', available: found.available, description, threads: 1 };
    },
    async choose(config, choice, catalog) {
      if (choice === 'wasm') return on(wasm, 'It was chosen by hand.');
      const found = await probe();
      if (!found.available) return instead(wasm, `The GPU cannot be used: ${found.reason}.`);
      const { name, isFallbackAdapter } = found.adapter;
      if (choice === 'auto') {
        if (isFallbackAdapter)
          return instead(wasm, `The GPU is simulated in software (${name}), which is slower.`);
        if (roundMs(config, catalog, wasm.threads) < SMALL_MS)
          return on(wasm, 'A run of this size is fast here, starts at once and is exact.');
      }
      let device: GpuDevice;
      try {
        device = await open(catalog);
      } catch (error) {
        return instead(wasm, `The GPU cannot be used: ${(error as Error).message}.`);
      }
      await environmentOf(config).prepare?.();
      const { foundingSetup } = await import('./population.ts');
      const misfit = device.misfit(foundingSetup(config));
      if (misfit && choice === 'webgpu') throw new RangeError(misfit);
      if (misfit) return instead(wasm, `This run does not fit the GPU: ${misfit}.`);
      if (choice === 'webgpu') return on(device, 'It was chosen by hand.');
      const measured = await timed(config, catalog, device);
      const faster = (measured[1]?.stepsPerSecond ?? 0) > (measured[0]?.stepsPerSecond ?? 0);
      return on(faster ? device : wasm, 'It was the faster one for this run.', measured);
    },
    async replace(failed, times, catalog) {
      failed.dispose();
      forget();
      if (times > 1) return instead(wasm, 'The GPU failed twice in this run.');
      try {
        return on(await open(catalog), 'The GPU failed once in this run and was opened anew.');
      } catch (error) {
        return instead(wasm, `The GPU failed: ${(error as Error).message}.`);
      }
    },
  };
}

const on = (device: Device, reason: string, trials: readonly DeviceTrial[] = []): ChosenDevice => {
  const { kind, description, threads } = device;
  return { device, report: { kind, description, threads, reason, trials } };
};

/** Chooses a device in place of the GPU, for a reason that says why. */
function instead(device: Device, reason: string): ChosenDevice {
  const { report } = on(device, reason);
  return { device, report: { ...report, tellsOfGpu: true } };
}

/** Computing of one step of all environments, learning included, on `wasm`; about, ms. */
function roundMs(config: RunConfig, catalog: Catalog, threads: number): number {
  const training = { ...config, evaluation: { episodes: 0 }, champion: { episodes: 0 } };
  const { operations, steps } = estimateCost(training, catalog);
  const rounds = steps / (config.populationSize * config.training.environmentsPerAgent);
  return (operations / rounds / (THREAD_SPEED * threads)) * 1000;
}

/** Settings that decide the speed of a run, seeds and rates left out. */
function classOf({
  environment,
  algorithm,
  populationSize,
  hyperparameters,
  network,
  training,
  settings,
}: RunConfig): string {
  const sizes = ['batchSize', 'learnStep', 'epochs'].map((name) => hyperparameters[name]?.value);
  const { environmentsPerAgent, replayCapacity } = training;
  const parts = [environment, algorithm, populationSize, sizes, network, settings];
  return JSON.stringify([...parts, environmentsPerAgent, replayCapacity]);
}
