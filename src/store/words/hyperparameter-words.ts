import type { HyperparameterDeclaration } from '#core/algorithm.ts';
import type { Change } from '#core/lineage.ts';
import { lowerFirst } from '#core/lower-first.ts';

/** A hyperparameter in the middle of a sentence that tells of its change. */
export const subjectOf = ({ label, words }: HyperparameterDeclaration): string =>
  words?.subject ?? lowerFirst(label);

/** Says how many times as often or as much: 'half as often', '25 % more often', '×1.2'; '' for no such number. */
export function factorWords({ from, to }: Change, rarer: boolean): string {
  if (typeof from !== 'number' || typeof to !== 'number' || !(from > 0) || !(to > 0)) return '';
  if (!rarer) return `×${Number((to / from).toPrecision(2))}`;
  const often = from / to;
  if (often === 0.5) return 'half as often';
  if (often === 2) return 'twice as often';
  if (often > 2) return `${Number(often.toPrecision(2))} times as often`;
  const percent = Math.round(Math.abs(often - 1) * 100);
  return often < 1 ? `${percent} % less often` : `${percent} % more often`;
}
