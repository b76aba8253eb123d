import { expect, test } from 'vitest';
import { ddpg } from '#algorithms/ddpg.ts';
import { td3 } from '#algorithms/td3.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { draws } from '#core/random.ts';
import type { HyperparameterConfig } from '#core/run-config.ts';
import { box } from '#core/spaces.ts';
import { mutate } from '#evolution/mutations/index.ts';
import { foundGenome, networkShapes } from '#networks/found.ts';
import { CONFIG, MUTATION } from './fixture.ts';

/** The i-th mutation of a family drawn on an algorithm as it is offered. */
function mutated(
  declaration: AlgorithmDeclaration,
  family: 'architecture' | 'parameters' | 'hyperparameter',
  i: number,
) {
  const none = { none: 0, architecture: 0, parameters: 0, activation: 0, hyperparameter: 0 };
  const config = {
    ...CONFIG,
    mutation: { ...MUTATION, ...none, [family]: 1 },
    hyperparameters: Object.fromEntries(
      declaration.hyperparameters.map(
        ({ name, initial, range }): [string, HyperparameterConfig] => [
          name,
          { value: initial, ...range },
        ],
      ),
    ),
  };
  const genome = foundGenome(declaration, config);
  const shapes = networkShapes(declaration, [
    { observationSpace: box([3], -1, 1), actionSpace: box([2], -1, 1) },
  ]);
  const context = { config, declaration, shapes, keyOf: () => [i, 0] as const };
  return { before: genome, ...mutate(genome, context, draws([i, 1])) };
}

const ALGORITHMS = [ddpg.declaration, td3.declaration];

test.each(ALGORITHMS)(
  '$id: an architecture mutation is repeated on every critic',
  (declaration) => {
    const online = declaration.networks.filter(({ role }) => role !== 'target');
    for (let i = 0; i < 40; i++) {
      const { genome, mutation, inheritance } = mutated(declaration, 'architecture', i);
      const shapeOf = (name: string) => {
        const network = genome.networks[name];
        return [network?.encoder.hidden, network?.latent, network?.head.hidden];
      };
      for (const { name } of online) {
        expect(shapeOf(name)).toEqual(shapeOf('actor'));
        expect(inheritance[name]?.kind).toBe('reshape');
        expect(inheritance[`${name}Target`]).toEqual({ kind: 'sync', online: name });
        expect(mutation.changes.some(({ path }) => path.startsWith(`${name}.`))).toBe(true);
      }
      expect(Object.keys(inheritance)).toHaveLength(2 * online.length);
    }
  },
);

test.each(ALGORITHMS)('$id: the learning rates of actor and critic mutate apart', (declaration) => {
  const moved = new Set<string>();
  for (let i = 0; i < 60; i++) {
    const { before, genome, mutation } = mutated(declaration, 'hyperparameter', i);
    const changed = Object.keys(genome.hyperparameters).filter(
      (name) => genome.hyperparameters[name] !== before.hyperparameters[name],
    );
    expect(changed).toEqual([mutation.method]);
    moved.add(mutation.method);
  }
  expect([...moved].sort()).toEqual([
    'batchSize',
    'learnStep',
    'learningRateActor',
    'learningRateCritic',
  ]);
});

test.each(ALGORITHMS)('$id: a critic has no LayerNorm in its encoder', (declaration) => {
  const { networks } = foundGenome(declaration, CONFIG);
  for (const { name, headInput } of declaration.networks) {
    const network = networks[name];
    if (network) expect(network.encoder.layerNorm).toBe(CONFIG.network.layerNorm && !headInput);
  }
});
