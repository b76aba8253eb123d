import { counted } from '#core/counted.ts';
import type { ChosenTrial, SearchedInterval } from '#core/strategy/figures.ts';

/** Trials are told from 1 on. */
const trialWords = (trial: number): string => `trial ${trial + 1}`;

/** Describes a row's training under a search, as 'trial 3, trained for 4 intervals'. */
export const searchedWords = ({ trial, trained }: SearchedInterval): string =>
  `${trialWords(trial)}, trained for ${counted(trained, 'interval')}`;

/** Says with what a row of a search went into an interval; '': with what it had. */
export function tookWords(took: SearchedInterval['took']): string {
  if (took === undefined) return '';
  return took === 'first'
    ? 'a trial begins with the first weights'
    : `takes over the classifier of ${trialWords(took)}`;
}

/** Says which classifier a search chose, as 'chosen by PBT: trial 3, trained for 20 intervals'. */
export const chosenWords = ({ search, trial, trained }: ChosenTrial): string =>
  `chosen by ${search}: ${searchedWords({ trial, trained })}`;
