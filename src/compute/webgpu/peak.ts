/** Invocations at once: enough to fill a large GPU. */
const WORKGROUPS = 4096;
const SIZE = 64;
/** Floating-point operations of one round of one invocation: 8 chains, 4 lanes, a multiplication and an addition. */
const FLOPS_PER_ROUND = 64;
/** A dispatch is made longer until it takes so long, ms; then the fastest of so many counts. */
const LONG_MS = 25;
const MOST_ROUNDS = 2 ** 16;
const REPETITIONS = 3;

const CHAINS = Array.from({ length: 8 }, (_, i) => i);

/** Chains of fused multiplications and additions, on numbers from a buffer so that nothing can be left out. */
const CODE = `
struct Given { factor: f32, addend: f32, rounds: u32 }
@group(0) @binding(0) var<uniform> given: Given;
@group(0) @binding(1) var<storage, read_write> sums: array<vec4f>;
@compute @workgroup_size(${SIZE})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let factor = vec4f(given.factor);
  let addend = vec4f(given.addend);
  ${CHAINS.map((i) => `var c${i} = vec4f(f32(id.x) * 1e-6 + ${i}.0);`).join('\n  ')}
  for (var i = 0u; i < given.rounds; i++) {
    ${CHAINS.map((i) => `c${i} = fma(c${i}, factor, addend);`).join('\n    ')}
  }
  sums[id.x] = ${CHAINS.map((i) => `c${i}`).join(' + ')};
}`;

/** Floating-point operations a second that the GPU makes with float32. Rejects where there is none. */
export async function measurePeak(): Promise<number> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) throw new Error('there is no GPU');
  const device = await adapter.requestDevice();
  try {
    const pipeline = await device.createComputePipelineAsync({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code: CODE }), entryPoint: 'main' },
    });
    const given = device.createBuffer({
      size: 16,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    const sums = device.createBuffer({
      size: WORKGROUPS * SIZE * 16,
      usage: GPUBufferUsage.STORAGE,
    });
    const group = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: { buffer: given } },
        { binding: 1, resource: { buffer: sums } },
      ],
    });
    const time = async (rounds: number): Promise<number> => {
      const data = new DataView(new ArrayBuffer(16));
      data.setFloat32(0, 0.999, true);
      data.setFloat32(4, 0.001, true);
      data.setUint32(8, rounds, true);
      device.queue.writeBuffer(given, 0, data.buffer);
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(WORKGROUPS);
      pass.end();
      const from = performance.now();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      return performance.now() - from;
    };
    await time(1); // warm-up: a first dispatch takes longer
    let rounds = 1;
    while (rounds < MOST_ROUNDS && (await time(rounds)) < LONG_MS) rounds *= 2;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < REPETITIONS; i++) least = Math.min(least, await time(rounds));
    return (WORKGROUPS * SIZE * rounds * FLOPS_PER_ROUND * 1000) / least;
  } finally {
    device.destroy();
  }
}
