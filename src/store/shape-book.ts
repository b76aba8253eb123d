import { type Change, NO_MUTATION } from '#core/lineage.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import { growable } from './growable.ts';
import type { History } from './history.ts';
import { applyChanges, founderShape, type NetworkShape } from './network-shape.ts';

/** Founder and policy network of every agent of a run, without going back through its ancestors each time. */
export interface ShapeBook {
  /** Id of the founder that an agent descends from. */
  founder(agent: number): number;
  /** Equal for agents with equal policy networks. */
  number(agent: number): number;
  shape(agent: number): NetworkShape;
}

/** Of a run whose founders had this network and whose policy has this name. */
export function createShapeBook(
  history: History,
  network: NetworkConfig,
  policy: string,
): ShapeBook {
  const founders = growable((n) => new Int32Array(n)); // by agent
  const numbers = growable((n) => new Int32Array(n)); // by agent
  const catalogue = createCatalogue(policy);
  const born = catalogue.number(founderShape(network));

  /** Ids are given in order, so parents come first; ids of agents that never lived to be seen are passed over. */
  function meet(agent: number): void {
    for (let id = founders.length; id <= agent; id++) {
      const { parent, mutation } = history.birth(id) ?? { parent: null, mutation: NO_MUTATION };
      const descends = parent !== null && parent < id;
      founders.push(descends ? founders.at(parent) : id);
      const before = descends ? numbers.at(parent) : born;
      numbers.push(catalogue.after(before, mutation.changes));
    }
  }
  const number = (agent: number) => {
    meet(agent);
    return numbers.at(agent);
  };
  return {
    founder(agent) {
      meet(agent);
      return founders.at(agent);
    },
    number,
    shape: (agent) => catalogue.shape(number(agent)),
  };
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
    shape: (number: number) => shapes[number] as NetworkShape, // numbers come from here
    /** The number of what an architecture becomes by changes. */
    after(before: number, changes: readonly Change[]): number {
      const own = changes.filter(({ path }) => path.startsWith(`${policy}.`));
      const shape = shapes[before];
      return own.length === 0 || !shape ? before : number(applyChanges(shape, own, policy));
    },
  };
}
