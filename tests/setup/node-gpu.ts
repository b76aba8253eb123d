/** Gives Node WebGPU: Dawn, which is what Chromium's is made of, as a package that is not kept with the project. */
export async function provideWebGpu(): Promise<void> {
  const name = 'webgpu';
  const dawn = await import(name).catch(() => null);
  if (!dawn) {
    console.error('There is no WebGPU in Node by itself. Run\n\n  npm install --no-save webgpu\n');
    process.exit(2);
  }
  Object.assign(globalThis, dawn.globals);
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu: dawn.create([]) },
    configurable: true,
  });
}
