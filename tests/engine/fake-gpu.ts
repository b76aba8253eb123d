import type { Device, DevicePopulation, PopulationSetup } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { AdapterReport } from '#compute/webgpu/adapter.ts';
import type { DeviceLoss } from '#compute/webgpu/device.ts';
import type { GpuDevice, GpuHost } from '#engine/devices.ts';

/** A GPU in the hands of a test. */
export interface FakeGpu extends GpuHost {
  /** Devices opened so far. */
  readonly opened: number;
  /** Takes the device away; whatever is asked of it from now on fails. */
  destroy(): void;
}

interface Faults {
  readonly probe?: AdapterReport;
  /** Delay by which each update is made slower than on `wasm`, ms. */
  readonly delayMs?: number;
  /** Weights come back wrong. */
  readonly wrong?: boolean;
  readonly misfit?: string;
}

/** A GPU of a name. */
export const adapter = (name: string, isFallbackAdapter = false): AdapterReport => ({
  available: true,
  adapter: { vendor: '', architecture: '', name, isFallbackAdapter },
  limits: {
    maxBufferSize: 2 ** 28,
    maxStorageBufferBindingSize: 2 ** 27,
    maxComputeWorkgroupsPerDimension: 65535,
  },
});

/** A GPU as the engine sees one, computing on `wasm`: it answers with promises, and it can be lost. */
export function createFakeGpu({
  probe = adapter('a test GPU'),
  delayMs = 0,
  wrong = false,
  misfit,
}: Faults = {}): FakeGpu {
  let opened = 0;
  let destroy: () => void = () => {};
  return {
    get opened() {
      return opened;
    },
    destroy: () => destroy(),
    probe: async () => probe,
    async open() {
      opened++;
      const inner = await createWasmDevice({ threads: 1 });
      let gone = false;
      const lost = new Promise<DeviceLoss>((resolve) => {
        destroy = () => {
          gone = true;
          resolve({ reason: 'destroyed', message: 'destroyed by a test' });
        };
      });
      const ask = async <T>(answer: () => T | Promise<T>): Promise<T> => {
        if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
        if (gone) throw new Error('the GPU device is lost: destroyed by a test');
        return answer();
      };
      return {
        kind: 'webgpu',
        description: 'a test GPU',
        threads: 1,
        lost,
        misfit: () => misfit ?? null,
        open: (setup: PopulationSetup) => promised(inner.open(setup), ask, wrong),
        dispose: () => inner.dispose(),
      } satisfies GpuDevice & Device;
    },
  };
}

function promised(
  population: DevicePopulation,
  ask: <T>(answer: () => T | Promise<T>) => Promise<T>,
  wrong: boolean,
): DevicePopulation {
  return {
    get size() {
      return population.size;
    },
    get remembered() {
      return population.remembered;
    },
    get bytes() {
      return population.bytes;
    },
    write: population.write,
    remember: population.remember,
    setHyperparameters: population.setHyperparameters,
    restore: population.restore,
    dispose: population.dispose,
    run: (program, step, active) => ask(() => population.run(program, step, active)),
    runBeside: (programs, step) => ask(() => population.runBeside(programs, step)),
    evolve: (agents) => ask(() => population.evolve(agents)),
    read: (...place) => ask(async () => (await population.read(...place)).slice()),
    readAll: (...place) => ask(async () => (await population.readAll(...place)).slice()),
    snapshot: () => ask(() => population.snapshot()),
    weights: (...place) =>
      ask(async () => {
        const weights = await population.weights(...place);
        return wrong ? weights.map((weight) => 1.1 * weight) : weights;
      }),
  };
}
