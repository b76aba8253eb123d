import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { shortNumber } from '#core/short-number.ts';
import type { ChampionRecord, RunEnd } from './run-record.ts';

/** The champion's one figure: its mean over fresh episodes; of a run from before contests its fitness. */
export const championFigure = ({ evaluation, fitness }: ChampionRecord): number =>
  evaluation?.mean ?? fitness;

/** Both figures, as '487 over 20 fresh episodes (500 when found)'. */
export function championFigures({ evaluation, fitness }: ChampionRecord): string {
  const found = `${shortNumber(fitness)} when found`;
  return evaluation
    ? `${shortNumber(evaluation.mean)} over ${counted(evaluation.count, 'fresh episode')} (${found})`
    : `${found}; not evaluated by this rule`;
}

/**
 * Names the champion with both figures, as 'champion: agent 42, generation 9: 487 over 20 fresh episodes (500 when
 * found)'.
 */
export const championSentence = (champion: ChampionRecord): string =>
  `champion: agent ${champion.agent}, generation ${generationNumber(champion.generation)}: ${championFigures(champion)}`;

/** Says how a run ended after so many generations, as in 'Solved in 12 generations'. */
export function endWords(end: RunEnd, generations: number): string {
  const some = counted(generations, 'generation');
  switch (end) {
    case 'target':
      return `Solved in ${some}`;
    case 'generations':
      return generations === 1 ? `${some} done` : `All ${some} done`;
    case 'stopped':
      return `Stopped after ${some}`;
    default:
      return end satisfies never;
  }
}
