import type { ChampionRecord } from '#archive/run-record.ts';
import { counted } from '#core/counted.ts';
import { shortNumber } from './mutation-words.ts';

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
