import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

/** Switches tfjs to a backend; says which it really is. */
export async function openTfjs(backend: 'cpu' | 'wasm'): Promise<string> {
  if (backend === 'wasm')
    setWasmPaths(
      `${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`,
    );
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend) throw new Error(`tfjs chose ${tf.getBackend()}, not ${backend}`);
  if (backend === 'cpu') return 'cpu';
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const threaded = await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
  return `wasm (${simd ? 'SIMD' : 'no SIMD'}, ${threaded ? getThreadsCount() : 1} thread)`;
}
