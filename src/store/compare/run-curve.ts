import type { RunRecord } from '#archive/run-record.ts';
import type { Summary } from '#archive/summary.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { RunConfig } from '#core/run-config.ts';

/** Figures of a population that are compared. */
export const FIGURES = {
  median: 'median of the generation',
  mean: 'mean of the generation',
  max: 'best of the generation',
  bestSoFar: 'best so far',
} as const satisfies Partial<Record<keyof Summary, string>>;
export type Figure = keyof typeof FIGURES;

/** Sentences that say how much of each figure is luck. */
export const FIGURE_WORDS: Readonly<Record<Figure, string>> = {
  median: 'Half of the generation’s agents score at least this, those just mutated included.',
  mean: 'The mean over the generation’s agents, those just mutated included.',
  max: 'The highest of the agents’ scores, each a mean over few episodes: it favours luck and large populations.',
  bestSoFar:
    'The highest score of any agent in any generation yet, each a mean over few episodes: it favours luck, large populations and long runs, and never falls.',
};

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

/** Tells whether something of evolution is left out, so that its effect can be told by the difference. */
export const isControl = ({ config }: Pick<Configuration, 'config'>): boolean =>
  config.evolution !== undefined && config.evolution !== 'on';

/**
 * Runs gathered by configuration, in the order in which they come. Edits made while running, what a run began as and its
 * engine count as part of it. Of runs with one seed only the longest counts: they are the same run, and no second sample.
 */
export function configurationsOf(runs: readonly RunCurve[]): Configuration[] {
  const groups = new Map<string, RunCurve[]>();
  for (const run of runs) {
    const { config, edits, origin, engine } = run.record;
    const { seed: _, ...rest } = config;
    const key = canonicalJson({ ...rest, edits, origin, engine });
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
