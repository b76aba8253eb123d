import type { PresetComparison } from '#core/catalog.ts';
import { counted } from '#core/counted.ts';
import { signedWhole } from '#core/signed.ts';

/** What evolution adds to a preset, as 'Evolution against none: +41 [−27, +116], 10 seeds; it cannot be told from none.' */
export function comparisonWords({ seeds, mean, low, high }: PresetComparison): string {
  const verdict = low > 0 ? 'it helps' : high < 0 ? 'it does harm' : 'it cannot be told from none';
  const interval = `${signedWhole(mean)} [${signedWhole(low)}, ${signedWhole(high)}]`;
  return `Evolution against none: ${interval}, ${counted(seeds, 'seed')}; ${verdict}.`;
}
