import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileKernels } from '#compute/wasm/build-kernels.mjs';
import { type Case, PEAK } from './measure.ts';

const PAGES = 64;
const DATA = 65536; // first address used

/** Compiles one of this folder's AssemblyScript files and gives its exports over a memory of small numbers. */
async function instantiate(name: string): Promise<Record<string, (...operands: number[]) => number>> {
  const output = join(await mkdtemp(join(tmpdir(), 'kernels-')), `${name}.wasm`);
  await compileKernels(fileURLToPath(new URL(`./${name}.as.ts`, import.meta.url)), output);
  const memory = new WebAssembly.Memory({ initial: PAGES });
  new Float32Array(memory.buffer).forEach((_, i, all) => {
    all[i] = 0.25 + ((i * 2654435761) % 1024) / 2048;
  });
  const { instance } = await WebAssembly.instantiate(await readFile(output), { env: { memory } });
  return instance.exports as unknown as Record<string, (...operands: number[]) => number>;
}

/** The machine's peak on one thread, for as long as engines do not fuse multiply and add. */
export async function peakCase(): Promise<Case> {
  const { peak, flopsPerRound } = await instantiate('peak');
  if (!peak || !flopsPerRound) throw new Error('the peak kernel lacks an export');
  const rounds = 20_000;
  return { name: PEAK, work: () => void peak(rounds, DATA), units: 1, flops: rounds * flopsPerRound() };
}

/** Products of a batch of 64 with square weights: forward, back to the input, back to the weights. */
export async function productCases(): Promise<Case[]> {
  const { product, productTransposed, productWithTranspose } = await instantiate('products');
  if (!product || !productTransposed || !productWithTranspose)
    throw new Error('the product kernels lack an export');
  const [a, b, c, packed] = [DATA, DATA + (1 << 20), DATA + (2 << 20), DATA + (3 << 20)];
  const rows = 64;
  return [32, 64, 128, 256].flatMap((n): Case[] => {
    const flops = 2 * rows * n * n;
    return [
      { name: `x W, width ${n}`, flops, units: 1, work: () => void product(1, a, n, rows, b, n, n, n, 0, c, n, packed) },
      { name: `dy Wᵀ, width ${n}`, flops, units: 1, work: () => void productWithTranspose(a, n, rows, b, n, n, n, c, n, 0, packed) },
      { name: `xᵀ dy, width ${n}`, flops, units: 1, work: () => void productTransposed(a, n, n, b, n, n, rows, c, n, packed) },
    ];
  });
}
