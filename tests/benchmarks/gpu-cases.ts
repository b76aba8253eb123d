import type { Device } from '#compute/device.ts';
import type { WebgpuDevice } from '#compute/webgpu/device.ts';
import { openDqn, tfjsDqn } from './learners.ts';

/** Transitions remembered. */
const REMEMBERED = 10_000;

interface Extent {
  readonly batch: number;
  readonly sizes: readonly { readonly width: number; readonly population: number }[];
}

export const FULL: Extent = {
  batch: 64,
  sizes: [64, 256].flatMap((width) => [1, 8, 64, 256].map((population) => ({ width, population }))),
};
export const QUICK: Extent = {
  batch: 8,
  sizes: [1, 4].map((population) => ({ width: 16, population })),
};

/** Times of one update of all agents, ms, medians. */
interface Comparison {
  readonly width: number;
  readonly population: number;
  readonly gpuMs: number;
  /** Part of `gpuMs` that the JavaScript thread is busy with, ms. */
  readonly encodeMs: number;
  readonly dispatches: number;
  readonly stackedMs: number;
  /** Time of one agent, times as many as there are, ms. */
  readonly oneByOneMs: number;
  readonly wasmMs: number;
}

/** Runs so many updates, to the end of the last; returns how long they took, and how long JavaScript was busy. */
type Work = (updates: number) => Promise<{ readonly ms: number; readonly busyMs: number }>;

/** Updates that are awaited one by one; `settle` asks for something that follows from all that was computed. */
export const awaited =
  (update: () => void | Promise<void>, settle: () => unknown): Work =>
  async (updates) => {
    const start = performance.now();
    let busyMs = 0;
    for (let i = 0; i < updates; i++) {
      const before = performance.now();
      const running = update();
      busyMs += performance.now() - before;
      await running;
    }
    await settle();
    return { ms: performance.now() - start, busyMs };
  };

export async function compareDevices(
  gpu: WebgpuDevice,
  wasm: Device,
  batch: number,
  { width, population }: Extent['sizes'][number],
  quick: boolean,
): Promise<Comparison> {
  const shape = { widths: [4, width, width, 2] };
  const size = { agents: population, batch, rows: REMEMBERED };
  const ours = openDqn(gpu, shape, size);
  const exact = openDqn(wasm, shape, size);
  const one = openDqn(wasm, shape, { ...size, agents: 1 });
  const stacked = await tfjsDqn(exact, shape, size);
  const single = await tfjsDqn(one, shape, { ...size, agents: 1 });
  let step = 0;
  const engine = (device: typeof ours): Work =>
    awaited(
      () => device.run('learn', step++),
      () => device.read('learn', 'loss', 0),
    );
  const tfjs =
    (rival: typeof stacked, agents: number): Work =>
    async (updates) => {
      const start = performance.now();
      for (let i = 0; i < updates; i++) rival.learn(drawn(agents * batch, step++));
      const busyMs = performance.now() - start;
      await rival.target.slabs[1]?.data(); // follows from all that was computed
      return { ms: performance.now() - start, busyMs };
    };

  const dispatches = await countDispatches(engine(ours));
  const [gpuTime, stackedTime, singleTime, wasmTime] = await medians(
    [engine(ours), tfjs(stacked, population), tfjs(single, 1), engine(exact)],
    quick,
  );
  for (const each of [ours, exact, one, stacked, single]) each.dispose();
  if (!gpuTime || !stackedTime || !singleTime || !wasmTime) throw new Error('a time is missing');
  return {
    width,
    population,
    gpuMs: gpuTime.ms,
    encodeMs: gpuTime.busyMs,
    dispatches,
    stackedMs: stackedTime.ms,
    oneByOneMs: singleTime.ms * population,
    wasmMs: wasmTime.ms,
  };
}

const drawn = (count: number, step: number): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => (step * 7919 + i * 104729) % REMEMBERED);

/** Dispatches of one update. */
async function countDispatches(work: Work): Promise<number> {
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  let count = 0;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...given) {
    count++;
    return dispatchWorkgroups.apply(this, given);
  };
  await work(1);
  GPUComputePassEncoder.prototype.dispatchWorkgroups = dispatchWorkgroups;
  return count;
}

/** Per update, all kinds of work in turn, over and over, so that a slower spell of the machine meets them all. */
export async function medians(works: readonly Work[], quick: boolean) {
  const [repetitions, pieceMs] = quick ? [3, 1] : [9, 200];
  const counts: number[] = [];
  for (const work of works) {
    await work(1); // compiles what is to be compiled
    const { ms } = await work(1);
    counts.push(Math.max(1, Math.min(500, Math.ceil(pieceMs / ms))));
  }
  const times = works.map((): { ms: number; busyMs: number }[] => []);
  for (let repetition = 0; repetition < repetitions; repetition++)
    for (const [i, work] of works.entries()) {
      const count = counts[i] as number; // as many as works
      const { ms, busyMs } = await work(count);
      times[i]?.push({ ms: ms / count, busyMs: busyMs / count });
    }
  const median = (numbers: readonly number[]) =>
    numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number; // at least one
  return times.map((own) => ({
    ms: median(own.map(({ ms }) => ms)),
    busyMs: median(own.map(({ busyMs }) => busyMs)),
  }));
}
