import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { openBackend } from '#tfjs/backends.ts';

/** Switches tfjs to a backend, in Node; says which it really is. */
export const openTfjs = (backend: 'cpu' | 'wasm'): Promise<string> =>
  openBackend(
    backend,
    `${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`,
  );
