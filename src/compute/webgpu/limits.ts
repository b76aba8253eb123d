import type { PopulationSetup } from '../device.ts';
import type { AdapterLimits } from './adapter.ts';
import { type Blueprint, draw, replayShape } from './blueprint.ts';
import { IN_REPLAY } from './kernels/kernel.ts';

/** Whole numbers up to which f32 holds all: indices of transitions are such. */
const WHOLE = 2 ** 24;

const megabytes = (bytes: number): string =>
  `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;

/** Bytes that one buffer may have. */
const largest = ({ maxBufferSize, maxStorageBufferBindingSize }: AdapterLimits): number =>
  Math.min(maxBufferSize, maxStorageBufferBindingSize, IN_REPLAY);

/** In words what keeps a population from this GPU and what to lower; null if nothing does. */
export function misfit(setup: PopulationSetup, limits: AdapterLimits): string | null {
  return replayMisfit(setup, limits) ?? generationMisfit(draw(setup, setup.agents), limits);
}

/** The same of a generation. */
export function generationMisfit(blueprint: Blueprint, limits: AdapterLimits): string | null {
  const { agents, memoryBytes, table, programs } = blueprint;
  const { maxComputeWorkgroupsPerDimension: most } = limits;
  const room = largest(limits);
  if (agents.length > most)
    return `${agents.length} agents are more than the ${most} that this GPU takes at once; lower the population size`;
  if (memoryBytes > room)
    return `${agents.length} agents need ${megabytes(memoryBytes)} in one buffer, and this GPU allows ${megabytes(room)}; lower the population size, the batch size or the widths of the networks`;
  if (table.byteLength > room)
    return `the programs of ${agents.length} agents need ${megabytes(table.byteLength)} in one buffer, and this GPU allows ${megabytes(room)}; lower the population size`;
  for (const { program, steps } of programs.values()) {
    const groups = Math.max(...steps.map((step) => Math.max(step.groups, step.calls)));
    if (groups > most)
      return `program '${program.name}' needs ${groups} workgroups at a time, and this GPU allows ${most}; lower the batch size or the widths of the networks`;
  }
  return null;
}

function replayMisfit({ replay }: PopulationSetup, limits: AdapterLimits): string | null {
  if (!replay) return null;
  const room = largest(limits);
  const bytes = replayShape(replay).width * 4;
  const fits = Math.min(WHOLE, Math.floor(room / bytes));
  return replay.capacity > fits
    ? `a replay buffer of ${replay.capacity.toLocaleString('en')} transitions needs ${megabytes(replay.capacity * bytes)}, and this GPU has room for ${fits.toLocaleString('en')} transitions; lower the replay capacity`
    : null;
}
