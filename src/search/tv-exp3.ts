import { exp, log } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';

/** A choice that was in force in a round, and what it brought, in [0, 1]. */
export interface Play {
  readonly choice: number;
  readonly gain: number;
}

/** Share that is explored where as many are drawn as there are choices, or more. */
const EXPLORED = 0.2;

/**
 * Chances of each choice to be drawn next, in all 1: TV.EXP3.M (Parker-Holder et al. 2021, “Tuning mixed input
 * hyperparameters on the fly for efficient population based AutoRL”), gone through from the first round on. Weights
 * leak to all choices, so that those that have become better are found. `batch`: how many are in force in a round, of
 * `rounds`.
 */
export function chancesAfter(
  played: readonly (readonly Play[])[],
  choices: number,
  batch: number,
  rounds: number,
): number[] {
  const explored =
    batch >= choices
      ? EXPLORED
      : Math.min(
          1,
          Math.sqrt((choices * log(choices / batch)) / ((Math.E - 1) * batch * (rounds / 10))),
        );
  const leak = Math.E / (10 * rounds);
  const chancesOf = (weights: readonly number[]): number[] => {
    const all = weights.reduce((sum, each) => sum + each, 0);
    return weights.map((each) => ((1 - explored) * each) / all + explored / choices);
  };
  let weights = new Array<number>(choices).fill(1 / choices);
  for (const plays of played) {
    const chances = chancesOf(weights);
    const grown = weights.slice();
    for (const { choice, gain } of plays) {
      const estimate = gain / ((chances[choice] as number) * batch); // a choice's number
      grown[choice] = (grown[choice] as number) * exp((estimate * explored * batch) / choices);
    }
    const all = grown.reduce((sum, each) => sum + each, 0);
    weights = grown.map((each) => (each + (leak * all) / choices) / (all * (1 + leak)));
  }
  return chancesOf(weights);
}

/** Draws so many choices by their chances: different ones while there are enough, else each by itself. */
export function drawChoices(chances: readonly number[], batch: number, reader: Draws): number[] {
  if (batch >= chances.length) return Array.from({ length: batch }, () => reader.weighted(chances));
  const drawn = dependentRounding(sharesOf(chances, batch), reader);
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = reader.integer(i + 1);
    [drawn[i], drawn[j]] = [drawn[j] as number, drawn[i] as number]; // both within
  }
  return drawn;
}

/** Chances of each to be among `batch` different ones: in proportion to its chance, none more than 1. */
function sharesOf(chances: readonly number[], batch: number): number[] {
  const certain = new Set<number>();
  for (;;) {
    const rest = chances.reduce((sum, each, at) => (certain.has(at) ? sum : sum + each), 0);
    const shares = chances.map((each, at) =>
      certain.has(at) ? 1 : (each / rest) * (batch - certain.size),
    );
    const over = shares.findIndex((each, at) => each > 1 && !certain.has(at));
    if (over < 0) return shares;
    certain.add(over);
  }
}

const CLOSE = 1e-9;

/** Draws as many different ones as the shares add up to, each as likely as its share (Gandhi et al. 2006). */
export function dependentRounding(given: readonly number[], reader: Draws): number[] {
  const shares = given.slice();
  for (;;) {
    const [i, j] = shares.flatMap((each, at) => (each > CLOSE && each < 1 - CLOSE ? [at] : []));
    if (i === undefined) break;
    // a last one alone is a rounding error away from 0 or 1
    if (j === undefined) {
      shares[i] = Math.round(shares[i] as number);
      break;
    }
    const [a, b] = [shares[i] as number, shares[j] as number];
    const [up, down] = [Math.min(1 - a, b), Math.min(a, 1 - b)];
    const rises = reader.uniform() < down / (up + down);
    shares[i] = rises ? a + up : a - down;
    shares[j] = rises ? b - up : b + down;
  }
  return shares.flatMap((each, at) => (each > 0.5 ? [at] : []));
}
