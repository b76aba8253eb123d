import { expect, test } from 'vitest';
import { algorithmById } from '#algorithms/index.ts';
import { defineProgram } from '#compute/builder.ts';
import { populationSetup } from '#engine/population.ts';
import { checkPrograms } from '#engine/program-needs.ts';
import { environmentOf } from '#environments/index.ts';
import { CATALOG } from './small-run.ts';

const configOf = (id: string) => {
  const config = CATALOG.presets.find((preset) => preset.id === id)?.config;
  if (!config) throw new RangeError(`there is no preset '${id}'`);
  return config;
};

test.each(['cartpole-dqn', 'cartpole-ppo', 'pendulum-ppo', 'pendulum-td3', 'pendulum-ddpg'])(
  'the programs of %s have what its training runs and reads',
  (id) => {
    const config = configOf(id);
    const algorithm = algorithmById(config.algorithm);
    const setup = populationSetup(config, environmentOf(config), algorithm, []);
    expect(() => checkPrograms(algorithm.declaration, setup.programs)).not.toThrow();
    expect(setup.replay === null).toBe(algorithm.declaration.training === 'on-policy');
  },
);

test('a program that is missing, and a value that is misspelt, are named', () => {
  const { declaration } = algorithmById('dqn');
  const program = (name: string, output: string) =>
    defineProgram(name, (p) => {
      p.input(output, 1, 1);
    });
  const others = ['act', 'evaluate', 'play'].map((name) => program(name, 'actions'));
  expect(() => checkPrograms(declaration, others)).toThrow(
    "algorithm dqn has no program 'learn', which off-policy training runs",
  );
  const misspelt = [...others.slice(1), program('act', 'action'), program('learn', 'loss')];
  expect(() => checkPrograms(declaration, misspelt)).toThrow(
    "program 'act' of algorithm dqn leaves no 'actions', which off-policy training reads",
  );
  const silent = [...others, program('learn', 'loss')];
  expect(() => checkPrograms(declaration, silent)).toThrow(
    "program 'learn' of algorithm dqn leaves no 'mean:loss', the mean of a metric that is declared",
  );
});

test('the replay buffer holds what the algorithm remembers of a step, and no more', () => {
  const config = configOf('cartpole-dqn');
  const { replay } = populationSetup(config, environmentOf(config), algorithmById('dqn'), []);
  expect(replay?.fields).toEqual({
    observations: 4,
    actions: 1,
    rewards: 1,
    nextObservations: 4,
    terminated: 1,
  });
});
