import type { Draws } from '#core/random.ts';

/** How labels are spoilt, as those of hurried people are. */
export interface LabelNoise {
  /** ν⁻: share of labels that are left out. */
  readonly dropped: number;
  /** ν⁺: share of absent classes that are named all the same; frequent ones more often, in proportion. */
  readonly added: number;
}

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
    const frequency = frequencies[at] ?? mean; // what is no object, as a scene's name, is like a mean class
    return label === 1 ? Number(chance >= dropped) : Number(chance < (added * frequency) / mean);
  });
}
