import { agileRl, generations } from './engine.bench.ts';
import { images } from './images.bench.ts';
import type { Measurement } from './measure.ts';
import { rivals } from './rivals.bench.ts';
import { strategySteps } from './strategy.bench.ts';
import { teamUpdate } from './team.bench.ts';
import { products, step, update } from './update.bench.ts';

/** A table of the benchmark. */
export interface Section {
  readonly title: string;
  run(): Promise<ReadonlyMap<string, Measurement>>;
  /** Lines below the table: how its figures compare. */
  compare?(measured: ReadonlyMap<string, Measurement>): readonly string[];
}

/** Every table, in the order in which they are measured and printed. */
export const SECTIONS: readonly Section[] = [
  products,
  update,
  ...rivals,
  step,
  teamUpdate,
  images,
  strategySteps,
  agileRl,
  generations,
];
