import { expect, test } from 'vitest';
import { keepingRules, keepsRules } from '#core/algorithm.ts';
import type { Catalog } from '#core/catalog.ts';
import { checkDeclaration } from '#core/check-declaration.ts';
import { estimateCost } from '#core/cost.ts';
import { fieldsFor, shownFields } from '#core/fields.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { configWith, catalog as offPolicy, validConfig } from './catalog-fixture.ts';

const [declared] = offPolicy.algorithms;
if (!declared) throw new RangeError('the fixture has no algorithm');

/** The fixture's algorithm as one that learns from rollouts. */
const onPolicy = {
  ...declared,
  training: 'on-policy' as const,
  rules: [{ lesser: 'batchSize', greater: 'learnStep', because: 'batches are parts of rollouts' }],
};
const catalog: Catalog = { ...offPolicy, algorithms: [onPolicy] };

/** The fixture's configuration with rollouts that hold its batches, some values replaced. */
function configOf(values: Readonly<Record<string, unknown>>): unknown {
  return Object.entries({
    'hyperparameters.batchSize.max': 64,
    'hyperparameters.batchSize.value': 64,
    'hyperparameters.learnStep.evolves': false,
    'hyperparameters.learnStep.value': 64,
    ...values,
  }).reduce<unknown>((config, [path, value]) => put(config, path.split('.'), value), validConfig);
}

function put(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const fields = node as Record<string, unknown>;
  return { ...fields, [key]: put(fields[key], rest, value) };
}

function problemsOf(values: Readonly<Record<string, unknown>>) {
  const parsed = parseRunConfig(configOf(values), catalog);
  return parsed.ok ? [] : parsed.problems;
}

test('a batch that exceeds the rollout is a problem at its field', () => {
  expect(problemsOf({})).toEqual([]);
  const [problem, ...others] = problemsOf({ 'hyperparameters.learnStep.value': 63 });
  expect(others).toEqual([]);
  expect(problem?.path).toBe('hyperparameters.batchSize.value');
  expect(problem?.message).toMatch(/64 exceeds .*63; it must not: batches are parts of rollouts/);
});

test('a rollout that no generation has the steps for is a problem at its field', () => {
  const [problem] = problemsOf({ 'training.stepsPerGeneration': 60 });
  expect(problem?.path).toBe('hyperparameters.learnStep.value');
  const evolving = {
    'training.stepsPerGeneration': 512,
    'hyperparameters.learnStep.evolves': true,
    'hyperparameters.learnStep.max': 1000,
  };
  expect(problemsOf(evolving).map(({ path }) => path)).toEqual(['hyperparameters.learnStep.max']);
});

test('what only a replay buffer needs is kept, demands nothing and is not shown', () => {
  expect(problemsOf({ 'training.replayCapacity': 1, 'training.learningDelay': 9000 })).toEqual([]);
  const missing = (of: Catalog) => {
    const shown = new Set(shownFields(of, validConfig).map(({ path }) => path));
    return fieldsFor(of, validConfig).flatMap(({ path }) => (shown.has(path) ? [] : [path]));
  };
  expect(missing(catalog)).toEqual(['training.replayCapacity', 'training.learningDelay']);
  expect(missing(offPolicy)).toEqual([]);
});

test('updates are the minibatches of all epochs of all rollouts', () => {
  const config = configWith('hyperparameters.learnStep.value', 300) as unknown as RunConfig;
  const epochs = { ...config.hyperparameters['batchSize'], value: 5 } as never;
  const hyperparameters = { ...config.hyperparameters, epochs };
  const { updates } = estimateCost({ ...config, hyperparameters }, catalog);
  // agents, generations, epochs; minibatches of rollouts of 288 and 280 steps, 5 each
  expect(updates).toBe(6 * 20 * 5 * (7 * 5));
});

test('rules are checked against what is declared, and hold or not', () => {
  expect(keepsRules(onPolicy, { batchSize: 64, learnStep: 64 })).toBe(true);
  expect(keepsRules(onPolicy, { batchSize: 65, learnStep: 64 })).toBe(false);
  expect(keepsRules(declared, { batchSize: 65, learnStep: 64 })).toBe(true);
  expect(keepingRules(onPolicy, { batchSize: 65, learnStep: 64, gamma: 1 })).toEqual({
    batchSize: 64,
    learnStep: 64,
    gamma: 1,
  });
  expect(() => checkDeclaration(onPolicy)).not.toThrow();
  const [rule] = onPolicy.rules;
  const strange = {
    ...onPolicy,
    rules: [{ ...rule, greater: 'rollout', lesser: 'batchSize', because: '' }],
  };
  expect(() => checkDeclaration(strange)).toThrow(/'rollout'/);
});
