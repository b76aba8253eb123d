/**
 * `npm run compare:precision` measures the effect of mixed precision, in runs so small that a GPU made in software can do
 * them: each in 32 bits on WebAssembly and on the GPU, which differ by rounding alone, and mixed. Recorded runs are not
 * computed again.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { fixedLanes } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { DOMAINS } from '#datasets/domains.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { RECIPES } from '#strategy/recipes/recipe.ts';
import { createStrategyRun } from '#strategy/run/strategy-run.ts';
import { provideWebGpu } from '../setup/node-gpu.ts';

interface PrecisionRun {
  readonly seed: number;
  /** Kind of run: in 32 bits on WebAssembly and on a GPU, and mixed on that. */
  readonly kind: (typeof KINDS)[number];
  /** Mean average precision by classifier, on the test images, by the fast average of its weights. */
  readonly mAP: readonly (number | null)[];
  readonly hash: string;
}

const FILE = new URL('recorded/precision.json', import.meta.url);
const SEEDS = [1, 2, 3, 4, 5];
const KINDS = ['wasm', 'gpu', 'mixed'] as const;

const configOf = (seed: number, kind: PrecisionRun['kind']): StrategyConfig => ({
  seed,
  data: {
    ...DOMAINS.shapes.settings,
    size: 16,
    images: { train: 600, validation: 16, test: 200 },
  },
  network: { width: 'tiny' },
  training: {
    ...{ steps: 120, batch: 8, interval: 120, clip: 5, ramp: 10, mixing: 'area' },
    precision: kind === 'mixed' ? 'mixed' : 'single',
  },
  teams: [],
  rows: [{ name: 'Usual', steering: { kind: 'drawn', lanes: fixedLanes(RECIPES.usual) } }],
});

await provideWebGpu();
const { openWebgpuDevice } = await import('#compute/webgpu/create.ts'); // once WebGPU is there
const wasm = await createWasmDevice({ threads: 1 });
const gpu = await openWebgpuDevice();
const data = createStrategyData(() => Promise.reject(new Error('shapes need no sprites')));

async function play(device: Device, seed: number, kind: PrecisionRun['kind']) {
  const config = configOf(seed, kind);
  const set = await data.allImages(config.data, seed);
  const run = await createStrategyRun({ config, device, set });
  for (;;) {
    const { value, done } = await run.events.next();
    if (!done) continue;
    const { hash } = run.state;
    run.dispose();
    return { seed, kind, mAP: value.map(({ fast }) => fast.mAP), hash };
  }
}

const runs: PrecisionRun[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];
for (const seed of SEEDS)
  for (const kind of KINDS) {
    if (runs.some((run) => run.seed === seed && run.kind === kind)) continue;
    const run = await play(kind === 'wasm' ? wasm : gpu, seed, kind);
    runs.push(run);
    writeFileSync(FILE, `${JSON.stringify(runs, null, 2)}\n`);
    console.log(
      `seed ${seed}, ${kind}: mAP ${run.mAP.map((share) => (100 * (share ?? 0)).toFixed(1)).join(', ')}`,
    );
  }
for (const [from, to] of [
  ['wasm', 'gpu'],
  ['gpu', 'mixed'],
] as const) {
  const points = differences(from, to).map((each) => each.toFixed(1));
  console.log(`${to} less ${from}, points of mAP: ${points.join(', ')}`);
}
process.exit(); // the GPU ends with the process

/** Differences of mAP in points, between two kinds of the same runs. */
function differences(from: PrecisionRun['kind'], to: PrecisionRun['kind']): readonly number[] {
  return runs
    .filter(({ kind }) => kind === to)
    .flatMap(({ seed, mAP }) => {
      const other = runs.find((run) => run.seed === seed && run.kind === from);
      return mAP.map((share, row) => 100 * ((share ?? 0) - (other?.mAP[row] ?? 0)));
    });
}
