import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { END } from '#compute/lowering/abi.ts';
import { opcodeOf } from '#compute/lowering/kernel-names.ts';
import { startThread } from '#compute/wasm/create-node.ts';
import { createCrew } from '#compute/wasm/crew.ts';

const AGENTS = 4000;
const [RECORD, TABLE, RESULT, WORKSPACE] = [8192, 16_384, 65_536, 131_072];
const NOWHERE = 0xffff_ff00;

/** A crew of two whose job is to choose among 64 numbers of the thread's own workspace, once for each agent. */
async function openCrew() {
  const kernels = new URL('../../src/compute/wasm/build/kernels-threads.wasm', import.meta.url);
  const module = await WebAssembly.compile(await readFile(kernels));
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 16_384, shared: true });
  const words = new Uint32Array(memory.buffer);
  const inWorkspace = 1; // bit 0: relative to the thread's workspace
  words.set([opcodeOf('argmax'), 8, inWorkspace, 1, 64, 64, RESULT, 1, END], RECORD / 4);
  words.fill(RECORD, TABLE / 4, TABLE / 4 + AGENTS);
  new Float32Array(memory.buffer)[WORKSPACE / 4 + 41] = 1;
  const crew = await createCrew(module, memory, 2, startThread, true);
  const run = (helpers: number) => crew.run(TABLE, AGENTS, 1e9, 0, [WORKSPACE, helpers]);
  return { run, result: () => new Float32Array(memory.buffer)[RESULT / 4], dispose: crew.dispose };
}

test('a crew does its job', async () => {
  const crew = await openCrew();
  crew.run(WORKSPACE);
  expect(crew.result()).toBe(41);
  crew.dispose();
});

test('nobody waits for a helping thread that breaks off: the job fails, and says which thread', async () => {
  const crew = await openCrew();
  // The calling thread may be done before the helper has woken up.
  const often = () => {
    for (let i = 0; i < 1000; i++) crew.run(NOWHERE);
  };
  expect(often).toThrow('helping thread 1 broke off');
  expect(() => crew.run(WORKSPACE)).toThrow('helping thread 1 broke off'); // nor is it as if nothing had been
  crew.dispose();
});
