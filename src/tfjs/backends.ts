import { backend, env, getBackend, MathBackendWebGL, ready, setBackend } from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

export const TFJS_BACKENDS = ['wasm', 'webgl', 'webgpu'] as const;
export type TfjsBackend = (typeof TFJS_BACKENDS)[number];

/** Paths of the binaries of the wasm backend: a folder, or the address of each by its name. */
export type WasmPaths = Parameters<typeof setWasmPaths>[0];

/**
 * Switches TensorFlow.js to a backend; resolves to it in words. Rejects with an Error that says why it is not there: it
 * never computes on another. `webgpu` is there once the GPU device has been opened.
 */
export async function openBackend(name: TfjsBackend | 'cpu', wasm: WasmPaths): Promise<string> {
  if (name === 'wasm') {
    setWasmPaths(wasm);
    // Its threads begin as scripts that it puts together, which a page's policy forbids.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  if (name === 'webgl' && typeof document === 'undefined' && typeof OffscreenCanvas === 'undefined')
    throw new Error('this browser has WebGL on pages alone, and this runs beside the page');
  const opened = await setBackend(name);
  await ready();
  if (!opened || getBackend() !== name)
    throw new Error(`TensorFlow.js finds no ${TITLES[name]} here`);
  return inWords(name);
}

const TITLES = { cpu: 'JavaScript', wasm: 'WebAssembly', webgl: 'WebGL', webgpu: 'WebGPU' };

async function inWords(name: keyof typeof TITLES): Promise<string> {
  if (name === 'wasm') {
    const simd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
    return `wasm (${simd ? 'SIMD' : 'no SIMD'}, 1 thread)`;
  }
  const own = backend();
  if (!(own instanceof MathBackendWebGL)) return name;
  const { gl } = own.gpgpu;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return info ? `webgl (${gl.getParameter(info.UNMASKED_RENDERER_WEBGL)})` : 'webgl';
}
