import { expect, test } from 'vitest';
import { accepts } from '#core/field.ts';
import { fieldsFor } from '#core/fields.ts';
import { FAMILIES } from '#core/lineage.ts';
import { catalog, validConfig } from './catalog-fixture.ts';

const fields = fieldsFor(catalog, validConfig);

/** Paths of all leaves; lists are leaves. */
function leaves(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [prefix];
  return Object.entries(value).flatMap(([key, part]) =>
    leaves(part, prefix ? `${prefix}.${key}` : key),
  );
}

test('there is a field for each part of a configuration, once, and no other but what may be left out', () => {
  const needed = fields.filter(({ defaultValue }) => defaultValue === undefined);
  expect(needed.map(({ path }) => path).sort()).toEqual(leaves(validConfig).sort());
});

test('every field has a label and one plain sentence', () => {
  for (const { path, label, explanation } of fields) {
    expect(label, path).toMatch(/^[A-Z].*[^.]$/);
    expect(explanation, path).toMatch(/^[A-Z][^.]*\.$/);
  }
});

test('limits are in order, and a log scale has none at 0', () => {
  for (const field of fields) {
    if (field.kind === 'choice') expect(field.choices.length, field.path).toBeGreaterThan(0);
    if (!('lowest' in field)) continue;
    expect(field.lowest, field.path).toBeLessThan(field.highest);
    expect(
      accepts(field, field.kind === 'integers' ? [field.lowest] : field.lowest),
      field.path,
    ).toBe(true);
    if ('scale' in field && field.scale === 'log')
      expect(field.lowest, field.path).toBeGreaterThan(0);
  }
});

test('the caps that protect from a hostile link stand', () => {
  const caps = Object.fromEntries(
    fields.map((field) => [field.path, 'highest' in field ? field.highest : null]),
  );
  expect(caps).toMatchObject({
    populationSize: 128,
    generations: 1000,
    'network.encoderHidden': 512,
    'network.headHidden': 512,
    'network.maxLayers': 6,
    'training.environmentsPerAgent': 64,
    'training.stepsPerGeneration': 100_000,
    'training.replayCapacity': 1_000_000,
    'evaluation.episodes': 100,
    'selection.evaluationWindow': 100,
  });
});

test('what decides the shape of a run cannot be edited while it goes on', () => {
  const liveOf = (path: string) => fields.find((field) => field.path === path)?.live;
  expect(
    ['seed', 'environment', 'populationSize', 'network.latent', 'training.replayCapacity'].map(
      liveOf,
    ),
  ).toEqual(Array(5).fill(false));
  expect(
    [
      'selection.tournamentSize',
      'mutation.none',
      'hyperparameters.gamma.value',
      'hyperparameters.gamma.max',
      'generations',
      'target.fitness',
    ].map(liveOf),
  ).toEqual(Array(6).fill(true));
});

test('another algorithm brings its own fields', () => {
  const paths = fieldsFor(catalog, { ...validConfig, algorithm: 'ddpg' }).map(({ path }) => path);
  expect(paths).toContain('settings.noise');
  expect(paths).not.toContain('settings.doubleQ');
  expect(paths).not.toContain('hyperparameters.tau.value');
});

test('fields say which hyperparameter, and which family of mutations, they are about', () => {
  for (const { path, hyperparameter, share } of fields) {
    const [owner, name, part] = path.split('.');
    expect(hyperparameter).toEqual(owner === 'hyperparameters' ? { name, part } : undefined);
    const isShare = owner === 'mutation' && FAMILIES.some((family) => family === name);
    expect(share).toBe(isShare ? name : undefined);
  }
});

test('choices are called as a person would call them, in settings too', () => {
  const labels = (path: string) => {
    const all = [...fields, ...fieldsFor(catalog, { ...validConfig, algorithm: 'ddpg' })];
    const field = all.find((each) => each.path === path);
    return field && 'choices' in field ? field.choices.map(({ label }) => label) : [];
  };
  expect(labels('network.activation')).toContain('LeakyReLU');
  expect(labels('mutation.activations')).toContain('ReLU');
  expect(labels('settings.noise')).toEqual(['Gaussian', 'Ornstein-Uhlenbeck']);
});
