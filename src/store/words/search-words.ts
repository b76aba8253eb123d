import { counted } from '#core/counted.ts';
import { rungsOf } from '#core/rungs.ts';
import type { SearchConfig } from '#core/strategy/search.ts';

/** Says what the settings of a search come to in a run of so many intervals; '' where they come to nothing, or fit none. */
export function paceWords(
  { method, settings }: Pick<SearchConfig, 'method' | 'settings'>,
  intervals: number,
): string {
  const { every = 0, oneIn = 0 } = settings;
  if (!(every >= 1 && every <= intervals)) return '';
  const times = Math.floor(intervals / every);
  switch (method) {
    case 'random':
    case 'bohb':
      return '';
    case 'pbt':
    case 'pb2':
      return `${counted(times, 'round')} in the ${counted(intervals, 'interval')} of the run.`;
    case 'tpe':
      return times === 1
        ? 'One trial on each row: recipes are all drawn at random, and none is proposed.'
        : `${times} trials on each row, one after another, in the ${intervals} intervals of the run.`;
    case 'halving':
    case 'asha': {
      if (oneIn < 2) return '';
      const rungs = rungsOf({ eta: oneIn, least: every, most: intervals }).join(', ');
      return `Rungs after ${rungs} intervals of training; the run has ${intervals}.`;
    }
    default:
      return method satisfies never;
  }
}
