import type { Library } from '#store/library/library.ts';
import {
  createExperimentRunner,
  type ExperimentRunner,
} from '#store/strategy/experiment-runner.ts';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';

const runners = new WeakMap<StrategyLab, ExperimentRunner>();
let newest: ExperimentRunner | null = null;

/** Returns the runner of experiments in the lab that was opened last; null: none was asked for yet. */
export const runnerOpen = (): ExperimentRunner | null => newest;

/** Returns the runner of experiments of a lab: one, however often the page is left and come back to. */
export function runnerOf(lab: StrategyLab, library: Library): ExperimentRunner {
  const there = runners.get(lab);
  if (there) return there;
  const runner = createExperimentRunner(lab, library);
  runners.set(lab, runner);
  newest = runner;
  void runner.resume();
  return runner;
}
