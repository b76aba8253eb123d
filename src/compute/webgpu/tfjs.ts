/**
 * The one door to tfjs: its WebGPU backend, on whose device and queue our kernels run. Loaded only where a population
 * is to run on the GPU. Never call `dataSync` on this backend: it breaks every later readback.
 */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  backend,
  engine,
  findBackendFactory,
  getBackend,
  memory,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
  type Tensor,
  tensor,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

const NAME = 'webgpu';
/** Priority with which tfjs registers it. */
const PRIORITY = 3;
/** Absent where there was no WebGPU when tfjs was loaded. */
const FACTORY = findBackendFactory(NAME);
/** Kernels that were ever registered: their names are unique. */
let registered = 0;

export interface Tfjs {
  readonly device: GPUDevice;
  /** Makes a program a kernel of tfjs's WebGPU backend, `run` being what it does. */
  register(program: string, run: (run: KernelRun) => void): TfjsKernel;
  /** A tfjs tensor [shape] over a buffer of ours (f32), which stays ours; no copy. Dispose of it before the buffer. */
  tensorOf(buffer: GPUBuffer, shape: number[]): Tensor;
  /** The buffer in which a tfjs tensor lies, which stays tfjs's; no copy. */
  bufferOf(tensor: Tensor): GPUBuffer;
  /** Bytes and tensors that tfjs holds. */
  memory(): { readonly bytes: number; readonly tensors: number };
  close(): void;
}

/** A population program as a kernel of tfjs. */
export interface TfjsKernel {
  /** One `runKernel` of tfjs. */
  call(run: KernelRun): void;
  /** Takes it out of tfjs's registry. */
  remove(): void;
}

/** Arguments of a compiled population program. */
export interface KernelRun {
  readonly step: number;
  /** Flags by slot; absent: all. */
  readonly active: Uint8Array | undefined;
}

/** Opens tfjs's WebGPU backend anew. Throws an Error if tfjs takes another. */
export async function openTfjs(): Promise<Tfjs> {
  if (!FACTORY)
    throw new Error('tfjs has no WebGPU backend: there was no WebGPU when it was loaded');
  // a backend opened before may be on a lost device
  if (findBackendFactory(NAME)) removeBackend(NAME);
  registerBackend(NAME, FACTORY, PRIORITY);
  const opened = await setBackend(NAME);
  if (!opened || getBackend() !== NAME)
    throw new Error(`tfjs could not open its backend '${NAME}'`);
  const own = backend();
  if (!(own instanceof WebGPUBackend)) throw new Error(`tfjs's '${NAME}' is not its own backend`);
  const { device } = own;
  return {
    device,
    register(program, run) {
      const kernelName = `Population${++registered}.${program}`;
      registerKernel({
        kernelName,
        backendName: NAME,
        kernelFunc({ attrs }) {
          run(attrs as unknown as KernelRun); // as `call` gives them
          return [];
        },
      });
      return {
        call({ step, active }) {
          engine().runKernel(kernelName, {}, active ? { step, active } : { step });
        },
        remove: () => unregisterKernel(kernelName, NAME),
      };
    },
    tensorOf: (buffer, shape) => tensor({ buffer, zeroCopy: true }, shape),
    bufferOf({ dataId }) {
      own.uploadToGPU(dataId);
      own.ensureCommandEncoderReady();
      own.endComputePassEncoder();
      own.submitQueue(); // computes the rest of the tensor
      const { resource } = own.tensorMap.get(dataId);
      if (!(resource instanceof GPUBuffer)) throw new Error('the tensor does not lie in a buffer');
      return resource;
    },
    memory() {
      const { numBytes, numTensors } = memory();
      return { bytes: numBytes, tensors: numTensors };
    },
    close() {
      if (getBackend() === NAME && backend() === own) removeBackend(NAME);
      device.destroy();
    },
  };
}
