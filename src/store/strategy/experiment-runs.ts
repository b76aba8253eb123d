import { Damage, needDate, needFields, needInteger, needList, needText } from '#archive/damage.ts';
import { isRunId } from '#archive/read-run.ts';
import type { Experiment, PlannedRun, RunResult } from '#core/strategy/experiments/experiment.ts';
import { EXPERIMENTS, plannedRuns } from '#core/strategy/experiments/experiments.ts';
import { readRunResult } from '#core/strategy/experiments/run-result.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { Library } from '../library/library.ts';
import type { Shelf } from '../library/shelf.ts';

/** An experiment that was begun: its runs follow from it, and its results are those that are done. */
export interface KeptExperiment {
  readonly id: string;
  /** Id of one of {@link EXPERIMENTS}. */
  readonly experiment: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Version of the engine that runs it. */
  readonly engine: string;
  /** Configuration whose images, network, training and first seed its runs have. */
  readonly base: StrategyConfig;
  readonly seeds: number;
  readonly results: readonly RunResult[];
}

export const MOST_SEEDS = 20;
const MOST_RESULTS = 1000;

/** Experiments that this browser keeps. */
export const experimentsOf = (library: Pick<Library, 'shelf'>): Shelf<KeptExperiment> =>
  library.shelf('strategyExperiments', readKeptExperiment);

function readKeptExperiment(value: unknown): KeptExperiment {
  const { id, experiment, createdAt, engine, base, seeds, results } = needFields(
    value,
    'the experiment',
  );
  if (!isRunId(id)) throw new Damage("the experiment's id cannot be read");
  const known = EXPERIMENTS.find((each) => each.id === experiment);
  if (!known) throw new Damage('this page does not know the experiment');
  return {
    id,
    experiment: known.id,
    createdAt: needDate(createdAt, 'when it was begun'),
    engine: needText(engine, 'its engine', 20),
    // Its runs are parsed before they are begun.
    base: needFields(base, 'its settings') as unknown as StrategyConfig,
    seeds: needInteger(seeds, 'its seeds', 1, MOST_SEEDS),
    results: needList(results, 'its results', MOST_RESULTS).map((each) => {
      const result = readRunResult(each);
      if (!result) throw new Damage('a result of the experiment cannot be read');
      return result;
    }),
  };
}

/** Returns the question of a kept experiment; there is one, for it was read. */
export const questionOf = ({ experiment }: Pick<KeptExperiment, 'experiment'>): Experiment =>
  EXPERIMENTS.find(({ id }) => id === experiment) as Experiment;

export type ExperimentRun = PlannedRun & { readonly seed: number };

/** All runs of an experiment, in order. */
export const runsOf = (kept: KeptExperiment, catalog: StrategyCatalog): readonly ExperimentRun[] =>
  plannedRuns(questionOf(kept), kept.base, kept.seeds, catalog);

/** Lists the runs that are still to be done. */
export const missingRuns = (
  kept: KeptExperiment,
  catalog: StrategyCatalog,
): readonly ExperimentRun[] =>
  runsOf(kept, catalog).filter(
    (run) => !kept.results.some(({ key, seed }) => key === run.key && seed === run.seed),
  );
