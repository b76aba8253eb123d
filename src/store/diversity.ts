import { countsOf, effectiveNumber, entropy } from '#core/diversity.ts';
import { type Change, NO_MUTATION } from '#core/lineage.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import { growable } from './growable.ts';
import type { History } from './history.ts';
import { keptUp } from './kept-up.ts';
import { applyChanges, founderShape, type NetworkShape } from './network-shape.ts';

/** How diverse one generation is. */
export interface Diversity {
  readonly generation: number;
  /** Founders with living descendants, and as how many equally common ones they count. */
  readonly founders: number;
  readonly effectiveFounders: number;
  /** Different policy networks, and as how many equally common ones they count. */
  readonly architectures: number;
  readonly effectiveArchitectures: number;
  /** Of the architectures, bits. */
  readonly architectureEntropy: number;
}

/** The diversity of each generation of a run whose founders had this network and whose policy has this name. */
export function createDiversity(
  network: NetworkConfig,
  policy: string,
): (history: History) => readonly Diversity[] {
  return keptUp((history) => {
    const value: Diversity[] = [];
    const founders = growable((n) => new Int32Array(n)); // by agent
    const architectures = growable((n) => new Int32Array(n)); // by agent
    const catalogue = createCatalogue(policy);
    const born = catalogue.number(founderShape(network));

    function meet(agent: number): void {
      // Ids are given in order, so parents come first; ids of agents that never lived to be seen are passed over.
      for (let id = founders.length; id <= agent; id++) {
        const { parent, mutation } = history.birth(id) ?? { parent: null, mutation: NO_MUTATION };
        const descends = parent !== null && parent < id;
        founders.push(descends ? founders.at(parent) : id);
        const before = descends ? architectures.at(parent) : born;
        architectures.push(catalogue.after(before, mutation.changes));
      }
    }

    return {
      value,
      extend(generation) {
        const agents = Array.from(
          { length: history.size(generation) },
          (_, slot) => history.cell(generation, slot).agent,
        );
        meet(Math.max(...agents));
        const byFounder = countsOf(agents.map((agent) => founders.at(agent)));
        const byShape = countsOf(agents.map((agent) => architectures.at(agent)));
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

/** Numbers for architectures: equal ones have the same. */
function createCatalogue(policy: string) {
  const shapes: NetworkShape[] = [];
  const numbers = new Map<string, number>();
  function number(shape: NetworkShape): number {
    const key = JSON.stringify(shape);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, shapes.length);
    return shapes.push(shape) - 1;
  }
  return {
    number,
    /** The number of what an architecture becomes by changes. */
    after(before: number, changes: readonly Change[]): number {
      const own = changes.filter(({ path }) => path.startsWith(`${policy}.`));
      const shape = shapes[before];
      return own.length === 0 || !shape ? before : number(applyChanges(shape, own, policy));
    },
  };
}
