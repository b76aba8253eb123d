import type { Device } from '../device.ts';
import { type Crew, createCrew, createLoner, type StartThread } from './crew.ts';
import { createLinearMemory } from './memory.ts';
import { openPopulation } from './population.ts';

export interface WasmDeviceOptions {
  /** Threads that compute, the caller's included. Without shared memory one does the same work, with the same bits. */
  readonly threads?: number;
}

/** Services of the surroundings (a browser, Node) to the device. */
export interface WasmHost {
  /** Fetches and compiles a binary: `kernels`, or `kernels-threads` for shared memory. */
  module(name: 'kernels' | 'kernels-threads'): Promise<WebAssembly.Module>;
  /** Null: memory cannot be shared here. */
  readonly startThread: StartThread | null;
  /** True when the calling thread may sleep while it waits (a browser's main thread may not). */
  readonly maySleep: boolean;
}

/** Pages of 64 KiB that memory may grow to, 1 GiB; the binary for threads is built with the same number. */
const MAXIMUM_PAGES = 16384;
const INITIAL_PAGES = 16;

/** The exact device: WebAssembly SIMD. Its numbers are the same on every machine, with any number of threads. */
export async function openWasmDevice(
  host: WasmHost,
  { threads = 1 }: WasmDeviceOptions = {},
): Promise<Device> {
  if (!(Number.isInteger(threads) && threads >= 1))
    throw new RangeError(`threads ${threads} must be a whole number from 1`);
  const { memory, crew } = await assemble(host, threads);
  const heap = createLinearMemory(memory);
  return {
    kind: 'wasm',
    description: `WebAssembly SIMD, ${crew.threads} thread${crew.threads === 1 ? '' : 's'}`,
    threads: crew.threads,
    open: (setup) => openPopulation(heap, crew, setup),
    dispose: () => crew.dispose(),
  };
}

async function assemble(
  host: WasmHost,
  threads: number,
): Promise<{ memory: WebAssembly.Memory; crew: Crew }> {
  const pages = { initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES };
  if (threads === 1 || !host.startThread) {
    const memory = new WebAssembly.Memory(pages);
    return { memory, crew: createLoner(await host.module('kernels'), memory) };
  }
  const memory = new WebAssembly.Memory({ ...pages, shared: true });
  const module = await host.module('kernels-threads');
  return {
    memory,
    crew: await createCrew(module, memory, threads, host.startThread, host.maySleep),
  };
}
