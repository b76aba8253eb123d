import type { RunRecord } from '#archive/run-record.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { RunConfig } from '#core/run-config.ts';

/** Ends of runs that differ from a set-up by their seed, and by how many generations they might have. */
export interface EarlierEnds {
  readonly runs: number;
  /** Runs that reached the target. */
  readonly solved: number;
  /** Generations that the set-up takes, on average: to the target, and all of its own where a run did not reach it. */
  readonly generations: number;
}

/** Null: no such run has ended, or the set-up has no target, so that its generations are known. */
export function earlierEnds(config: RunConfig, records: readonly RunRecord[]): EarlierEnds | null {
  if (!config.target.enabled) return null;
  const wanted = apartFromSeed(config);
  const earlier = records.filter(
    (record) =>
      (record.end === 'target' || record.end === 'generations') &&
      record.origin === null &&
      record.edits.length === 0 &&
      apartFromSeed(record.config) === wanted,
  );
  if (earlier.length === 0) return null;
  const took = earlier.map(({ end, generations }) =>
    end === 'target' ? Math.min(generations, config.generations) : config.generations,
  );
  return {
    runs: earlier.length,
    solved: earlier.filter(({ end }) => end === 'target').length,
    generations: took.reduce((sum, each) => sum + each, 0) / took.length,
  };
}

const apartFromSeed = (config: RunConfig): string =>
  canonicalJson({ ...config, seed: 0, generations: 0 });
