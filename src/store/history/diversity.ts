import { countsOf, effectiveNumber, entropy } from '#core/diversity.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import type { History } from './history.ts';
import { incremental } from './incremental.ts';
import { createShapeBook } from './shape-book.ts';

export interface Diversity {
  readonly generation: number;
  /** Founders with living descendants, and as how many equally common ones they count. */
  readonly founders: number;
  readonly effectiveFounders: number;
  /** Different policy networks, and as how many equally common ones they count. */
  readonly architectures: number;
  readonly effectiveArchitectures: number;
  /** Entropy of the architectures, bits. */
  readonly architectureEntropy: number;
}

/** The diversity of each generation of a run whose founders had this network and whose policy has this name. */
export function createDiversity(
  network: NetworkConfig,
  policy: string,
): (history: History) => readonly Diversity[] {
  return incremental((history) => {
    const value: Diversity[] = [];
    const book = createShapeBook(history, network, policy);

    return {
      value,
      extend(generation) {
        const agents = history.cells(generation).map(({ agent }) => agent);
        const byFounder = countsOf(agents.map(book.founder));
        const byShape = countsOf(agents.map(book.number));
        value.push({
          generation,
          founders: byFounder.size,
          effectiveFounders: effectiveNumber(byFounder.values()),
          architectures: byShape.size,
          effectiveArchitectures: effectiveNumber(byShape.values()),
          architectureEntropy: entropy(byShape.values()) / Math.LN2,
        });
      },
    };
  });
}
