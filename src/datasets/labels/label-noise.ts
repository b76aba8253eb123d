import type { Draws } from '#core/random.ts';
import type { LabelNoise } from '#core/strategy/domain.ts';

/** The labels, [C] of 0 and 1, as they are noted down. `frequencies` are the classes' own; takes a word a class. */
export function noteLabels(
  labels: Uint8Array,
  frequencies: Float64Array,
  { dropped, added }: LabelNoise,
  reader: Draws,
): Uint8Array {
  const mean = frequencies.reduce((sum, each) => sum + each, 0) / frequencies.length;
  return labels.map((label, at) => {
    const chance = reader.uniform();
    const frequency = frequencies[at] ?? mean; // labels of no object, as scenes, are like a mean class
    return label === 1 ? Number(chance >= dropped) : Number(chance < (added * frequency) / mean);
  });
}
