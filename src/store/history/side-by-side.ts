import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { NetworkTraits } from '#core/genome.ts';
import { lowerFirst } from '#core/lower-first.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import { signedNumber } from '#core/short-number.ts';
import { shortNumber } from '../words/mutation-words.ts';
import { activationsOf } from './choices.ts';
import type { Cell, History } from './history.ts';
import { shapeOf, shapeWords } from './network-shape.ts';

/** Something that two agents have, as words. */
export interface Compared {
  readonly what: string;
  readonly left: string;
  readonly right: string;
  /** Difference from the right to the left, as '+12' or '×1.2'; '' where words say nothing. */
  readonly difference: string;
}

export interface SideBySide {
  /** Fitness and weights always, the rest where it differs. */
  readonly rows: readonly Compared[];
  /** Names of the figures that do not differ. */
  readonly same: readonly string[];
}

/** Differences between two agents of a run whose founders had this network. */
export function sideBySide(
  history: History,
  left: Cell,
  right: Cell,
  algorithm: AlgorithmDeclaration,
  network: NetworkConfig,
): SideBySide {
  const hyperparameters = algorithm.hyperparameters.map(({ label }, index): Compared => {
    const [a, b] = [left, right].map(({ generation, slot }) =>
      history.hyperparameter(generation, slot, index),
    ) as [number, number];
    const difference = a > 0 && b > 0 ? `×${shortNumber(a / b)}` : signedNumber(a - b, '±0');
    return { what: lowerFirst(label), left: shortNumber(a), right: shortNumber(b), difference };
  });
  const policy = algorithm.networks.find(({ role }) => role === 'policy')?.name ?? '';
  const [a, b] = [left, right].map((cell) => shapeOf(history, cell, policy, network)) as [
    NetworkTraits,
    NetworkTraits,
  ];
  const words = (what: string, inWords: (shape: NetworkTraits) => string): Compared => ({
    what,
    left: inWords(a),
    right: inWords(b),
    difference: '',
  });
  const others = [
    ...hyperparameters,
    words('hidden layers', shapeWords),
    words('activation', activationsOf),
  ];
  const differs = (row: Compared) => row.left !== row.right;
  return {
    rows: [
      {
        what: 'fitness',
        left: fitnessOf(left),
        right: fitnessOf(right),
        difference:
          left.diverged || right.diverged ? '' : signedNumber(left.fitness - right.fitness, '±0'),
      },
      ...others.filter(differs),
      {
        what: 'weights',
        left: shortNumber(left.parameters),
        right: shortNumber(right.parameters),
        difference: signedNumber(left.parameters - right.parameters, '±0'),
      },
    ],
    same: others.filter((row) => !differs(row)).map(({ what }) => what),
  };
}

const fitnessOf = ({ diverged, fitness }: Cell) => (diverged ? 'diverged' : shortNumber(fitness));
