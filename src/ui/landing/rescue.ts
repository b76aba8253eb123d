import { generationNumber } from '#core/generation-number.ts';
import { maximum, minimum } from '#core/statistics.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { bestOf, type RecordedRun } from './recorded-run.ts';

/** The hyperparameter that the recorded run starts from a bad value of. */
const RESCUED = 'learningRate';

/** The learning rate that all begin with. */
export const firstRate = ({ recording: { config } }: RecordedRun): number =>
  config.hyperparameters[RESCUED]?.value ?? Number.NaN;

/** The learning rates of a generation, as '5e-6' or '5e-6 to 2.5e-5'. */
export function ratesOf({ history }: RecordedRun, generation: number): string {
  const index = history.hyperparameters.indexOf(RESCUED);
  const rates = history.hyperparameterValues(generation, index);
  return [...new Set([minimum(rates), maximum(rates)])].map(shortNumber).join(' to ');
}

/** Sentence on the rescue, with the recording's own numbers. */
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
    `Above, evolution finds better ones: by generation ${generationNumber(solved)} an agent balances for ${Math.floor(reached)} steps.`,
    `Below, without it, none gets beyond ${Math.ceil(without)}.`,
    `Evolution ends higher with ${comparison.wins} of ${comparison.seeds} seeds.`,
  ].join(' ');
}
