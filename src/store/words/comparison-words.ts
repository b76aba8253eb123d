import type { MeanDifference, PresetComparison } from '#core/catalog.ts';
import { counted } from '#core/counted.ts';
import { signedInterval } from '#core/signed.ts';

/**
 * Says in a sentence how evolution changes a preset, as 'Evolution against none, 10 seeds, difference of
 * mean returns with its 95 % interval: best agent +41 [−27, +116], cannot be told from none; median agent +14 [+2, +26],
 * better.'
 */
export function comparisonWords({ seeds, median, ...best }: PresetComparison): string {
  const parts = [
    `best agent ${verdict(best)}`,
    ...(median ? [`median agent ${verdict(median)}`] : []),
  ];
  return `Evolution against none, ${counted(seeds, 'seed')}, difference of mean returns with its 95 % interval: ${parts.join('; ')}.`;
}

function verdict(difference: MeanDifference): string {
  const { low, high } = difference;
  const words = low > 0 ? 'better' : high < 0 ? 'worse' : 'cannot be told from none';
  return `${signedInterval(difference)}, ${words}`;
}
