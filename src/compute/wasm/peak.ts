/** Floating-point operations of one round of the kernel: 12 chains, 4 lanes, a multiplication and an addition. */
export const FLOPS_PER_ROUND = 96;

/** Rounds of one call: about a millisecond. */
const ROUNDS = 20_000;
/** Address of the kernel's numbers, bytes. */
const DATA = 4096;
const WARM_UP_MS = 150;
/** The fastest of so many pieces counts, each so long, ms: the machine's other work slows some of them. */
const PIECES = 10;
const PIECE_MS = 30;

/** Floating-point operations a second that this thread makes with `f32x4` at most. */
export async function peakOfThread(module: WebAssembly.Module): Promise<number> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Float32Array(memory.buffer, DATA, 12).fill(0.5);
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const peak = exports['peak'] as (rounds: number, data: number) => number;
  repeat(peak, WARM_UP_MS);
  return Math.max(...Array.from({ length: PIECES }, () => repeat(peak, PIECE_MS)));
}

function repeat(peak: (rounds: number, data: number) => number, ms: number): number {
  const from = performance.now();
  let calls = 0;
  do {
    peak(ROUNDS, DATA);
    calls++;
  } while (performance.now() - from < ms);
  return (calls * ROUNDS * FLOPS_PER_ROUND * 1000) / (performance.now() - from);
}
