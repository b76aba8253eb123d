import { expect, test } from 'vitest';
import { algorithmFor, changePair } from '#core/change-pair.ts';
import { fits, unfitAlgorithmsInWords } from '#core/fitting.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { setAt } from '#core/set-at.ts';
import { createCatalog } from '#engine/catalog.ts';

const CATALOG = createCatalog([]);
const { environments, algorithms, presets } = CATALOG;
const configOf = (id: string) => presets.find((preset) => preset.id === id)?.config as RunConfig; // the tests name presets
const PAIRS = environments.flatMap(({ id: environment }) =>
  algorithms.flatMap(({ id: algorithm }) =>
    fits(CATALOG, algorithm, environment) ? [{ environment, algorithm }] : [],
  ),
);

test('every algorithm fits some environment, and every environment some algorithm', () => {
  expect(new Set(PAIRS.map(({ algorithm }) => algorithm)).size).toBe(algorithms.length);
  expect(new Set(PAIRS.map(({ environment }) => environment)).size).toBe(environments.length);
});

test.each(presets)(
  'from $id every pair that fits gives a configuration that runs',
  ({ config }) => {
    for (const pair of PAIRS) {
      const changed = changePair(CATALOG, config, config, pair);
      expect(changed?.config, JSON.stringify(pair)).toMatchObject({ ...pair, seed: config.seed });
      expect(parseRunConfig(changed?.config, CATALOG)).toMatchObject({ ok: true });
      expect(changed?.replaced).toEqual([]);
    }
  },
);

test('a pair that has a preset gets it, with what was changed and still fits', () => {
  const preset = configOf('cartpole-dqn');
  const draft = setAt(setAt(preset, 'populationSize', 9), 'network.latent', 40);
  const changed = changePair(CATALOG, draft, preset, { environment: 'Acrobot-v1' });
  expect(changed?.preset.config).toMatchObject({ environment: 'Acrobot-v1', algorithm: 'dqn' });
  expect(changed?.config).toEqual({
    ...setAt(setAt(changed?.preset.config as RunConfig, 'populationSize', 9), 'network.latent', 40),
    seed: preset.seed,
  });
  expect(changed?.kept).toEqual(['Population size', 'Latent size']);
});

test('what means nothing any more is named', () => {
  const preset = configOf('cartpole-dqn');
  const draft = setAt(setAt(preset, 'hyperparameters.tau.value', 0.02), 'settings.doubleQ', false);
  const changed = changePair(CATALOG, draft, preset, { algorithm: 'ppo' });
  expect(changed?.replaced).toEqual(['Target rate τ', 'Double Q-learning']);
});

test('what was typed and is no value is replaced, not carried along', () => {
  const preset = configOf('cartpole-dqn');
  const draft = setAt(setAt(preset, 'populationSize', 'many'), 'training.replayCapacity', '');
  const changed = changePair(CATALOG, draft, preset, { algorithm: 'ppo' });
  expect(parseRunConfig(changed?.config, CATALOG)).toMatchObject({ ok: true });
  expect(changed?.replaced).toEqual(['Population size', 'Replay buffer']);
});

test('the target of a pair without a preset is that of its task', () => {
  const config = configOf('cartpole-dqn');
  const changed = changePair(CATALOG, config, config, {
    environment: 'MountainCarContinuous-v0',
    algorithm: 'ddpg',
  });
  const task = environments.find(({ id }) => id === 'MountainCarContinuous-v0');
  expect(changed?.config.target.fitness).toBe(task?.solvedAt);
});

test('a set-up that no preset holds keeps what was changed in it', () => {
  const config = configOf('cartpole-dqn');
  const pair = { environment: 'MountainCarContinuous-v0', algorithm: 'ddpg' };
  const odd = changePair(CATALOG, config, config, pair)?.config as RunConfig; // it fits
  const changed = changePair(CATALOG, setAt(odd, 'populationSize', 9), null, {
    environment: 'Pendulum-v1',
  });
  expect(changed?.kept).toEqual(['Population size']);
  expect(changed?.config.populationSize).toBe(9);
});

test('an environment keeps an algorithm that fits, and else has that of its preset', () => {
  expect(algorithmFor(CATALOG, 'ppo', 'Pendulum-v1')).toBe('ppo');
  expect(algorithmFor(CATALOG, 'td3', 'Pendulum-v1')).toBe('td3');
  for (const { id } of environments)
    expect(fits(CATALOG, algorithmFor(CATALOG, 'dqn', id), id)).toBe(true);
});

test('a pair that does not fit is refused, with the reason and what fits', () => {
  const config = configOf('cartpole-dqn');
  expect(changePair(CATALOG, config, config, { environment: 'Pendulum-v1' })).toBeNull();
  expect(unfitAlgorithmsInWords(CATALOG, ['dqn'], 'Pendulum-v1')).toMatch(
    /^DQN chooses among actions; Pendulum wants numbers\. .*(TD3|DDPG|PPO).* and .* fit\.$/,
  );
  expect(unfitAlgorithmsInWords(CATALOG, ['dqn', 'ddpg', 'td3'], 'CartPole-v1')).toMatch(
    /^(DDPG and TD3|TD3 and DDPG) give numbers; CartPole wants one of several actions\. DQN and PPO fit\.$/,
  );
  expect(unfitAlgorithmsInWords(CATALOG, ['ppo'], 'CartPole-v1')).toBeNull();
});
