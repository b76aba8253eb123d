import type { Device, PopulationSetup } from '../device.ts';
import type { AdapterDescription, AdapterLimits, AdapterReport } from './adapter.ts';
import type { GpuContext } from './generation.ts';
import { createGuard } from './guard.ts';
import { batchOf, misfit } from './limits.ts';
import { createPipelines } from './pipelines.ts';
import { openPopulation } from './population.ts';
import { createGpuReplay } from './replay.ts';
import { createStream } from './stream.ts';
import { openTfjs } from './tfjs.ts';

/** Reason for which a GPU no longer works. */
export interface DeviceLoss {
  /** `destroyed` or `unknown` as WebGPU says it; `error` where it refused what it was given, or has no memory left. */
  readonly reason: 'destroyed' | 'unknown' | 'error';
  readonly message: string;
}

/** A GPU on which populations run. */
export interface WebgpuDevice extends Device {
  readonly kind: 'webgpu';
  readonly adapter: AdapterDescription;
  readonly limits: AdapterLimits;
  /**
   * Resolves when the GPU has failed, and never if it is disposed of before. From then on every call throws an Error
   * and every promise given before is rejected with one.
   */
  readonly lost: Promise<DeviceLoss>;
  /** Says in words what keeps a population from this GPU and what to lower; null if it fits. */
  misfit(setup: PopulationSetup): string | null;
}

const BUFFER = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

/** Opens tfjs's GPU, whose adapter has been looked at. */
export async function openDevice(
  report: Extract<AdapterReport, { available: true }>,
): Promise<WebgpuDevice> {
  const { adapter, limits } = report;
  const tfjs = await openTfjs();
  const { device } = tfjs;
  const guard = createGuard();
  let lose: (loss: DeviceLoss) => void = () => {};
  const lost = new Promise<DeviceLoss>((resolve) => {
    lose = resolve;
  });
  let disposed = false;
  const fail = (loss: DeviceLoss) => {
    if (disposed) return;
    guard.fail(new Error(`the GPU has failed: ${loss.message}`));
    lose(loss);
  };
  void device.lost.then(({ reason, message }) =>
    fail({
      reason,
      message: message || (reason === 'destroyed' ? 'its device was destroyed' : 'it was lost'),
    }),
  );
  device.onuncapturederror = ({ error }) => fail({ reason: 'error', message: error.message });
  const pipelines = createPipelines(device);

  /** A buffer; where there is no memory for it, the device fails and says so. */
  const allocate = (label: string, bytes: number): GPUBuffer => {
    const size = Math.ceil(Math.max(bytes, 256) / 256) * 256;
    device.pushErrorScope('out-of-memory');
    const buffer = device.createBuffer({ label, size, usage: BUFFER() });
    device.popErrorScope().then(
      (error) => {
        if (error)
          fail({
            reason: 'error',
            message: `there is no room for ${Math.ceil(bytes / 2 ** 20)} MB (${label}); lower the population size, the replay capacity, the batch size or the widths of the networks`,
          });
      },
      () => {}, // the device is lost, which is reported elsewhere
    );
    return buffer;
  };

  return {
    kind: 'webgpu',
    description: `WebGPU, ${adapter.name}`,
    threads: 1,
    adapter,
    limits,
    lost,
    misfit: (setup) => misfit(setup, limits),
    open(setup) {
      guard.check();
      const problem = misfit(setup, limits);
      if (problem) throw new RangeError(problem);
      const held = new Map<GPUBuffer, number>();
      const own = (label: string, bytes: number) => {
        const buffer = allocate(label, bytes);
        held.set(buffer, buffer.size);
        return buffer;
      };
      const batch = batchOf(setup);
      const stream = createStream(device, guard, (retired) => held.delete(retired), batch);
      const replay = setup.replay && createGpuReplay(own, stream, setup.replay);
      const nothing = own('no replay buffer', 256);
      const gpu: GpuContext = { limits, pipelines, stream, setup, replay, nothing, allocate: own };
      return openPopulation({
        gpu,
        tfjs,
        guard,
        bytes: () => [...held.values()].reduce((sum, bytes) => sum + bytes, stream.bytes),
        close() {
          stream.dispose();
          for (const buffer of held.keys()) buffer.destroy();
          held.clear();
        },
      });
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      guard.fail(new Error('the device has been disposed of'));
      tfjs.close();
    },
  };
}
