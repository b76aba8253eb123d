import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Genome } from '#core/genome.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import { draws, keyFor } from '#core/random.ts';
import type { MutationConfig, RunConfig } from '#core/run-config.ts';
import { MUTATORS, mutate } from '#evolution/mutations/index.ts';
import { foundGenome } from '#networks/found.ts';
import { subkey } from '#networks/subkey.ts';
import { isPlausible, tally } from './chi-squared.ts';
import { CONFIG, contextOf, DQN, MUTATION, only, TD3 } from './fixture.ts';

/** One mutation of a founder, or of the genome given, under keys numbered `i`. */
function mutated(
  i: number,
  mutation: MutationConfig,
  {
    declaration = DQN,
    config = {},
    genome,
    preTraining = false,
    allows,
  }: {
    declaration?: AlgorithmDeclaration;
    config?: Partial<RunConfig>;
    genome?: Genome;
    preTraining?: boolean;
    allows?: (hyperparameters: Readonly<Record<string, number>>) => boolean;
  } = {},
) {
  const context = contextOf(declaration, { ...config, mutation });
  const key = keyFor(5, 'inherit', i, 0);
  const keyOf = (network: string) => subkey(key, network);
  return mutate(
    genome ?? foundGenome(declaration, context.config),
    { ...context, keyOf, ...(allows && { allows }) },
    draws(keyFor(5, 'mutate', i, 0)),
    { preTraining },
  );
}

const SHARES = { none: 4, architecture: 2, parameters: 1, activation: 1, hyperparameter: 2 };

test('each family occurs at its relative probability', () => {
  const families = tally(10_000, (i) => mutated(i, only(SHARES)).mutation.family);
  const expected = Object.fromEntries(
    Object.entries(SHARES).map(([name, share]) => [name, share / 10]),
  );
  expect(isPlausible(families, expected)).toBe(true);
});

test('before training none is left out of the draw', () => {
  const families = tally(
    10_000,
    (i) => mutated(i, MUTATION, { preTraining: true }).mutation.family,
  );
  const third = 1 / 3;
  expect(
    isPlausible(families, { architecture: third, parameters: third, hyperparameter: third }),
  ).toBe(true);
});

test('with all relative probabilities 0 nothing is mutated', () => {
  expect(mutated(0, only({})).mutation).toEqual(NO_MUTATION);
  expect(mutated(0, only({ none: 1 }), { preTraining: true }).mutation).toEqual(NO_MUTATION);
});

test('each architecture method occurs at its probability', () => {
  const genome = foundGenome(DQN, {
    ...CONFIG,
    network: { ...CONFIG.network, headHidden: [64, 64] },
  });
  const methods = tally(
    10_000,
    (i) => mutated(i, only({ architecture: 1 }), { genome }).mutation.method,
  );
  const [layer, node] = [0.2 / 2, 0.8 / 6];
  expect(
    isPlausible(methods, {
      'head.addLayer': layer,
      'head.removeLayer': layer,
      'head.addNode': node,
      'head.removeNode': node,
      'latent.add': node,
      'latent.remove': node,
      'encoder.addNode': node,
      'encoder.removeNode': node,
    }),
  ).toBe(true);
});

test('the method is drawn among those that can apply', () => {
  // One hidden layer is the least: the layer methods' whole share falls to adding one.
  const methods = tally(10_000, (i) => mutated(i, only({ architecture: 1 })).mutation.method);
  const node = 0.8 / 6;
  expect(
    isPlausible(methods, {
      'head.addLayer': 0.2,
      'head.addNode': node,
      'head.removeNode': node,
      'latent.add': node,
      'latent.remove': node,
      'encoder.addNode': node,
      'encoder.removeNode': node,
    }),
  ).toBe(true);
});

test('each amount occurs as often as the others that fit', () => {
  const node = tally(10_000, (i) => {
    const { changes, method } = mutated(
      i,
      only({ architecture: 1, newLayerProbability: 0 }),
    ).mutation;
    const [{ from, to } = { from: 0, to: 0 }] = changes;
    return `${method} ${Number(to) - Number(from)}`;
  });
  const share = 1 / 6;
  expect(
    isPlausible(node, {
      'head.addNode 16': share / 3,
      'head.addNode 32': share / 3,
      'head.addNode 64': share / 3,
      'head.removeNode -16': share / 2, // 64 − 64 is below 16
      'head.removeNode -32': share / 2,
      'encoder.addNode 16': share / 3,
      'encoder.addNode 32': share / 3,
      'encoder.addNode 64': share / 3,
      'encoder.removeNode -16': share / 2,
      'encoder.removeNode -32': share / 2,
      'latent.add 8': share / 3,
      'latent.add 16': share / 3,
      'latent.add 32': share / 3,
      'latent.remove -8': share / 3,
      'latent.remove -16': share / 3,
      'latent.remove -32': share / 3,
    }),
  ).toBe(true);
});

test('a mutation that cannot apply is none, and nothing is reset', () => {
  const network = {
    ...CONFIG.network,
    minLayers: 1,
    maxLayers: 1,
    minNodes: 64,
    maxNodes: 64,
    minLatent: 64,
    maxLatent: 64,
  };
  const rigid = Object.fromEntries(
    Object.entries(CONFIG.hyperparameters).map(([name, range]) => [
      name,
      { ...range, evolves: false },
    ]),
  );
  for (const [mutation, config] of [
    [only({ architecture: 1 }), { network }],
    [only({ activation: 1, activations: ['relu'] }), {}],
    [only({ hyperparameter: 1 }), { hyperparameters: rigid }],
  ] as const) {
    const { mutation: done, inheritance } = mutated(0, mutation, { config });
    expect(done).toEqual(NO_MUTATION);
    expect(inheritance).toEqual({ online: { kind: 'copy' }, target: { kind: 'copy' } });
  }
});

test('the same method is applied to every evaluation network that has it, and their targets are rebuilt', () => {
  for (let i = 0; i < 50; i++) {
    const { genome, mutation, inheritance } = mutated(i, only({ architecture: 1 }), {
      declaration: TD3,
    });
    const [path, amounts] = [
      mutation.changes.map((change) => change.path),
      mutation.changes.map(({ from, to }) => `${from}→${to}`),
    ];
    expect(path.map((text) => text.split('.')[0])).toEqual(['actor', 'critic1', 'critic2']);
    expect(new Set(path.map((text) => text.slice(text.indexOf('.')))).size).toBe(1);
    expect(new Set(amounts).size).toBe(1);
    expect(genome.networks['critic1']).toEqual(genome.networks['critic2']);
    for (const online of ['actor', 'critic1', 'critic2']) {
      expect(inheritance[online]?.kind).toBe('reshape');
      expect(inheritance[`${online}Target`]).toEqual({ kind: 'sync', online });
    }
    expect(inheritance['critic1']).not.toEqual(inheritance['critic2']); // fresh numbers of their own
  }
});

test('a network that would leave its limits stays as it is, and so does its target', () => {
  const genome = foundGenome(TD3, CONFIG);
  const { critic2 } = genome.networks;
  if (!critic2) throw new RangeError('TD3 has a second critic');
  const full = { ...critic2, latent: 128 };
  const mutation = only({ architecture: 1, newLayerProbability: 0 });
  const added = Array.from({ length: 60 }, (_, i) =>
    mutated(i, mutation, {
      declaration: TD3,
      genome: { ...genome, networks: { ...genome.networks, critic2: full } },
    }),
  ).filter(({ mutation: { method } }) => method === 'latent.add');
  expect(added.length).toBeGreaterThan(0);
  for (const { genome: after, inheritance } of added) {
    expect(after.networks['critic2']).toEqual(full);
    expect(inheritance['critic2']).toEqual({ kind: 'copy' });
    expect(inheritance['critic2Target']).toEqual({ kind: 'copy' });
    expect(inheritance['critic1']?.kind).toBe('reshape');
  }
});

test('a mutation of weights changes the policy and its target only', () => {
  const { genome, mutation, inheritance } = mutated(1, only({ parameters: 1 }), {
    declaration: TD3,
  });
  expect(genome).toEqual(foundGenome(TD3, CONFIG));
  expect(inheritance).toMatchObject({
    actor: { kind: 'perturb', deviation: 0.1 },
    actorTarget: { kind: 'sync', online: 'actor' },
    critic1: { kind: 'copy' },
    critic1Target: { kind: 'copy' },
    critic2: { kind: 'copy' },
    critic2Target: { kind: 'copy' },
  });
  expect(mutation.method).toBe('weights');
  expect(mutation.changes.length).toBeGreaterThan(0);
  for (const { path, from, to } of mutation.changes) {
    expect(path).toMatch(/^actor\.(encoder|head)\..*\.weights$/);
    expect(from).toBe('inherited');
    expect(to).toMatch(/^\d+ of \d+ changed$/);
  }
});

test('a mutation of activation changes every evaluation network and syncs targets', () => {
  const declaration = { ...TD3, activationMutation: true };
  const { genome, mutation, inheritance } = mutated(2, only({ activation: 1 }), { declaration });
  expect(['elu', 'gelu']).toContain(mutation.method);
  for (const online of ['actor', 'critic1', 'critic2']) {
    const { encoder, head } = genome.networks[online] ?? {};
    expect(encoder).toMatchObject({
      activation: mutation.method,
      outputActivation: mutation.method,
    });
    expect(head?.activation).toBe(mutation.method);
    expect(inheritance[online]).toEqual({ kind: 'copy' });
    expect(inheritance[`${online}Target`]).toEqual({ kind: 'sync', online });
  }
  expect(genome.networks['actor']?.head.outputActivation).toBe('tanh');
});

test('each activation that the policy does not have is as likely', () => {
  const chosen = tally(10_000, (i) => mutated(i, only({ activation: 1 })).mutation.method);
  expect(isPlausible(chosen, { elu: 0.5, gelu: 0.5 })).toBe(true);
});

test('activation mutation is not offered where the algorithm forbids it', () => {
  const mutation = only({ activation: 9, parameters: 1 });
  for (let i = 0; i < 50; i++)
    expect(mutated(i, mutation, { declaration: TD3 }).mutation.family).toBe('parameters');
});

test('each hyperparameter that evolves is as likely, and so are growth and shrinkage', () => {
  const config = {
    hyperparameters: {
      ...CONFIG.hyperparameters,
      learnStep: { evolves: false, min: 1, max: 10, grow: 1.5, shrink: 0.75, value: 4 },
    },
  };
  const moves = tally(10_000, (i) => {
    const [change] = mutated(i, only({ hyperparameter: 1 }), { config }).mutation.changes;
    return `${change?.path} ${Number(change?.to).toPrecision(6)}`;
  });
  expect(
    isPlausible(moves, {
      'learningRate 0.00240000': 0.25,
      'learningRate 0.00160000': 0.25,
      'batchSize 77.0000': 0.25, // 76.8
      'batchSize 51.0000': 0.25, // 51.2
    }),
  ).toBe(true);
});

test('integer hyperparameters move by at least 1 and are rounded', () => {
  const at = (value: number, i: number) => {
    const range = { evolves: true, min: 1, max: 10, grow: 1.2, shrink: 0.8, value };
    return mutated(i, only({ hyperparameter: 1 }), {
      config: { hyperparameters: { learnStep: range } },
    }).genome.hyperparameters['learnStep'];
  };
  const reached = (value: number) =>
    [...new Set(Array.from({ length: 40 }, (_, i) => at(value, i)))].sort(
      (a, b) => Number(a) - Number(b),
    );
  expect(reached(1)).toEqual([2]); // at its limit, so down is not drawn
  expect(reached(2)).toEqual([1, 3]);
  expect(reached(4)).toEqual([3, 5]);
  expect(reached(8)).toEqual([6, 10]); // 6.4 and 9.6
  expect(reached(10)).toEqual([8]);
});

test('hyperparameters never leave their range, nor stay where they are when mutated', () => {
  const ranges = fc.record({
    min: fc.integer({ min: 1, max: 20 }),
    above: fc.integer({ min: 0, max: 500 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    grow: fc.double({ min: 1.001, max: 3, noNaN: true }),
    shrink: fc.double({ min: 0.1, max: 0.999, noNaN: true }),
  });
  fc.assert(
    fc.property(ranges, fc.boolean(), fc.integer({ min: 0, max: 1e6 }), (range, isInteger, i) => {
      const { min, above, at, grow, shrink } = range;
      const name = isInteger ? 'batchSize' : 'learningRate';
      const value = isInteger ? min + Math.round(at * above) : min + at * above;
      const hyperparameters = {
        [name]: { evolves: true, min, max: min + above, grow, shrink, value },
      };
      let genome = foundGenome(DQN, { ...CONFIG, hyperparameters });
      for (let step = 0; step < 20; step++) {
        const next = mutated(i + step, only({ hyperparameter: 1 }), {
          config: { hyperparameters },
          genome,
        });
        const [before, after] = [genome, next.genome].map(
          (g) => g.hyperparameters[name] as number,
        ) as [number, number];
        expect(after).toBeGreaterThanOrEqual(min);
        expect(after).toBeLessThanOrEqual(min + above);
        if (isInteger) expect(Number.isInteger(after)).toBe(true);
        if (next.mutation.family === 'none') expect(above).toBe(0);
        else expect(after).not.toBe(before);
        genome = next.genome;
      }
    }),
    { numRuns: 100 },
  );
});

test('a value outside its range comes back into it and goes no further away', () => {
  const config = {
    hyperparameters: {
      learningRate: { evolves: true, min: 1e-4, max: 1e-2, grow: 1.2, shrink: 0.8, value: 0.5 },
    },
  };
  for (let i = 0; i < 20; i++)
    expect(
      mutated(i, only({ hyperparameter: 1 }), { config }).genome.hyperparameters['learningRate'],
    ).toBe(1e-2);
});

test('a new learning rate resets nothing: every network is copied, moments with it', () => {
  const config = {
    hyperparameters: {
      learningRate: { evolves: true, min: 1e-4, max: 1e-2, grow: 1.2, shrink: 0.8, value: 1e-3 },
    },
  };
  const { mutation, inheritance } = mutated(0, only({ hyperparameter: 1 }), {
    declaration: TD3,
    config,
  });
  expect(mutation.method).toBe('learningRate');
  expect(new Set(Object.values(inheritance).map(({ kind }) => kind))).toEqual(new Set(['copy']));
  expect(Object.keys(inheritance)).toEqual(TD3.networks.map(({ name }) => name));
});

test('optimizers that share a learning rate all follow it', () => {
  const config = {
    hyperparameters: {
      criticLearningRate: {
        evolves: true,
        min: 1e-4,
        max: 1e-2,
        grow: 1.2,
        shrink: 0.8,
        value: 1e-3,
      },
    },
  };
  const { genome } = mutated(0, only({ hyperparameter: 1 }), { declaration: TD3, config });
  const rates = TD3.optimizers
    .filter(({ name }) => name.startsWith('critic'))
    .map(({ learningRate }) => genome.hyperparameters[learningRate]);
  expect(rates).toHaveLength(2);
  expect(rates[0]).toBe(rates[1]);
  expect(rates[0]).not.toBe(1e-3);
});

test('no mutation breaks a rule between hyperparameters', () => {
  const config = {
    hyperparameters: {
      batchSize: { evolves: true, min: 8, max: 512, grow: 2, shrink: 0.5, value: 64 },
    },
  };
  const allows = ({ batchSize }: Readonly<Record<string, number>>) => (batchSize ?? 0) <= 100;
  for (let i = 0; i < 20; i++)
    expect(
      mutated(i, only({ hyperparameter: 1 }), { config, allows }).genome.hyperparameters[
        'batchSize'
      ],
    ).toBe(32);
});

test('none and hyperparameter mutations keep the networks’ genomes themselves', () => {
  const genome = foundGenome(DQN, CONFIG);
  expect(mutated(0, only({ none: 1 }), { genome }).genome).toBe(genome);
  expect(mutated(0, only({ hyperparameter: 1 }), { genome }).genome.networks).toBe(genome.networks);
});

test.each(MUTATORS.map(({ family }) => family))(
  '%s mutation leaves the parent’s genome as it was',
  (family) => {
    const genome = foundGenome(DQN, CONFIG);
    const before = structuredClone(genome);
    for (let i = 0; i < 20; i++) {
      const { mutation } = mutated(i, only({ [family]: 1 }), { genome });
      expect(mutation.family).toBe(family);
    }
    expect(genome).toEqual(before);
  },
);

test.each(MUTATORS.map(({ family }) => family))(
  '%s mutation is decided by its key alone',
  (family) => {
    expect(mutated(3, only({ [family]: 1 }))).toEqual(mutated(3, only({ [family]: 1 })));
  },
);

test('what a mutation changed can be read off the two genomes', () => {
  const genome = foundGenome(DQN, CONFIG);
  for (let i = 0; i < 100; i++) {
    const { genome: after, mutation } = mutated(i, only({ ...SHARES, parameters: 0 }), { genome });
    expect(mutation.changes.length > 0).toBe(mutation.family !== 'none');
    for (const { path, from, to } of mutation.changes) {
      expect(valueAt(genome, path)).toBe(from);
      expect(valueAt(after, path)).toBe(to);
    }
  }
});

/** Returns the value at a change's path; null where there is none. */
function valueAt(genome: Genome, path: string): unknown {
  if (path in genome.hyperparameters) return genome.hyperparameters[path];
  const keys = path.replaceAll('[', '.').replaceAll(']', '').split('.');
  const found = keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    genome.networks,
  );
  return found ?? null;
}
