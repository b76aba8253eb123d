import type { NetworkTraits } from '#core/genome.ts';
import { kindOf } from '#core/modules/index.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import { activationWord } from '../words/mutation-words.ts';
import type { History } from './history.ts';
import { incremental } from './incremental.ts';
import { shapeWords } from './network-shape.ts';
import { createShapeBook } from './shape-book.ts';

/** One thing that agents choose among, and how many chose what in each generation. */
export interface Choice {
  readonly name: string;
  /** All values ever chosen, in the order in which they first were. */
  readonly values: readonly string[];
  /** Numbers of agents by generation, then by value. Values that came up later are missing. */
  readonly counts: readonly (readonly number[])[];
}

/** Activations and architectures of the policy by generation, in a run whose founders had this network. */
export function createChoices(
  network: NetworkConfig,
  policy: string,
): (history: History) => readonly Choice[] {
  return incremental((history) => {
    const book = createShapeBook(history, network, policy);
    const kinds = [
      { ...createCounter('Activation'), wordsOf: activationsOf },
      { ...createCounter('Hidden layers'), wordsOf: shapeWords },
    ];
    return {
      value: kinds.map(({ choice }) => choice),
      extend(generation) {
        const shapes = history.cells(generation).map(({ agent }) => book.shape(agent));
        for (const { count, wordsOf } of kinds) count(shapes.map(wordsOf));
      },
    };
  });
}

/** Names the activations of encoder and head; one word where they have the same. */
export function activationsOf({ encoder, head }: NetworkTraits): string {
  const [first, last] = [activationWord(encoder.activation), activationWord(head.activation)];
  return kindOf(encoder).sizes(encoder).length === 0 || first === last ? last : `${first}, ${last}`;
}

function createCounter(name: string) {
  const values: string[] = [];
  const counts: number[][] = [];
  return {
    choice: { name, values, counts } satisfies Choice,
    /** Takes in what all agents of the next generation chose. */
    count(chosen: readonly string[]): void {
      const row = values.map(() => 0);
      for (const value of chosen) {
        let at = values.indexOf(value);
        if (at < 0) at = values.push(value) - 1;
        row[at] = (row[at] ?? 0) + 1;
      }
      counts.push(row);
    },
  };
}

/** A value that is told apart from the others, or all that are not. */
export interface Share {
  readonly label: string;
  /** Shares of the agents, by generation from `from` on; in [0, 1]. */
  readonly shares: readonly number[];
}

/**
 * Shares of the values that were chosen most in generations `from` to `to`, at most so many, in the order in which they
 * first came up; the others together, if there are any, come last.
 */
export function sharesOf(
  { values, counts }: Choice,
  from: number,
  to: number,
  most: number,
): Share[] {
  const rows = counts.slice(from, to + 1);
  const sizes = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  const along = (at: number) => rows.map((row, i) => (row[at] ?? 0) / (sizes[i] ?? 1));
  const weight = (at: number) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0);
  const seen = values.map((_, at) => at).filter((at) => weight(at) > 0);
  const kept = seen
    .toSorted((a, b) => weight(b) - weight(a))
    .slice(0, most)
    .sort((a, b) => a - b);
  const shown = kept.map((at) => ({ label: values[at] ?? '', shares: along(at) }));
  if (kept.length === seen.length) return shown;
  const rest = rows.map((_, i) => 1 - shown.reduce((sum, { shares }) => sum + (shares[i] ?? 0), 0));
  const label = `${seen.length - kept.length} others`;
  return [...shown, { label, shares: rest.map((share) => Math.max(0, share)) }];
}
