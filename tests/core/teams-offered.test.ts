import { expect, test } from 'vitest';
import { changePair } from '#core/change-pair.ts';
import { declarationIn } from '#core/declaration-in.ts';
import { fieldsFor } from '#core/fields.ts';
import { fits, unfitAlgorithmsInWords } from '#core/fitting.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';

const CATALOG = createCatalog([]);
const presetOf = (id: string): RunConfig => {
  const found = CATALOG.presets.find((preset) => preset.id === id);
  if (!found) throw new Error(`there is no preset '${id}'`);
  return found.config;
};
const TALK = presetOf('speaker-listener-matd3');
const POLE = presetOf('cartpole-dqn');

test('teams are for algorithms that act for teams, and no others', () => {
  expect(fits(CATALOG, 'matd3', TALK.environment)).toBe(true);
  expect(fits(CATALOG, 'ippo', 'simple_spread_v3 (continuous)')).toBe(true);
  expect(fits(CATALOG, 'dqn', TALK.environment)).toBe(false);
  expect(fits(CATALOG, 'ippo', 'CartPole-v1')).toBe(false);
  expect(unfitAlgorithmsInWords(CATALOG, ['dqn', 'ppo', 'ippo'], TALK.environment)).toBe(
    'DQN and PPO act for one player; Speaker and listener has several players. MATD3, MADDPG and IPPO fit.',
  );
  expect(unfitAlgorithmsInWords(CATALOG, ['dqn', 'ippo'], 'CartPole-v1')).toBe(
    'IPPO acts for a team; in CartPole an agent acts alone. DQN and PPO fit.',
  );
});

test('a configuration of a pair that does not fit says who plays', () => {
  const [problem] = problemsOf({ ...TALK, environment: 'CartPole-v1' });
  expect(problem?.message).toBe(
    'algorithm matd3 acts for a team, and CartPole has one; choose another algorithm or task',
  );
  const [other] = problemsOf({ ...POLE, environment: TALK.environment });
  expect(other?.message).toContain('acts for one player, and Speaker and listener has several');
});

test('from one player to a team and back the form gives set-ups that can run', () => {
  const team = changePair(CATALOG, POLE, POLE, {
    environment: 'simple_spread_v3',
    algorithm: 'ippo',
  });
  expect(team?.preset.id).toBe('spread-ippo');
  const back = team && changePair(CATALOG, team.config, team.config, POLE);
  expect(back?.config.environment).toBe('CartPole-v1');
});

test('an algorithm in a task has a network per player, the same to whoever asks again', () => {
  const placed = declarationIn(CATALOG, TALK);
  expect(placed?.networks.map(({ name }) => name)).toContain('critic2Target/listener');
  expect(declarationIn(CATALOG, { ...TALK, seed: 2 } as RunConfig)).toBe(placed);
  const shared = declarationIn(CATALOG, presetOf('spread-ippo'));
  expect(shared?.networks.map(({ name }) => name)).toEqual(['actor/agent', 'critic/agent']);
  expect(declarationIn(CATALOG, POLE)).toBe(CATALOG.algorithms.find(({ id }) => id === 'dqn'));
  expect(declarationIn(CATALOG, { ...POLE, algorithm: 'nothing' })).toBeUndefined();
});

test('whose return fitness is can be chosen of a team: all, their mean, or one of its sides', () => {
  const deception = presetOf('adversary-maddpg');
  expect(deception.evaluation.fitness).toBe('agent');
  const judged = (config: RunConfig, fitness: string) =>
    problemsOf({ ...config, evaluation: { ...config.evaluation, fitness } });
  for (const fitness of ['sum', 'each', 'adversary'])
    expect(judged(deception, fitness)).toEqual([]);
  expect(judged(deception, 'prey')[0]?.message).toContain("'sum', 'each', 'adversary', 'agent'");
  expect(judged(presetOf('spread-ippo'), 'agent')).toHaveLength(1); // one side alone is everybody
  expect(judged(POLE, 'sum')).toHaveLength(1);
  // In another task the side is not there, and everybody counts.
  const changed = changePair(CATALOG, deception, deception, { environment: 'simple_spread_v3' });
  expect(changed?.config.evaluation).toEqual(presetOf('spread-maddpg').evaluation);
});

test('where a team has sides, the choice of fitness says that it is measured against those of all agents', () => {
  const wordsFor = (config: RunConfig) =>
    fieldsFor(CATALOG, config).find(({ path }) => path === 'evaluation.fitness')?.explanation;
  expect(wordsFor(presetOf('adversary-maddpg'))).toContain(
    'the other sides of all agents of the generation',
  );
  expect(wordsFor(presetOf('spread-ippo'))).not.toContain('other side');
  const furthest = fieldsFor(CATALOG, presetOf('spread-ippo')).find(
    ({ path }) => path === 'settings.targetKl',
  );
  expect(furthest?.explanation).toContain('the sum over its actors');
});

test('what is measured of a team are its updates and each player’s return', () => {
  const names = (config: RunConfig) =>
    declarationIn(CATALOG, config)?.metrics?.map(({ name }) => name);
  expect(names(TALK)?.slice(-3)).toEqual(['actorLoss', 'return_speaker', 'return_listener']);
  expect(names(POLE)?.some((name) => name.startsWith('return'))).toBe(false);
});

test('the catalog says who plays, and whose each observation and action is', () => {
  const talk = CATALOG.environments.find(({ id }) => id === TALK.environment);
  expect(talk?.players?.map(({ name }) => name)).toEqual(['speaker', 'listener']);
  const [speaker, listener] = talk?.players ?? [];
  expect(speaker?.observationLabels).toHaveLength(3);
  expect(listener?.observationLabels[0]).toBe('velocity, x');
  expect(listener?.actionLabels).toEqual(['stay', 'left', 'right', 'down', 'up']);
  expect(CATALOG.environments.find(({ id }) => id === 'CartPole-v1')?.players).toBeUndefined();
});

function problemsOf(config: RunConfig) {
  const parsed = parseRunConfig(config, CATALOG);
  return parsed.ok ? [] : parsed.problems;
}
