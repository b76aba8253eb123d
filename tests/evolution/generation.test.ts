import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Birth } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import { type Agent, breed, found, HISTORY, recordFitness } from '#evolution/generation.ts';
import { CONFIG, contextOf, DQN, MUTATION, only, TD3 } from './fixture.ts';

/** A founded population with the fitness given, by position. */
function evaluated(fitness: readonly number[], context: EvolutionContext): readonly Agent[] {
  const { offspring } = found({
    ...context,
    config: { ...context.config, populationSize: fitness.length },
  });
  return recordFitness(
    offspring.map(({ agent }) => agent),
    fitness,
  );
}

const withConfig = (changes: Partial<RunConfig>) => contextOf(DQN, changes);
const NO_ELITE = { ...CONFIG.selection, elitism: false };

test('founders are numbered from 0, have no parent and start networks of their own', () => {
  const { offspring, births, nextId, tournaments } = found(contextOf(TD3));
  expect(offspring.map(({ agent }) => agent.id)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(births.map(({ id, parent, generation }) => [id, parent, generation])).toEqual(
    [0, 1, 2, 3, 4, 5].map((id) => [id, null, 0]),
  );
  expect(nextId).toBe(6);
  expect(tournaments).toEqual([]);
  const keys = offspring.flatMap(({ inheritance }) =>
    Object.values(inheritance).flatMap((from) =>
      from.kind === 'initialise' ? [from.key.join()] : [],
    ),
  );
  expect(keys).toHaveLength(18);
  expect(new Set(keys).size).toBe(18);
  for (const { inheritance } of offspring)
    expect(inheritance['critic2Target']).toEqual({ kind: 'sync', online: 'critic2' });
});

test('founders are mutated before training, the first only with mutateElite', () => {
  const first = (changes: Partial<RunConfig['mutation']>) =>
    found(withConfig({ mutation: { ...MUTATION, ...changes } })).births.map(
      ({ mutation }) => mutation.family,
    );
  expect(first({})[0]).toBe('none');
  expect(first({}).slice(1)).not.toContain('none');
  expect(first({ mutateElite: true })).not.toContain('none');
  expect(new Set(first({ preTraining: false }))).toEqual(new Set(['none']));
});

test('a founder whose weights are mutated is initialised, then perturbed', () => {
  const { offspring } = found(withConfig({ mutation: only({ parameters: 1 }) }));
  expect(offspring[0]?.inheritance['online']).not.toHaveProperty('perturbed');
  expect(offspring[1]?.inheritance['online']).toMatchObject({
    kind: 'initialise',
    perturbed: { deviation: 0.1 },
  });
});

test('a founder whose architecture is mutated is initialised in its new shape', () => {
  const { offspring } = found(withConfig({ mutation: only({ architecture: 1 }) }));
  for (const { agent, inheritance } of offspring.slice(1)) {
    expect(agent.genome).not.toEqual(offspring[0]?.agent.genome);
    expect(inheritance['online']?.kind).toBe('initialise');
  }
});

test('an elite keeps its id, its genome and its weights', () => {
  const context = withConfig({});
  const population = evaluated([1, 2, 9, 3, 9, Number.NaN], context);
  const { offspring, births } = breed(population, context, 1, 6);
  expect(offspring[0]?.agent).toBe(population[2]);
  expect(offspring[0]?.parentSlot).toBe(2);
  expect(offspring[0]?.inheritance).toEqual({ online: { kind: 'copy' }, target: { kind: 'copy' } });
  expect(births.map(({ id }) => id)).toEqual([6, 7, 8, 9, 10]);
});

test('a mutated elite is a new agent, one that draws none stays itself', () => {
  const mutation = { ...MUTATION, mutateElite: true };
  let born = 0;
  for (let seed = 0; seed < 40; seed++) {
    const context = withConfig({ seed, mutation });
    const population = evaluated([1, 2, 9, 3, 4, 5], context);
    const { offspring, births, nextId } = breed(population, context, 1, 6);
    const first = offspring[0]?.agent;
    if (first?.id === 2) {
      expect(first).toBe(population[2]);
    } else {
      born++;
      expect(first).toMatchObject({ id: 6, parent: 2, generation: 1 });
      expect(first?.mutation.family).not.toBe('none');
    }
    expect(nextId).toBe(6 + births.length);
  }
  expect(born).toBeGreaterThan(10);
  expect(born).toBeLessThan(38);
});

test('without elitism every agent is born of a tournament, and the first is not mutated', () => {
  for (let seed = 0; seed < 20; seed++) {
    const context = withConfig({
      seed,
      selection: NO_ELITE,
      mutation: only({ hyperparameter: 1 }),
    });
    const { births, tournaments } = breed(evaluated([1, 2, 3], context), context, 1, 3);
    expect(births).toHaveLength(6);
    expect(tournaments).toHaveLength(6);
    expect(births[0]?.mutation.family).toBe('none');
    expect(births.slice(1).map(({ mutation }) => mutation.family)).toEqual(
      Array(5).fill('hyperparameter'),
    );
  }
});

test('offspring are of their tournament’s winner', () => {
  const context = withConfig({ selection: { ...CONFIG.selection, tournamentSize: 3 } });
  const population = evaluated([5, 2, 7, 1, 3, 6], context);
  const { offspring, tournaments } = breed(population, context, 1, 6);
  expect(tournaments).toHaveLength(5);
  tournaments.forEach(({ winner }, i) => {
    expect(offspring[i + 1]?.parentSlot).toBe(winner);
    expect(offspring[i + 1]?.agent.parent).toBe(population[winner]?.id);
  });
});

test('a diverged agent loses every tournament and is never the elite', () => {
  for (let seed = 0; seed < 50; seed++) {
    const context = withConfig({ seed });
    const population = evaluated(
      [Number.NaN, -500, Number.NaN, -400, Number.NaN, -Infinity],
      context,
    );
    const { offspring, tournaments } = breed(population, context, 1, 6);
    expect(offspring[0]?.agent.id).toBe(3);
    for (const { drawn, winner } of tournaments) {
      const finite = drawn.filter((position) => ![0, 2, 4].includes(position));
      if (finite.length > 0) expect(finite).toContain(winner);
    }
  }
});

test('selection compares the mean of the last evaluations of the lineage', () => {
  const elite = (evaluationWindow: number) => {
    const context = withConfig({ selection: { ...CONFIG.selection, evaluationWindow } });
    const population = recordFitness(evaluated([10, 4, 1, 1, 1, 1], context), [2, 5, 1, 1, 1, 1]);
    return breed(population, context, 1, 6).offspring[0]?.agent.id;
  };
  expect(elite(1)).toBe(1);
  expect(elite(2)).toBe(0);
});

test('offspring inherit the fitness of their lineage, at most the last hundred', () => {
  const context = withConfig({});
  let population = evaluated([1, 2, 3, 4, 5, 6], context);
  for (let i = 0; i < 150; i++) population = recordFitness(population, [i, i, i, i, i, i]);
  expect(population[0]?.fitnessHistory).toHaveLength(HISTORY);
  expect(population[0]?.fitnessHistory.at(-1)).toBe(149);
  const { offspring } = breed(population, context, 1, 6);
  for (const { agent } of offspring)
    expect(agent.fitnessHistory).toEqual(population[0]?.fitnessHistory);
});

test('the population takes the size the configuration has now', () => {
  const grow = withConfig({ populationSize: 9 });
  expect(breed(evaluated([1, 2, 3], grow), grow, 1, 3).offspring).toHaveLength(9);
  const shrink = withConfig({ populationSize: 1 });
  const { offspring, tournaments } = breed(evaluated([1, 2, 3], shrink), shrink, 1, 3);
  expect(offspring.map(({ agent }) => agent.id)).toEqual([2]);
  expect(tournaments).toEqual([]);
});

test('fitness must be given for every agent', () => {
  expect(() => recordFitness(evaluated([1, 2], contextOf()), [1])).toThrow(
    /2 agents cannot have 1/,
  );
});

test('hyperparameters belong to one agent: a change in one lineage moves no other', () => {
  const context = withConfig({ mutation: only({ hyperparameter: 1 }) });
  const population = evaluated([1, 2, 3, 4, 5, 6], context);
  const before = structuredClone(population.map(({ genome }) => genome));
  breed(population, context, 1, 6);
  expect(population.map(({ genome }) => genome)).toEqual(before);
});

/** Everything born over some generations of a run whose fitness is decided by the numbers given. */
function lineage(context: EvolutionContext, generations: number, luck: number) {
  let generation = found(context);
  const births: Birth[] = [...generation.births];
  const alive: (readonly Agent[])[] = [];
  for (let g = 1; g <= generations; g++) {
    const agents = generation.offspring.map(({ agent }) => agent);
    alive.push(agents);
    const fitness = agents.map(({ id }) => (id * 7919 * luck) % 101);
    generation = breed(recordFitness(agents, fitness), context, g, generation.nextId);
    births.push(...generation.births);
  }
  return { births, alive };
}

test('lineage is append-only: an id is given once, parents are older and were alive', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0 }),
      fc.boolean(),
      fc.boolean(),
      (seed, elitism, mutateElite) => {
        const selection = { ...CONFIG.selection, elitism };
        const context = withConfig({ seed, selection, mutation: { ...MUTATION, mutateElite } });
        const { births, alive } = lineage(context, 8, (seed % 97) + 1);
        expect(births.map(({ id }) => id)).toEqual(births.map((_, i) => i));
        const all = births.every(({ parent, generation }) =>
          generation === 0
            ? parent === null
            : (alive[generation - 1] ?? []).some(({ id }) => id === parent),
        );
        expect(all).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test('a run’s lineage is decided by its seed and its fitness', () => {
  const context = withConfig({ seed: 12 });
  expect(lineage(context, 5, 3)).toEqual(lineage(context, 5, 3));
  expect(lineage(withConfig({ seed: 13 }), 5, 3).births).not.toEqual(lineage(context, 5, 3).births);
});

test('an agent’s tournament and mutation do not depend on the others', () => {
  const small = withConfig({ populationSize: 4 });
  const large = withConfig({ populationSize: 8 });
  const population = evaluated([3, 1, 4, 1.5, 9, 2.6], contextOf());
  const [few, many] = [small, large].map((context) => breed(population, context, 1, 6));
  expect(many?.offspring.slice(0, 4)).toEqual(few?.offspring);
});

test('each offspring has a tournament and fresh numbers of its own', () => {
  const context = withConfig({ populationSize: 20, mutation: only({ parameters: 1 }) });
  const population = evaluated([3, 1, 4, 1.5, 9, 2.6], context);
  const { offspring, tournaments } = breed(population, context, 1, 6);
  expect(new Set(tournaments.map(({ drawn }) => drawn.join())).size).toBeGreaterThan(8);
  const keys = offspring.flatMap(({ inheritance: { online } }) =>
    online?.kind === 'perturb' ? [online.key.join()] : [],
  );
  expect(keys).toHaveLength(19);
  expect(new Set(keys).size).toBe(19);
});
