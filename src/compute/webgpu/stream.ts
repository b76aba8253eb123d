import type { Guard } from './guard.ts';

/** Bytes to which the place of a job in its buffer is rounded up. */
const ALIGNMENT = 256;
/** Amount of work in one submission. */
export interface Batch {
  /** Bytes that are written before its commands run. */
  readonly bytes: number;
  readonly runs: number;
}
/** Enough to make the cost of a submission small, few enough for the GPU not to wait for work. */
export const USUAL_BATCH: Batch = { bytes: 1 << 20, runs: 16 };
/** Submissions that may be unfinished before a run waits for the oldest, so that stopping stays prompt. */
const MOST_UNFINISHED = 32;

/** Words of a job, to be filled in at once, and where they will lie in the stream's buffer. */
export interface JobPlace {
  readonly words: Uint32Array;
  /** Bytes; a dynamic offset. */
  readonly offset: number;
}

/**
 * Commands for the GPU in the order in which they are given, gathered into few submissions. Their data from the CPU are
 * written in one piece ahead of each submission, and copied to their places between the commands.
 */
export interface Stream {
  /** Bound by kernels to read their job. */
  readonly buffer: GPUBuffer;
  /** Room for a job of so many bytes, then a pass to record it in. */
  job(bytes: number): JobPlace;
  pass(): GPUComputePassEncoder;
  /** Writes to a buffer, bytes a multiple of 4. */
  write(target: GPUBuffer, offset: number, data: Float32Array | Uint32Array): void;
  copy(from: GPUBuffer, fromOffset: number, to: GPUBuffer, toOffset: number, bytes: number): void;
  /** Reads a part of a buffer as it is once everything given before has run. */
  read(from: GPUBuffer, offset: number, bytes: number): Promise<Float32Array>;
  /** Says that a run has been recorded. Resolves where the GPU is far behind; else there is nothing to wait for. */
  recorded(): Promise<void> | undefined;
  submit(): void;
  /** Destroys a buffer once all that was given before has been submitted. */
  retire(buffer: GPUBuffer): void;
  /** Bytes of its own buffers. */
  readonly bytes: number;
  dispose(): void;
}

/** Bytes that a job or a write of so many takes up. */
export const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** `gone` hears of buffers that have been retired and are destroyed. */
export function createStream(
  device: GPUDevice,
  guard: Guard,
  gone: (buffer: GPUBuffer) => void,
  { bytes: capacity, runs: mostRuns }: Batch,
): Stream {
  const { queue } = device;
  const buffer = device.createBuffer({
    label: 'jobs and writes',
    size: capacity,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  const words = new Uint32Array(capacity / 4);
  let used = 0; // bytes of `words`
  let encoder: GPUCommandEncoder | null = null;
  let open: GPUComputePassEncoder | null = null;
  let runs = 0;
  let retired: GPUBuffer[] = [];
  const unfinished: Promise<void>[] = [];
  const idle = new Map<number, GPUBuffer[]>(); // to read through, by size
  let bytes = capacity;
  let disposed = false;

  const commands = (): GPUCommandEncoder => {
    encoder ??= device.createCommandEncoder();
    return encoder;
  };
  /** Commands outside a pass. */
  const between = (): GPUCommandEncoder => {
    open?.end();
    open = null;
    return commands();
  };
  const take = (size: number): number => {
    if (used + size > capacity) stream.submit();
    const offset = used;
    used += aligned(size);
    return offset;
  };
  const borrow = (size: number): GPUBuffer => {
    const found = idle.get(size)?.pop();
    if (found) return found;
    bytes += size;
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    return device.createBuffer({ label: 'readback', size, usage });
  };
  const giveBack = (staging: GPUBuffer): void => {
    const others = idle.get(staging.size);
    if (disposed) staging.destroy();
    else if (others) others.push(staging);
    else idle.set(staging.size, [staging]);
  };

  const stream: Stream = {
    buffer,
    job(size) {
      if (size > capacity) throw new RangeError(`a job of ${size} bytes exceeds ${capacity}`);
      guard.check();
      const offset = take(size);
      return { offset, words: words.subarray(offset / 4, (offset + size) / 4) };
    },
    pass() {
      open ??= commands().beginComputePass();
      return open;
    },
    write(target, offset, data) {
      guard.check();
      if (data.byteLength > capacity / 4) {
        stream.submit();
        queue.writeBuffer(target, offset, data as Float32Array<ArrayBuffer>);
        return;
      }
      const from = take(data.byteLength);
      const bits = new Uint32Array(data.buffer, data.byteOffset, data.length);
      words.set(bits, from / 4);
      between().copyBufferToBuffer(buffer, from, target, offset, data.byteLength);
    },
    copy(from, fromOffset, to, toOffset, size) {
      guard.check();
      between().copyBufferToBuffer(from, fromOffset, to, toOffset, size);
    },
    read(from, offset, size) {
      guard.check();
      let room = ALIGNMENT; // doubled, so that few sizes are kept
      while (room < size) room *= 2;
      const staging = borrow(room);
      between().copyBufferToBuffer(from, offset, staging, 0, size);
      stream.submit();
      const mapped = staging.mapAsync(GPUMapMode.READ, 0, size).then(
        () => {
          const copy = new Float32Array(staging.getMappedRange(0, size).slice(0));
          staging.unmap();
          giveBack(staging);
          return copy;
        },
        (error: Error) => {
          guard.fail(new Error(`the GPU has failed: an answer did not come (${error.message})`));
          throw error;
        },
      );
      return guard.race(mapped);
    },
    recorded() {
      runs++;
      if (runs >= mostRuns) stream.submit();
      return unfinished.length > MOST_UNFINISHED
        ? guard.race(unfinished[0] as Promise<void>)
        : undefined;
    },
    submit() {
      open?.end();
      open = null;
      if (encoder) {
        if (used > 0) queue.writeBuffer(buffer, 0, words, 0, used / 4);
        queue.submit([encoder.finish()]);
        const done = queue.onSubmittedWorkDone().then(
          () => void unfinished.shift(),
          () => void unfinished.shift(), // the guard hears of it from the device
        );
        unfinished.push(done);
      }
      encoder = null;
      used = 0;
      runs = 0;
      for (const old of retired) {
        old.destroy();
        gone(old);
      }
      retired = [];
    },
    retire(old) {
      retired.push(old);
    },
    get bytes() {
      return bytes;
    },
    dispose() {
      stream.submit();
      disposed = true;
      buffer.destroy();
      for (const others of idle.values()) for (const other of others) other.destroy();
    },
  };
  return stream;
}
