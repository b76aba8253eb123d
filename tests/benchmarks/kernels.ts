import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileKernels } from '#compute/wasm/build-kernels.mjs';
import { FLOPS_PER_ROUND } from '#compute/wasm/peak.ts';
import { type Case, PEAK } from './measure.ts';

const SOURCE = new URL('../../src/compute/wasm/kernels/benchmark.as.ts', import.meta.url);
const PAGES = 64;
const DATA = 65536; // first address used

type Kernels = Readonly<
  Record<
    'peak' | 'product' | 'productTransposed' | 'productWithTranspose',
    (...operands: number[]) => number
  >
>;

/** The benchmark's kernels over a memory of numbers between 0.25 and 0.75. */
async function instantiate(): Promise<Kernels> {
  const output = join(await mkdtemp(join(tmpdir(), 'kernels-')), 'benchmark.wasm');
  await compileKernels(fileURLToPath(SOURCE), output);
  const memory = new WebAssembly.Memory({ initial: PAGES });
  new Float32Array(memory.buffer).forEach((_, i, all) => {
    all[i] = 0.25 + ((i * 2654435761) % 1024) / 2048;
  });
  const { instance } = await WebAssembly.instantiate(await readFile(output), { env: { memory } });
  return instance.exports as unknown as Kernels;
}

/** The machine's peak on one thread, as long as engines do not fuse multiply and add. */
export async function peakCase(): Promise<Case> {
  const { peak } = await instantiate();
  const rounds = 20_000;
  return {
    name: PEAK,
    work: () => void peak(rounds, DATA),
    units: 1,
    flops: rounds * FLOPS_PER_ROUND,
  };
}

/** Products of a batch of 64 with square weights: forward, back to the input, back to the weights. */
export async function productCases(): Promise<Case[]> {
  const { product, productTransposed, productWithTranspose } = await instantiate();
  const [a, b, c, packed] = [DATA, DATA + (1 << 20), DATA + (2 << 20), DATA + (3 << 20)];
  const rows = 64;
  return [32, 64, 128, 256].flatMap((n): Case[] => {
    const flops = 2 * rows * n * n;
    return [
      {
        name: `x W, width ${n}`,
        flops,
        units: 1,
        work: () => void product(1, a, n, rows, b, n, n, n, 0, c, n, packed),
      },
      {
        name: `dy Wᵀ, width ${n}`,
        flops,
        units: 1,
        work: () => void productWithTranspose(a, n, rows, b, n, n, n, c, n, 0, packed),
      },
      {
        name: `xᵀ dy, width ${n}`,
        flops,
        units: 1,
        work: () => void productTransposed(a, n, n, b, n, n, rows, c, n, packed),
      },
    ];
  });
}
