/**
 * `npm run bench:gpu -- [--quick] [--json FILE]`: updates of whole populations on the GPU, against tfjs op by op on the
 * same GPU and the wasm device on the same machine's CPU, and steps of image classifiers in 32 bits and in mixed
 * precision, in one run. `--quick` only shows that it works.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { provideWebGpu } from '../setup/node-gpu.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
await provideWebGpu();

// code that asks for WebGPU is loaded once WebGPU is there
const { openWebgpuDevice } = await import('#compute/webgpu/create.ts');
const { openDevice } = await import('../compute/devices.ts');
const { compareDevices, FULL, QUICK } = await import('./gpu-cases.ts');
const images = await import('./gpu-classifiers.ts');

const gpu = await openWebgpuDevice();
const wasm = await openDevice(cpus().length);
const software = gpu.adapter.isFallbackAdapter
  ? ' (a software adapter: its times say nothing of a GPU)'
  : '';
const machine = `${gpu.adapter.name}${software}; ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${wasm.description}; Node ${process.version}`;
console.log(`${machine}\n`);
const { batch, sizes } = values.quick ? QUICK : FULL;
console.log(`One DQN update of a whole population, 4-n-n-2, batch ${batch}; medians\n`);

const rows = [];
for (const size of sizes) {
  const row = await compareDevices(gpu, wasm, batch, size, values.quick);
  rows.push(row);
  console.log(`width ${row.width}, population ${row.population}`);
  const line = (name: string, ms: number, more = '') =>
    console.log(
      `  ${name.padEnd(28)} ${ms.toFixed(3).padStart(10)} ms ${Math.round(
        (1000 * row.population) / ms,
      )
        .toLocaleString('en')
        .padStart(11)} updates/s${more}`,
    );
  const first = rows.find(({ width, population }) => width === row.width && population === 1);
  const growth = first ? `, ${(row.gpuMs / first.gpuMs).toFixed(2)} × population 1` : '';
  line(
    'this engine, GPU',
    row.gpuMs,
    `; encoding ${row.encodeMs.toFixed(3)} ms, ${row.dispatches} dispatches${growth}`,
  );
  const times = (ms: number) => `; ${(ms / row.gpuMs).toFixed(1)} × ours on the GPU`;
  line('tfjs, stacked', row.stackedMs, times(row.stackedMs));
  line('tfjs, agent by agent', row.oneByOneMs, times(row.oneByOneMs));
  line('this engine, CPU', row.wasmMs, times(row.wasmMs));
}

const extent = values.quick ? images.QUICK : images.FULL;
const { size, channels } = extent.sizes;
console.log(
  `\nOne step of image classifiers, ${size} px, ${channels.join('-')}, batch ${extent.sizes.batch}; medians\n`,
);
const classifiers = [];
for (const count of extent.rows) {
  const row = await images.timeClassifiers(gpu, wasm, extent.sizes, count, values.quick);
  classifiers.push(row);
  const line = (name: string, ms: number, more = '') =>
    console.log(`  ${name.padEnd(28)} ${ms.toFixed(3).padStart(10)} ms${more}`);
  const held = (bytes: number) => `; ${(bytes / 2 ** 20).toFixed(0)} MB`;
  console.log(`rows ${count}`);
  line('GPU, 32 bits', row.singleMs, held(row.singleBytes));
  const share = `; ${(row.mixedMs / row.singleMs).toFixed(2)} × 32 bits`;
  line('GPU, mixed precision', row.mixedMs, `${held(row.mixedBytes)}${share}`);
  line('CPU', row.wasmMs, `; ${(row.wasmMs / row.singleMs).toFixed(1)} × the GPU`);
}
if (values.json)
  writeFileSync(values.json, `${JSON.stringify({ machine, batch, rows, classifiers }, null, 2)}\n`);
process.exit(); // threads and the GPU end with the process
