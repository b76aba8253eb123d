import type { MeanDifference, PresetComparison } from '#core/catalog.ts';
import { counted } from '#core/counted.ts';
import { signedInterval } from '#core/signed.ts';

/**
 * Says in a sentence how evolution changes a preset, as 'Evolution against none, 10 seeds: best agent +41 [−27, +116],
 * cannot be told from none; median agent +14 [+2, +26], better.'
 */
export function comparisonWords({ seeds, median, ...best }: PresetComparison): string {
  const parts = [
    `best agent ${verdict(best)}`,
    ...(median ? [`median agent ${verdict(median)}`] : []),
  ];
  return `Evolution against none, ${counted(seeds, 'seed')}: ${parts.join('; ')}.`;
}

function verdict(difference: MeanDifference): string {
  const { low, high } = difference;
  const words = low > 0 ? 'better' : high < 0 ? 'worse' : 'cannot be told from none';
  return `${signedInterval(difference)}, ${words}`;
}
