import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { WasmPaths } from './backends.ts';

/** The page's own copy of the wasm backend. Where the page runs there is SIMD; its threads are not used. */
export const WASM_PATHS: WasmPaths = {
  'tfjs-backend-wasm.wasm': simd,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
};
