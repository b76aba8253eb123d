import {
  JOB,
  JOB_BROKEN,
  JOB_DONE,
  JOB_EPOCH,
  JOB_MAY_SLEEP,
  JOB_QUIT,
  JOB_STEP,
  JOB_TABLE,
  JOB_TOTAL,
  JOB_WORKSPACES,
  MAX_THREADS,
} from '../lowering/abi.ts';

/** Runs jobs: the calling thread and its helpers. */
export interface Crew {
  readonly threads: number;
  /**
   * Runs the records listed at `table`. `cost`: multiply-adds in all, by which helpers are called or left alone. Throws
   * an Error where a helper has broken off: its results are missing for good.
   */
  run(
    table: number,
    total: number,
    cost: number,
    step: number,
    workspaces: readonly number[],
  ): void;
  dispose(): void;
}

/**
 * Words by which a helping thread that breaks off says so, so that no other waits for it: indices of 32-bit words of
 * the memory.
 */
export interface Alarm {
  readonly broken: number;
  readonly done: number;
}

export const ALARM: Alarm = { broken: JOB / 4 + JOB_BROKEN, done: JOB / 4 + JOB_DONE };

/** Beginning of a helping thread: kernels and memory that it shares, its number, and how it says that it broke off. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
  readonly alarm: Alarm;
}

/**
 * Starts a thread that calls `serve(thread)` of the kernels; resolves once it runs. A thread in which that fails raises
 * the {@link ALARM}: it writes its number to `broken`, and counts the agent that it left as done.
 */
export type StartThread = (
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  thread: number,
) => Promise<RunningThread>;

export interface RunningThread {
  /** Ends the thread, which has been told to leave. */
  terminate(): void;
}

/** Exports of the kernels; the shared ones only of the binary for threads. */
interface Kernels {
  readonly runAlone: () => void;
  readonly runShared?: () => void;
}

/** Multiply-adds under which waking a helper costs more than it brings: about 20 µs of work. */
const WORTH_SHARING = 200_000;

/** A crew of one. */
export function createLoner(module: WebAssembly.Module, memory: WebAssembly.Memory): Crew {
  const { runAlone } = instantiate(module, memory);
  const post = poster(memory);
  return {
    threads: 1,
    run(table, total, _cost, step, workspaces) {
      post(table, total, step, workspaces);
      runAlone();
    },
    dispose() {},
  };
}

/** The calling thread and `threads` − 1 helpers over shared memory. */
export async function createCrew(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  threads: number,
  start: StartThread,
  maySleep: boolean,
): Promise<Crew> {
  if (!(Number.isInteger(threads) && threads >= 2 && threads <= MAX_THREADS))
    throw new RangeError(`${threads} threads must be a whole number from 2 to ${MAX_THREADS}`);
  const { runAlone, runShared } = instantiate(module, memory);
  if (!runShared) throw new RangeError('these kernels are not built for threads');
  const job = new Int32Array(memory.buffer, JOB, JOB_WORKSPACES + MAX_THREADS);
  job[JOB_MAY_SLEEP] = maySleep ? 1 : 0;
  const helpers = await Promise.all(
    Array.from({ length: threads - 1 }, (_, i) => start(module, memory, i + 1)),
  );
  const post = poster(memory);
  return {
    threads,
    run(table, total, cost, step, workspaces) {
      post(table, total, step, workspaces);
      if (total > 1 && cost >= WORTH_SHARING) runShared();
      else runAlone();
      const broken = job[JOB_BROKEN];
      if (broken) throw new Error(`helping thread ${broken} broke off in the middle of an agent`);
    },
    dispose() {
      Atomics.store(job, JOB_QUIT, 1);
      Atomics.add(job, JOB_EPOCH, 1);
      Atomics.notify(job, JOB_EPOCH);
      for (const helper of helpers) helper.terminate();
    },
  };
}

function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}

/** Writes what is to be run into the job block. */
function poster(memory: WebAssembly.Memory) {
  let job = new Uint32Array(0);
  return (table: number, total: number, step: number, workspaces: readonly number[]): void => {
    // a memory that is not shared gives up its buffer when it grows
    if (job.length === 0) job = new Uint32Array(memory.buffer, JOB, JOB_WORKSPACES + MAX_THREADS);
    job[JOB_TABLE] = table;
    job[JOB_TOTAL] = total;
    job[JOB_STEP] = step;
    for (let i = 0; i < workspaces.length; i++) job[JOB_WORKSPACES + i] = workspaces[i] as number;
  };
}
