import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsFor } from '#core/fields.ts';
import { movedAlong } from '#core/moved-along.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { setAt } from '#core/set-at.ts';
import { createCatalog } from '#engine/catalog.ts';

const CATALOG = createCatalog([]);
const PRESET = CATALOG.presets.find(({ id }) => id === 'cartpole-dqn')?.config as RunConfig;
const along = (path: string, value: unknown, draft = PRESET) =>
  movedAlong(draft, path, value, fieldsFor(CATALOG, draft));

test('a range widens for the value that it is to hold', () => {
  expect(along('hyperparameters.learningRate.value', 1e-4)).toEqual({
    'hyperparameters.learningRate.min': 1e-4,
  });
  expect(along('hyperparameters.learningRate.value', 0.1)).toEqual({
    'hyperparameters.learningRate.max': 0.1,
  });
  expect(along('hyperparameters.learningRate.value', 4e-4)).toEqual({});
});

test('the range of what does not evolve stays', () => {
  expect(along('hyperparameters.gamma.value', 0.5)).toEqual({});
});

test('layers and their limits follow one another', () => {
  expect(along('network.minLayers', 2)).toEqual({
    'network.encoderHidden': [64, 64],
    'network.headHidden': [64, 64],
  });
  expect(along('network.encoderHidden', [512, 8, 8, 8])).toEqual({
    'network.maxLayers': 4,
    'network.minNodes': 8,
    'network.maxNodes': 512,
  });
  expect(along('network.maxNodes', 32)).toEqual({
    'network.encoderHidden': [32],
    'network.headHidden': [32],
  });
  expect(along('network.minLatent', 200)).toEqual({
    'network.maxLatent': 200,
    'network.latent': 200,
  });
});

test('a tournament is not larger than the population', () => {
  expect(along('populationSize', 1)).toEqual({ 'selection.tournamentSize': 1 });
});

test('a value that its field refuses moves nothing', () => {
  for (const value of ['', 'x', 0, 7, Number.NaN, null, [1]])
    expect(along('network.minLayers', value)).toEqual({});
});

/** Fields that hold one another within limits. */
const BOUND = [
  ...['minLayers', 'maxLayers', 'minNodes', 'maxNodes', 'latent', 'minLatent', 'maxLatent'].map(
    (name) => `network.${name}`,
  ),
  ...['settings.epsilonStart', 'settings.epsilonEnd'],
  ...Object.keys(PRESET.hyperparameters).map((name) => `hyperparameters.${name}.value`),
];

test('what was typed wrong beside it is left for a person to correct', () => {
  const network = { ...PRESET.network, encoderHidden: [0, 10], latent: -5 };
  const draft = { ...PRESET, network };
  expect(along('network.minNodes', 70, draft)).toEqual({ 'network.headHidden': [70] });
  expect(along('network.minLatent', 16, draft)).toEqual({});
});

test('any value that a bound field accepts leaves a configuration whose network and range hold', () => {
  const fields = fieldsFor(CATALOG, PRESET);
  fc.assert(
    fc.property(
      fc.constantFrom(...BOUND),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (path, at) => {
        const field = fields.find((each) => each.path === path);
        if (field?.kind !== 'integer' && field?.kind !== 'real') throw new Error(`no ${path}`);
        const exact = field.lowest + at * (field.highest - field.lowest);
        const value = field.kind === 'integer' ? Math.round(exact) : exact;
        const changed = Object.entries({ [path]: value, ...along(path, value) }).reduce(
          (config, [where, what]) => setAt(config, where, what),
          PRESET,
        );
        expect(parseRunConfig(changed, CATALOG)).toMatchObject({ ok: true });
      },
    ),
  );
});
