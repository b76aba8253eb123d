import { generationNumber } from '#core/generation-number.ts';
import { maximum } from '#core/statistics.ts';
import type { RecordedGeneration } from '#protocol/recording.ts';
import type { RecordedRun } from './recorded-run.ts';

/** The hyperparameter that the recorded run starts from a bad value of. */
const RESCUED = 'learningRate';

/** Of those that did not diverge. */
export const bestOf = (fitness: RecordedGeneration['fitness']): number =>
  maximum(fitness.filter((value) => value !== null));

/** The learning rate that all begin with. */
export const firstRate = ({ recording: { config } }: RecordedRun): number =>
  config.hyperparameters[RESCUED]?.value ?? Number.NaN;

/** The learning rate of a generation's best agent. */
export function rateOfBest({ history }: RecordedRun, generation: number): number {
  const slot = history.summaries[generation]?.bestSlot ?? 0;
  return history.hyperparameter(generation, slot, history.hyperparameters.indexOf(RESCUED));
}

/** What is to be seen, with the recording's own numbers. */
export function rescueSentence(run: RecordedRun): string {
  const { recording, history } = run;
  const { environment, algorithm, control, comparison } = recording;
  const usual = algorithm.hyperparameters.find(({ name }) => name === RESCUED)?.initial ?? 0;
  const times = Math.round(usual / firstRate(run)).toLocaleString('en');
  const solved = history.summaries.findIndex(({ max }) => max >= environment.solvedAt);
  const reached = history.summaries[solved]?.max ?? Number.NaN;
  const without = maximum(control.generations.map(({ fitness }) => bestOf(fitness)));
  return [
    `Both populations begin with a learning rate ${times} times too small.`,
    `Above, evolution finds a better one: by generation ${generationNumber(solved)} an agent balances for ${Math.floor(reached)} steps.`,
    `Below, without it, none gets beyond ${Math.ceil(without)}.`,
    `Evolution ends higher with ${comparison.wins} of ${comparison.seeds} seeds.`,
  ].join(' ');
}
