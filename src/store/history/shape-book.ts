import type { NetworkTraits } from '#core/genome.ts';
import { type Change, NO_MUTATION } from '#core/lineage.ts';
import type { NetworkConfig } from '#core/run-config.ts';
import type { History } from './history.ts';
import { applyChanges, founderShape } from './network-shape.ts';

/** Founder of an agent and the number of its architecture. */
interface Place {
  readonly founder: number;
  readonly number: number;
}

/**
 * Founder and policy network of every agent of a run, without going back through its ancestors each time; of a run whose
 * founders had this network and whose policy has this name.
 */
export function createShapeBook(history: History, network: NetworkConfig, policy: string) {
  const known = new Map<number, Place>(); // by agent
  const catalogue = createCatalogue(policy);
  const born = catalogue.number(founderShape(network));

  /** Ids rise from parents to children; a file may leave as many out as it likes. */
  const parentOf = (agent: number): number | null => {
    const parent = history.birth(agent)?.parent ?? null;
    return parent !== null && parent < agent ? parent : null;
  };

  function meet(agent: number): Place {
    const unknown: number[] = [];
    let id: number | null = agent;
    while (id !== null && !known.has(id)) {
      unknown.push(id);
      id = parentOf(id);
    }
    let place = id === null ? undefined : known.get(id);
    for (const each of unknown.reverse()) {
      const { changes } = history.birth(each)?.mutation ?? NO_MUTATION;
      place = {
        founder: place?.founder ?? each,
        number: catalogue.after(place?.number ?? born, changes),
      };
      known.set(each, place);
    }
    return place as Place; // known, or made just now
  }
  return {
    /** Id of the founder that an agent descends from. */
    founder: (agent: number): number => meet(agent).founder,
    /** Equal for agents with equal policy networks. */
    number: (agent: number): number => meet(agent).number,
    shape: (agent: number): NetworkTraits => catalogue.shape(meet(agent).number),
  };
}

/** Numbers for architectures: equal ones have the same. */
function createCatalogue(policy: string) {
  const shapes: NetworkTraits[] = [];
  const numbers = new Map<string, number>();
  function number(shape: NetworkTraits): number {
    const key = JSON.stringify(shape);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, shapes.length);
    return shapes.push(shape) - 1;
  }
  return {
    number,
    shape: (number: number) => shapes[number] as NetworkTraits, // numbers come from here
    /** The number of what an architecture becomes by changes. */
    after(before: number, changes: readonly Change[]): number {
      const own = changes.filter(({ path }) => path.startsWith(`${policy}.`));
      const shape = shapes[before];
      return own.length === 0 || !shape ? before : number(applyChanges(shape, own, policy));
    },
  };
}
