import { reachOf } from '#store/compare/mean-curve.ts';
import { FIGURES, type Figure } from '#store/compare/run-curve.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import type { Line } from './compare-tables.ts';

/** A line in a sentence: where it first has its highest value, and where it ends. */
export function reachWords({ configuration, points }: Line, figure: Figure): string {
  const reach = reachOf(points);
  if (!reach) return '';
  const { letter, runs } = configuration;
  const { last, highest } = reach;
  const of = runs.length > 1 ? `the mean over ${runs.length} runs` : 'one run';
  const at = (steps: number) => `${shortNumber(steps)} environment steps`;
  const band = Number.isNaN(last.low)
    ? ''
    : `, 95 % interval ${shortNumber(last.low)} to ${shortNumber(last.high)}`;
  const end = `${shortNumber(last.mean)} at the end, ${at(last.steps)}${band}`;
  const words = `Configuration ${letter}, ${FIGURES[figure]}, ${of}:`;
  if (highest.mean === last.mean)
    return highest.steps === last.steps
      ? `${words} highest where it ends, ${end}.`
      : `${words} first at its highest, ${shortNumber(highest.mean)}, after ${at(highest.steps)}; it ends after ${at(last.steps)}${band}.`;
  return `${words} first at its highest, ${shortNumber(highest.mean)}, after ${at(highest.steps)}; ${end}.`;
}
