import { probeAdapter } from './adapter.ts';
import type { WebgpuDevice } from './device.ts';

/**
 * The `webgpu` device, on tfjs's WebGPU backend, which is downloaded by this call and not before. Throws an Error that
 * says why where there is no GPU; it never computes elsewhere.
 */
export async function openWebgpuDevice(): Promise<WebgpuDevice> {
  const report = await probeAdapter();
  if (!report.available) throw new Error(`there is no GPU to run on: ${report.reason}`);
  const { openDevice } = await import('./device.ts');
  return openDevice(report);
}
