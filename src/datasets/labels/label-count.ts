import { exp } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';
import type { LabelCount } from '#core/strategy/domain.ts';

/** P(1), P(2) … P(most). */
function probabilities({ extra, most }: LabelCount): Float64Array {
  const shares = new Float64Array(most);
  let share = exp(-extra);
  let rest = 1;
  for (let more = 0; more < most - 1; more++) {
    shares[more] = share;
    rest -= share;
    share *= extra / (more + 1);
  }
  shares[most - 1] = Math.max(0, rest);
  return shares;
}

export const meanLabelCount = (count: LabelCount): number =>
  probabilities(count).reduce((sum, share, i) => sum + share * (i + 1), 0);

/** A reader of label counts; each takes one word. */
export function labelCountOf(count: LabelCount): (reader: Draws) => number {
  const shares = probabilities(count);
  return (reader) => {
    let rest = reader.uniform();
    const found = shares.findIndex((share) => {
      rest -= share;
      return rest < 0;
    });
    return found < 0 ? count.most : found + 1;
  };
}

/** A Poisson number, by inversion (Devroye 1986); takes one word. */
export function poisson(mean: number, reader: Draws): number {
  let rest = reader.uniform();
  let share = exp(-mean);
  let number = 0;
  while (rest >= share && number < 1000) {
    rest -= share;
    number++;
    share *= mean / number;
  }
  return number;
}
