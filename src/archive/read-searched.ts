import type { ChosenTrial, SearchedInterval } from '#core/strategy/figures.ts';
import { needFields, needInteger, needNumber, needText } from './damage.ts';

/** Readers of a row's training under a search, from a disk or a file. Each throws a {@link Damage}. */

const MOST_TRIALS = 1e6;
const MOST_INTERVALS = 2000;

const trialOf = (value: unknown): number =>
  needInteger(value, 'the trial of a row', 0, MOST_TRIALS);
const trainedOf = (value: unknown): number =>
  needInteger(value, 'the training of a trial', 0, MOST_INTERVALS);

export function readSearched(value: unknown): SearchedInterval {
  const { trial, trained, took } = needFields(value, 'the trial of a row');
  return {
    trial: trialOf(trial),
    trained: trainedOf(trained),
    ...(took !== undefined && { took: took === 'first' ? took : trialOf(took) }),
  };
}

export function readChosen(value: unknown): ChosenTrial {
  const { search, trial, trained, validation } = needFields(value, 'the choice of a search');
  return {
    search: needText(search, 'the name of a search'),
    trial: trialOf(trial),
    trained: trainedOf(trained),
    validation:
      validation === null ? null : needNumber(validation, 'the mAP that a search chose by'),
  };
}
