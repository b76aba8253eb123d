import type { RunRecord } from '#archive/run-record.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Summary } from '../summary.ts';

/** What of a population is compared. */
export const FIGURES = {
  bestSoFar: 'best so far',
  max: 'best of the generation',
  median: 'median of the generation',
  mean: 'mean of the generation',
} as const satisfies Partial<Record<keyof Summary, string>>;
export type Figure = keyof typeof FIGURES;

export const isFigure = (name: string): name is Figure => Object.hasOwn(FIGURES, name);

/** A run as far as a comparison needs it. */
export interface RunCurve {
  readonly record: RunRecord;
  /** Its generations, in their order. It may still grow. */
  readonly summaries: readonly Summary[];
}

/** Runs that differ in nothing but their seed, and in when they were ended. */
export interface Configuration {
  /** 'A', 'B' …: in the chart, in its key and in tables. */
  readonly letter: string;
  readonly config: RunConfig;
  readonly runs: readonly RunCurve[];
}

/**
 * Runs gathered by configuration, in the order in which they come. Edits made while running count as part of it. Of runs
 * with one seed only the longest counts: they are the same run, and no second sample.
 */
export function configurationsOf(runs: readonly RunCurve[]): Configuration[] {
  const groups = new Map<string, RunCurve[]>();
  for (const run of runs) {
    const { seed: _, ...rest } = run.record.config;
    const key = canonicalJson({ ...rest, edits: run.record.edits });
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()].map((group, i) => ({
    letter: String.fromCharCode(65 + i),
    config: (group[0] as RunCurve).record.config, // no group is empty
    runs: longestBySeed(group),
  }));
}

function longestBySeed(runs: readonly RunCurve[]): RunCurve[] {
  const longest = new Map<number, RunCurve>();
  for (const run of runs) {
    const { seed } = run.record.config;
    const before = longest.get(seed);
    if (!before || run.summaries.length > before.summaries.length) longest.set(seed, run);
  }
  return [...longest.values()];
}
