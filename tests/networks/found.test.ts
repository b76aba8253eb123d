import { expect, test } from 'vitest';
import { vector } from '#core/shape.ts';
import { box } from '#core/spaces.ts';
import { foundGenome, foundNetwork, networkShapes } from '#networks/found.ts';
import { planNetwork } from '#networks/plan.ts';
import { summarise } from '#networks/summary.ts';
import { CONFIG, DQN, TD3 } from '../evolution/fixture.ts';

test('a founder has every evaluation network and no target', () => {
  expect(Object.keys(foundGenome(DQN, CONFIG).networks)).toEqual(['online']);
  expect(Object.keys(foundGenome(TD3, CONFIG).networks)).toEqual(['actor', 'critic1', 'critic2']);
});

test('an encoder’s outputs are activated and normalised like its hidden layers, a head starts small', () => {
  const [declared] = DQN.networks;
  if (!declared) throw new RangeError('DQN has a network');
  const { encoder, head } = foundNetwork(declared, { ...CONFIG.network, activation: 'elu' });
  expect(encoder).toMatchObject({
    activation: 'elu',
    outputActivation: 'elu',
    layerNorm: true,
    outputLayerNorm: true,
    outputVanish: false,
  });
  expect(head).toMatchObject({
    activation: 'elu',
    outputActivation: 'identity',
    layerNorm: true,
    outputLayerNorm: false,
    outputVanish: true,
  });
});

test('a network declared without LayerNorm in its encoder has none there', () => {
  const { networks } = foundGenome(TD3, CONFIG);
  expect(networks['critic1']?.encoder).toMatchObject({ layerNorm: false, outputLayerNorm: false });
  expect(networks['critic1']?.head).toMatchObject({ layerNorm: true });
});

test('hyperparameters start where the run says, else where the algorithm does', () => {
  const { learningRate, ...others } = CONFIG.hyperparameters;
  const config = { ...CONFIG, hyperparameters: others };
  expect(learningRate?.value).toBe(0.002);
  expect(foundGenome(DQN, CONFIG).hyperparameters['learningRate']).toBe(0.002);
  expect(foundGenome(DQN, config).hyperparameters['learningRate']).toBe(0.001);
});

test('networks are as wide as the spaces ask', () => {
  const observationSpace = box([3], -1, 1);
  expect(
    networkShapes(DQN, [{ observationSpace, actionSpace: { kind: 'discrete', n: 5 } }]),
  ).toEqual({
    online: { inputs: vector(3), headInputs: 0, outputs: 5 },
    target: { inputs: vector(3), headInputs: 0, outputs: 5 },
  });
  const shapes = networkShapes(TD3, [{ observationSpace, actionSpace: box([2], -2, 2) }]);
  expect(shapes['actorTarget']).toEqual({ inputs: vector(3), headInputs: 0, outputs: 2 });
  expect(shapes['critic2']).toEqual({ inputs: vector(3), headInputs: 2, outputs: 1 });
});

test('a summary shows the layers from observation to output and counts the parameters', () => {
  const critic = foundGenome(TD3, CONFIG).networks['critic1'];
  if (!critic) throw new RangeError('TD3 has a critic');
  const shape = { inputs: vector(3), headInputs: 2, outputs: 1 };
  expect(summarise(critic, shape)).toEqual({
    layers: [
      { label: 'observation', size: 3 },
      { label: 'encoder hidden 1', size: 64 },
      { label: 'latent', size: 64 },
      { label: 'action', size: 2 },
      { label: 'head hidden 1', size: 64 },
      { label: 'output', size: 1 },
    ],
    parameters: planNetwork(critic, shape).parameters,
  });
});
