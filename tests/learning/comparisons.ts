import { isAgainstOwn } from '#core/against-own.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog, Preset } from '#core/catalog.ts';
import { hasher } from '#core/hash.ts';
import { type Estimate, estimateOf } from '#core/moments.ts';
import type { RunConfig } from '#core/run-config.ts';
import { maximum, mean, median, withoutNaN } from '#core/statistics.ts';

/** Paired comparisons of a preset with itself under less evolution: equal seeds, founders and steps. */

export const ARMS = ['shipped', 'hyperparameters', 'selection', 'off'] as const;
export type Arm = (typeof ARMS)[number];

/**
 * Generations compared where it is not the preset's own, at most 20: twice as many as agents needed to learn the task, and
 * no more than one processor can compute in about an hour for all arms and seeds.
 */
const SHORTER: Readonly<Record<string, number>> = {
  'pendulum-td3': 8,
  'pendulum-ddpg': 10,
  'mountaincar-continuous-td3': 10,
  'lunarlander-ppo': 10,
  'lunarlander-continuous-ppo': 8,
  'lunarlander-dqn': 12,
  'lunarlander-dqn-agilerl': 6,
  'lunarlander-continuous-ddpg': 5,
  'lunarlander-continuous-td3': 4,
  'lunarlander-continuous-td3-agilerl': 2,
  'speaker-listener-matd3': 16,
  'speaker-listener-maddpg': 16,
  'tag-matd3': 10,
  'connect-four-dqn': 12,
};

/** Tells whether runs of a preset can be compared by fitness. */
export const isComparable = ({ config }: Preset, { environments }: Catalog): boolean =>
  environments.some((entry) => entry.id === config.environment && !isAgainstOwn(config, entry));

/** One run, as a line of JSON of the preset's file. */
export interface ComparedRun {
  readonly arm: Arm;
  readonly seed: number;
  readonly generations: number;
  /** Version of the engine that ran it. */
  readonly engine: string;
  /** {@link fingerprint} of what was run. */
  readonly config: string;
  /** Means over the last quarter of the generations, of the generation's best and of its median. */
  readonly best: number;
  readonly median: number;
  readonly steps: number;
  readonly seconds: number;
  readonly hash: string;
}

/** Returns the configuration of one arm and seed: never ended early, so that all make as many steps. */
export function armConfig(preset: Preset, arm: Arm, seed: number): RunConfig {
  const { config } = preset;
  const generations = SHORTER[preset.id] ?? Math.min(20, config.generations);
  const common = { ...config, seed, generations, target: { ...config.target, enabled: false } };
  switch (arm) {
    case 'shipped':
      return common;
    case 'hyperparameters':
      return {
        ...common,
        mutation: { ...config.mutation, architecture: 0, parameters: 0, activation: 0 },
      };
    case 'selection':
    case 'off':
      return { ...common, evolution: arm };
    default:
      return arm satisfies never;
  }
}

/** Parts of a configuration that decide when a run ends and which agent is praised, not what the agents become. */
const APART = ['target', 'champion'];

/** Digests all that decides the result. */
export function fingerprint(config: RunConfig): string {
  const parts = Object.entries(config).filter(([key]) => !APART.includes(key));
  return hasher()
    .text(canonicalJson(Object.fromEntries(parts)))
    .hex()
    .slice(0, 12);
}

/** Means over the last quarter of the generations, agents that diverged left out. */
export function lastQuarter(fitness: readonly Float64Array[]) {
  const last = fitness.slice(-Math.ceil(fitness.length / 4)).map((values) => withoutNaN(values));
  return { best: mean(last.map(maximum)), median: mean(last.map(median)) };
}

/** An arm's difference to no evolution, over the seeds that both have run. */
export interface Difference {
  readonly seeds: number;
  readonly best: Estimate;
  readonly median: Estimate;
  /** Seeds with which the arm's best is the higher. */
  readonly wins: number;
}

/** Null where no seed has been run with and without. */
export function differenceOf(runs: readonly ComparedRun[], arm: Arm): Difference | null {
  const control = new Map(runs.filter((run) => run.arm === 'off').map((run) => [run.seed, run]));
  const pairs = runs.flatMap((run) => {
    const other = control.get(run.seed);
    return run.arm === arm && other ? [[run, other] as const] : [];
  });
  if (pairs.length === 0) return null;
  const best = pairs.map(([run, other]) => run.best - other.best);
  const medians = pairs.map(([run, other]) => run.median - other.median);
  const wins = best.filter((each) => each > 0).length;
  return { seeds: pairs.length, best: estimateOf(best), median: estimateOf(medians), wins };
}
