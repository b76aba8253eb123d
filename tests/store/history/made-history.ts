import { type Family, NO_MUTATION } from '#core/lineage.ts';
import { draws } from '#core/random.ts';
import type { GenerationEvent } from '#protocol/messages.ts';
import { createHistory, type History } from '#store/history/history.ts';

interface Being {
  readonly id: number;
  /** Its expected fitness, luck left out. */
  readonly worth: number;
  readonly family: Family;
  readonly parent: number | null;
  readonly generation: number;
}

/** The history of a population whose fitness is worth and luck, and who was what; `effect` is what a mutation adds. */
export function makeHistory(
  seed: number,
  {
    generations = 30,
    size = 8,
    luck = 40,
    effect,
  }: {
    readonly generations?: number;
    readonly size?: number;
    readonly luck?: number;
    readonly effect: (family: Family, generation: number) => number;
  },
): { readonly history: History; readonly worthOf: (agent: number) => number } {
  const random = draws([seed, 99]);
  let nextId = 0;
  const beings = new Map<number, Being>();
  const bear = (parent: Being | null, generation: number, family: Family): Being => {
    const worth = parent ? parent.worth + effect(family, generation) : 100;
    const being = { id: nextId++, worth, family, parent: parent?.id ?? null, generation };
    beings.set(being.id, being);
    return being;
  };
  const birthOf = ({ id, parent, generation, family }: Being) => ({
    id,
    parent,
    generation,
    mutation: family === 'none' ? NO_MUTATION : { family, method: 'made', changes: [] },
  });
  let living = Array.from({ length: size }, () => bear(null, 0, 'none'));
  const history = createHistory(1, [], living.map(birthOf));
  for (let generation = 0; generation < generations; generation++) {
    // Everyone learns a little in a generation, mutated or not.
    const fitness = living.map(({ worth }) => worth + 2 * generation + luck * random.normal());
    const order = [...fitness.keys()].sort((a, b) => (fitness[b] ?? 0) - (fitness[a] ?? 0));
    const children = Array.from({ length: size - 1 }, () => {
      const drawn = [random.integer(size), random.integer(size)];
      const winner = Math.min(...drawn.map((slot) => order.indexOf(slot)));
      const family = (['none', 'none', 'parameters', 'hyperparameter', 'architecture'] as const)[
        random.integer(5)
      ];
      return bear(living[order[winner] ?? 0] ?? null, generation + 1, family ?? 'none');
    });
    const next = [living[order[0] ?? 0] as Being, ...children]; // a population is not empty
    const isLast = generation === generations - 1;
    const event: GenerationEvent = {
      kind: 'generation',
      run: 1,
      generation,
      ids: Int32Array.from(living, ({ id }) => id),
      fitness: Float64Array.from(fitness),
      hyperparameters: new Float64Array(0),
      diverged: new Int32Array(0),
      parameters: new Int32Array(size).fill(1),
      tournaments: [],
      next: isLast ? new Int32Array(0) : Int32Array.from(next, ({ id }) => id),
      births: isLast ? [] : children.map(birthOf),
      steps: (generation + 1) * 1000,
      elapsedMs: 0,
      hash: '0'.repeat(32),
    };
    history.append(event);
    living = next;
  }
  return { history, worthOf: (agent) => beings.get(agent)?.worth ?? Number.NaN };
}

/** The fittest agent of a whole history, with what it comes to over fresh episodes. */
export function championOf(
  history: History,
  worthOf: (agent: number) => number,
): { readonly generation: number; readonly slot: number; readonly agent: number; mean: number } {
  const {
    generation,
    bestSlot: slot,
    bestAgent: agent,
  } = history.summaries.reduce((a, b) => (b.max > a.max ? b : a));
  return { generation, slot, agent, mean: worthOf(agent) + 2 * generation };
}
