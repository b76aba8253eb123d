import type { PopulationSetup } from '../device.ts';
import { named } from '../population.ts';
import type { AdapterLimits } from './adapter.ts';
import { type Blueprint, draw, replayShape } from './blueprint.ts';
import { IN_REPLAY } from './kernels/kernel.ts';
import { aligned, type Batch, USUAL_BATCH } from './stream.ts';

/** Whole numbers up to which f32 holds all: indices of transitions are such. */
const WHOLE = 2 ** 24;

/** Bytes of a batch at most: it is held by the page as well. */
const LARGEST_BATCH = 2 ** 30;

const megabytes = (bytes: number): string =>
  `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;

/** Bytes that one buffer may have. */
const largest = ({ maxBufferSize, maxStorageBufferBindingSize }: AdapterLimits): number =>
  Math.min(maxBufferSize, maxStorageBufferBindingSize, IN_REPLAY);

/** Says in words what keeps a population from this GPU and what to lower; null if nothing does. */
export function misfit(setup: PopulationSetup, limits: AdapterLimits): string | null {
  return (
    replayMisfit(setup, limits) ??
    generationMisfit(draw(setup, setup.agents), limits) ??
    batchMisfit(setup, limits)
  );
}

/** Decides how much of a population's work goes into one submission. */
export function batchOf(setup: PopulationSetup): Batch {
  const { together, agents } = setup;
  if (!together) return USUAL_BATCH;
  const { jobWords, programs } = draw(setup, agents);
  const { program, values } = named(programs, together.program, 'there is no program');
  let bytesOfRun = aligned(jobWords * 4);
  for (const { name, lasts } of program.values) {
    const places = name === undefined || lasts ? undefined : values.get(name);
    if (places) bytesOfRun += aligned(places.end - places.start);
  }
  for (const { hyperparameters } of agents)
    bytesOfRun += aligned(4) * Object.keys(hyperparameters).length;
  // besides, what was written before; and a single run counts fourfold, for large writes to go along with it
  const bytes = USUAL_BATCH.bytes + Math.max(together.runs, 4) * bytesOfRun;
  // one run more, so that it is the reading that follows which submits them, and itself with them
  return { bytes, runs: Math.max(together.runs + 1, USUAL_BATCH.runs) };
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

function batchMisfit(setup: PopulationSetup, { maxBufferSize }: AdapterLimits): string | null {
  const { together } = setup;
  const { bytes } = batchOf(setup);
  const room = Math.min(maxBufferSize, LARGEST_BATCH);
  return together && bytes > room
    ? `what is written for ${together.runs} runs of program '${together.program}' needs ${megabytes(bytes)} in one buffer, and there may be ${megabytes(room)}; lower the number of runs between two readings (in the strategy lab the updates per decision), the batch size or the population size`
    : null;
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
