import { summary, withoutNaN } from '#core/statistics.ts';
import type { GenerationEvent } from '#protocol/messages.ts';

/** Fitness of one generation, diverged agents left out. NaN where all have diverged. */
export interface Summary {
  readonly generation: number;
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
  readonly mean: number;
  /** Highest fitness of this generation and all before. */
  readonly bestSoFar: number;
  /** Slot of the fittest. */
  readonly bestSlot: number;
  readonly bestAgent: number;
  readonly diverged: number;
  /** Environment steps of the whole population so far. */
  readonly steps: number;
  /** Computing time so far. */
  readonly elapsedMs: number;
  /** Hash of the chain after this generation. */
  readonly hash: string;
}

export function summarise(event: GenerationEvent, before: Summary | undefined): Summary {
  const finite = withoutNaN(event.fitness);
  const { minimum, lowerQuartile, median, upperQuartile, maximum: max, mean } = summary(finite);
  const bestSlot = Math.max(0, event.fitness.indexOf(max));
  return {
    generation: event.generation,
    min: minimum,
    lowerQuartile,
    median,
    upperQuartile,
    max,
    mean,
    bestSoFar: before && (Number.isNaN(max) || before.bestSoFar > max) ? before.bestSoFar : max,
    bestSlot,
    bestAgent: event.ids[bestSlot] ?? -1,
    diverged: event.fitness.length - finite.length,
    steps: event.steps,
    elapsedMs: event.elapsedMs,
    hash: event.hash,
  };
}
