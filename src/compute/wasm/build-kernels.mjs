/** Compiles the kernels to WebAssembly: `node src/compute/wasm/build-kernels.mjs`. Does nothing when up to date. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KERNELS_BY_FILE } from '../lowering/kernel-list.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const build = join(here, 'build');

/** Start of the host's memory, `HEAP` of `lowering/abi.ts`: the kernels' own data must end before it. */
const HEAP = 8192;

/** Shared memory must say its largest size beforehand, in pages of 64 KiB; the same number as in `device.ts`. */
const MAXIMUM_PAGES = 16384;

// No relaxed SIMD, whose results differ between machines.
const COMMON =
  `--runtime stub --noAssert -O3 --enable simd --importMemory --memoryBase 2048 --lowMemoryLimit ${HEAP} --disableWarning 112`.split(
    ' ',
  );
const THREADS =
  `--enable threads --sharedMemory --initialMemory 1 --maximumMemory ${MAXIMUM_PAGES}`.split(' ');

const TARGETS = [
  { entry: 'kernels.as.ts', output: 'kernels.wasm', flags: [] },
  { entry: 'peak.as.ts', output: 'peak.wasm', flags: [] },
  { entry: 'kernels-threads.as.ts', output: 'kernels-threads.wasm', flags: THREADS },
];

/** Builds the binaries if they are missing or older than their sources; returns whether it did. */
export async function buildKernels() {
  const stamp = join(build, 'sources.sha256');
  const hash = sourceHash();
  const present = TARGETS.every(({ output }) => existsSync(join(build, output)));
  if (present && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
  mkdirSync(build, { recursive: true });
  writeFileSync(join(build, 'table.as.ts'), kernelTable());
  for (const { entry, output, flags } of TARGETS)
    await compileKernels(join(here, 'kernels', entry), join(build, output), flags);
  writeFileSync(stamp, hash);
  return true;
}

/**
 * Compiles one AssemblyScript file. The binary appears in one piece, so that a process that reads it meanwhile sees the
 * old one.
 * @param {string} entry @param {string} output @param {readonly string[]} flags
 */
export async function compileKernels(entry, output, flags = []) {
  const { default: asc } = await import('assemblyscript/asc');
  const partial = `${output}.${process.pid}`;
  mkdirSync(dirname(output), { recursive: true });
  const base = join(here, '../../..');
  const { error, stderr } = await asc.main([
    relative(base, entry),
    '--baseDir',
    base,
    '--outFile',
    relative(base, partial),
    ...COMMON,
    ...flags,
  ]);
  if (error) throw new Error(`asc ${entry}: ${error.message}\n${stderr.toString()}`);
  renameSync(partial, output);
}

/**
 * AssemblyScript of the table of kernels by opcode. They are called through a table to keep them apart: inlined into one
 * function, engines run out of registers and run them at half their speed.
 */
function kernelTable() {
  const files = Object.entries(KERNELS_BY_FILE);
  const imports = files.map(
    ([file, names]) => `import { ${names.join(', ')} } from '../kernels/${file}.as';`,
  );
  const names = files.flatMap(([, each]) => each);
  return [
    ...imports,
    'export const KERNELS: StaticArray<(record: usize) => void> = [',
    '  (): void => {}, // ends a list, and is never called',
    ...names.map((name) => `  ${name},`),
    '];',
    '',
  ].join('\n');
}

/** Hashes all that decides what the binaries are. */
function sourceHash() {
  const hash = createHash('sha256');
  const sources = readdirSync(join(here, 'kernels')).filter((name) => name.endsWith('.as.ts'));
  for (const path of [
    fileURLToPath(import.meta.url),
    join(here, '../lowering/abi.ts'),
    join(here, '../lowering/kernel-list.mjs'),
    ...sources.sort().map((name) => join(here, 'kernels', name)),
  ])
    hash.update(relative(here, path)).update(readFileSync(path));
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();
