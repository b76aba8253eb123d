import type { AgentSetup, PopulationSetup } from '../device.ts';
import type { Program } from '../program.ts';
import type { AdapterLimits } from './adapter.ts';
import { draw, type ProgramBlueprint } from './blueprint.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { type InheritanceStep, inherit, type Parents } from './inheritance.ts';
import { JOB_HEADER } from './kernels/kernel.ts';
import { generationMisfit } from './limits.ts';
import type { Pipelines } from './pipelines.ts';
import type { GpuReplay } from './replay.ts';
import type { Stream } from './stream.ts';

/** Parts that every generation of a population uses. */
export interface GpuContext {
  readonly limits: AdapterLimits;
  readonly pipelines: Pipelines;
  readonly stream: Stream;
  readonly setup: PopulationSetup;
  readonly replay: GpuReplay | null;
  /** Bound where there is no replay buffer. */
  readonly nothing: GPUBuffer;
  /** A buffer of numbers that kernels compute on, or of their calls. */
  allocate(label: string, bytes: number): GPUBuffer;
}

/** A generation on the GPU. */
export interface Generation extends Parents {
  readonly memory: GPUBuffer;
  readonly table: GPUBuffer;
  readonly data: GPUBindGroup;
  readonly orders: GPUBindGroup;
  readonly programs: ReadonlyMap<string, GpuProgram>;
}

export interface GpuProgram extends ProgramBlueprint {
  readonly program: Program;
  readonly dispatches: readonly Dispatch[];
  readonly exchange: Exchange;
}

export interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly offset: number;
  readonly groups: number;
  readonly calls: number;
}

/** Founds a generation, or makes one of the generation before, which it replaces. Nothing waits for the GPU. */
export function build(
  gpu: GpuContext,
  setups: readonly AgentSetup[],
  before?: Generation,
): Generation {
  const { limits, pipelines, stream, setup, replay, nothing } = gpu;
  const blueprint = draw(setup, setups);
  const problem = generationMisfit(blueprint, limits);
  if (problem) throw new RangeError(problem);
  const { fresh, steps, updates } = inherit(setup, blueprint, before ?? null);

  const memory = gpu.allocate('memory of a generation', blueprint.memoryBytes);
  const table = gpu.allocate('calls of the programs', blueprint.table.byteLength);
  stream.write(table, 0, blueprint.table);
  stream.write(memory, blueprint.scalarsAt, blueprint.scalars);
  for (const { address, slab } of fresh) stream.write(memory, address, slab);
  const parents = pipelines.data(memory, before?.memory ?? nothing);
  for (const step of steps) runStep(gpu, parents, step);
  if (before) {
    stream.retire(before.memory);
    stream.retire(before.table);
  }

  const programs = new Map<string, GpuProgram>();
  for (const [name, program] of blueprint.programs)
    programs.set(name, {
      ...program,
      dispatches: program.steps.map(({ kernel, offset, groups, calls }) => ({
        pipeline: pipelines.of(kernel),
        offset,
        groups,
        calls,
      })),
      exchange: createExchange(name, program.values, stream, memory),
    });
  return {
    blueprint,
    updates,
    memory,
    table,
    data: pipelines.data(memory, replay?.buffer ?? nothing),
    orders: pipelines.orders(stream.buffer, blueprint.jobWords * 4, table, blueprint.windowBytes),
    programs,
  };
}

/** Records one step of the inheritance; its calls are listed under slot 0. */
function runStep(
  { pipelines, stream, allocate }: GpuContext,
  data: GPUBindGroup,
  { kernel, calls, table: words }: InheritanceStep,
): void {
  const table = allocate('inheritance', words.byteLength);
  stream.write(table, 0, words);
  const { words: job, offset } = stream.job((JOB_HEADER + 1) * 4);
  job.fill(0);
  job[JOB_HEADER] = 1;
  const pass = stream.pass();
  pass.setPipeline(pipelines.of(kernel));
  pass.setBindGroup(0, data);
  pass.setBindGroup(
    1,
    pipelines.orders(stream.buffer, (JOB_HEADER + 1) * 4, table, words.byteLength),
    [offset, 0],
  );
  pass.dispatchWorkgroups(1, calls);
  stream.retire(table);
}
