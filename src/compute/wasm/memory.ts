import { HEAP } from '../lowering/abi.ts';

const PAGE = 65536; // bytes
const ALIGNMENT = 64; // bytes, a cache line

/**
 * A linear memory of which blocks are given out and taken back (first fit, neighbours joined). Views change when the
 * memory grows: take them anew after every `allocate` and `reserve`.
 */
export interface LinearMemory {
  readonly memory: WebAssembly.Memory;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  /** Address of a block of zeros. Throws a RangeError if memory is exhausted. */
  allocate(bytes: number, purpose: string): number;
  /** Address of a block, which is not cleared. Throws a RangeError if memory is exhausted. */
  reserve(bytes: number, purpose: string): number;
  free(address: number): void;
  /** Bytes given out. */
  readonly used: number;
}

export function createLinearMemory(memory: WebAssembly.Memory): LinearMemory {
  /** Free stretches, by address, never adjacent. */
  let free: { start: number; end: number }[] = [{ start: HEAP, end: memory.buffer.byteLength }];
  const blocks = new Map<number, number>(); // address → bytes
  let used = 0;
  let f32 = new Float32Array(memory.buffer);
  let f64 = new Float64Array(memory.buffer);
  let u32 = new Uint32Array(memory.buffer);
  let i32 = new Int32Array(memory.buffer);

  const join = (start: number, end: number) => {
    free = [...free, { start, end }].sort((a, b) => a.start - b.start);
    free = free.reduce<typeof free>((joined, stretch) => {
      const last = joined.at(-1);
      if (last && last.end === stretch.start) last.end = stretch.end;
      else joined.push(stretch);
      return joined;
    }, []);
  };

  const grow = (bytes: number, purpose: string) => {
    const before = memory.buffer.byteLength;
    const pages = Math.ceil(bytes / PAGE);
    try {
      memory.grow(pages);
    } catch (cause) {
      throw new RangeError(
        `memory is exhausted: ${purpose} needs ${megabytes(bytes)} more than the ${megabytes(before)} there are; ` +
          'lower the population size, the replay capacity, the batch size or the widths of the networks',
        { cause },
      );
    }
    f32 = new Float32Array(memory.buffer);
    f64 = new Float64Array(memory.buffer);
    u32 = new Uint32Array(memory.buffer);
    i32 = new Int32Array(memory.buffer);
    join(before, before + pages * PAGE);
  };

  const sizeOf = (bytes: number) => Math.max(ALIGNMENT, Math.ceil(bytes / ALIGNMENT) * ALIGNMENT);

  const reserve = (bytes: number, purpose: string): number => {
    const size = sizeOf(bytes);
    let found = free.find(({ start, end }) => end - start >= size);
    if (!found) {
      const last = free.at(-1);
      const atEnd = last && last.end === memory.buffer.byteLength ? last.end - last.start : 0;
      grow(size - atEnd, purpose);
      found = free.at(-1) as { start: number; end: number }; // just grown
    }
    const { start } = found;
    found.start += size;
    free = free.filter((stretch) => stretch.end > stretch.start);
    blocks.set(start, size);
    used += size;
    return start;
  };

  return {
    memory,
    get f32() {
      return f32;
    },
    get f64() {
      return f64;
    },
    get u32() {
      return u32;
    },
    get i32() {
      return i32;
    },
    allocate(bytes, purpose) {
      const start = reserve(bytes, purpose);
      f32.fill(0, start / 4, (start + sizeOf(bytes)) / 4);
      return start;
    },
    reserve,
    free(address) {
      const size = blocks.get(address);
      if (size === undefined) throw new RangeError(`no block begins at address ${address}`);
      blocks.delete(address);
      used -= size;
      join(address, address + size);
    },
    get used() {
      return used;
    },
  };
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1048576)} MB`;
