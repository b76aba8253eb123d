import { type Kernel, LANES } from './kernels/kernel.ts';

/** Bind groups of every kernel: 0 what is computed on, 1 what is to be done, at dynamic offsets. */
export interface Pipelines {
  of(kernel: Kernel): GPUComputePipeline;
  data(memory: GPUBuffer, replay: GPUBuffer): GPUBindGroup;
  /** Binds windows of so many bytes. */
  orders(job: GPUBuffer, jobBytes: number, table: GPUBuffer, tableBytes: number): GPUBindGroup;
}

export function createPipelines(device: GPUDevice): Pipelines {
  const { COMPUTE } = GPUShaderStage;
  const entry = (binding: number, type: GPUBufferBindingType, hasDynamicOffset: boolean) => ({
    binding,
    visibility: COMPUTE,
    buffer: { type, hasDynamicOffset },
  });
  const dataLayout = device.createBindGroupLayout({
    entries: [entry(0, 'storage', false), entry(1, 'read-only-storage', false)],
  });
  const orderLayout = device.createBindGroupLayout({
    entries: [entry(0, 'read-only-storage', true), entry(1, 'read-only-storage', true)],
  });
  const layout = device.createPipelineLayout({ bindGroupLayouts: [dataLayout, orderLayout] });
  const made = new Map<Kernel, GPUComputePipeline>();
  const size = LANES * 4;
  return {
    of(kernel) {
      const known = made.get(kernel);
      if (known) return known;
      const module = device.createShaderModule({ code: kernel.wgsl });
      const pipeline = device.createComputePipeline({ layout, compute: { module } });
      made.set(kernel, pipeline);
      return pipeline;
    },
    data: (memory, replay) =>
      device.createBindGroup({
        layout: dataLayout,
        entries: [
          { binding: 0, resource: { buffer: memory } },
          { binding: 1, resource: { buffer: replay } },
        ],
      }),
    orders: (job, jobBytes, table, tableBytes) =>
      device.createBindGroup({
        layout: orderLayout,
        entries: [
          { binding: 0, resource: { buffer: job, size: Math.max(jobBytes, size) } },
          { binding: 1, resource: { buffer: table, size: Math.max(tableBytes, size) } },
        ],
      }),
  };
}
