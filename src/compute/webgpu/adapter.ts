/** Description of a GPU before anything is loaded for it. */
export interface AdapterDescription {
  readonly vendor: string;
  readonly architecture: string;
  /** The adapter's name, where the browser tells it, else made of vendor and architecture. */
  readonly name: string;
  /** True when it computes on the CPU: for tests, not for use. */
  readonly isFallbackAdapter: boolean;
}

/** Limits of the adapter, as far as populations meet them. */
export interface AdapterLimits {
  /** Bytes of one buffer. */
  readonly maxBufferSize: number;
  /** Bytes of one buffer that a kernel sees. */
  readonly maxStorageBufferBindingSize: number;
  /** Workgroups in one dimension of a dispatch; agents are one dimension. */
  readonly maxComputeWorkgroupsPerDimension: number;
}

export type AdapterReport =
  | {
      readonly available: true;
      readonly adapter: AdapterDescription;
      readonly limits: AdapterLimits;
    }
  /** `reason` in words, for people. */
  | { readonly available: false; readonly reason: string };

/** Words that give a software adapter away where the browser does not say it. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|basic render|warp/i;

/** Asks for the GPU that tfjs would take. Loads nothing; never throws. */
export async function probeAdapter(): Promise<AdapterReport> {
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) return { available: false, reason: 'this browser has no WebGPU' };
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter)
      return { available: false, reason: 'WebGPU is there, but it gives no adapter to a GPU' };
    const { info, limits } = adapter;
    const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupsPerDimension } = limits;
    return {
      available: true,
      adapter: describeAdapter(info),
      limits: { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupsPerDimension },
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { available: false, reason: `WebGPU failed: ${message}` };
  }
}

function describeAdapter(info: GPUAdapterInfo): AdapterDescription {
  const { vendor, architecture, description, device } = info;
  const name = description || [vendor, architecture, device].filter((word) => word).join(' ');
  const isFallbackAdapter =
    info.isFallbackAdapter || SOFTWARE.test(`${name} ${architecture} ${device}`);
  return { vendor, architecture, name: name || 'an unnamed GPU', isFallbackAdapter };
}
