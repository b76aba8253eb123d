import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeOf, vector } from '#core/shape.ts';
import { LANES, planNetwork } from '#networks/plan.ts';
import { anyNetwork, anyShape, CARTPOLE, mlp, network, qNetwork } from './genomes.ts';

test('a network is laid out in the order of computation', () => {
  const { layers } = planNetwork(qNetwork([20], 12, [24, 28]), CARTPOLE);
  expect(
    layers.map((layer) => {
      switch (layer.kind) {
        case 'dense':
          return `${layer.weights.name} ${sizeOf(layer.input)}→${sizeOf(layer.output)} ×${layer.initialScale}`;
        case 'layerNorm':
          return `${layer.gain ? layer.gain.name : 'plain'} ${sizeOf(layer.output)}`;
        case 'activation':
          return `${layer.activation} ${sizeOf(layer.output)}`;
        default:
          return `${layer.kind} ${sizeOf(layer.output)}`;
      }
    }),
  ).toEqual([
    'encoder.hidden[0].weights 4→20 ×1',
    'encoder.hidden[0].gain 20',
    'relu 20',
    'encoder.output.weights 20→12 ×1',
    'plain 12',
    'relu 12',
    'head.hidden[0].weights 12→24 ×1',
    'head.hidden[0].gain 24',
    'relu 24',
    'head.hidden[1].weights 24→28 ×1',
    'head.hidden[1].gain 28',
    'relu 28',
    'head.output.weights 28→2 ×0.1',
  ]);
});

test('identity activations make no layer', () => {
  const plain = mlp([16], { activation: 'identity' });
  const { layers } = planNetwork(network(plain, 8, plain), CARTPOLE);
  expect(layers.map(({ kind }) => kind)).toEqual(['dense', 'dense', 'dense', 'dense']);
});

test('filters run over an image first, and need one that they fit into', () => {
  const inputs = { kind: 'image', height: 6, width: 7, channels: 2 } as const;
  const filtered = network({ ...mlp([16]), filters: 5 }, 8, mlp([16]));
  const { layers } = planNetwork(filtered, { ...CARTPOLE, inputs });
  expect(layers.slice(0, 3)).toMatchObject([
    {
      kind: 'convolution',
      output: { kind: 'image', height: 3, width: 4, channels: 5 },
      weights: { name: 'encoder.filters.weights', rows: 32, columns: 5 },
    },
    { kind: 'activation' },
    { kind: 'dense', output: vector(16), weights: { rows: 60 } },
  ]);
  expect(() => planNetwork(filtered, CARTPOLE)).toThrow(/image of at least 4 × 4 pixels, not 4/);
});

test('a second input joins behind the latent vector', () => {
  const { layers } = planNetwork(network(mlp([16]), 8, mlp([16])), { ...CARTPOLE, headInputs: 3 });
  const at = layers.findIndex(({ kind }) => kind === 'concat');
  expect(layers[at]).toEqual({ kind: 'concat', input: vector(8), output: vector(11) });
  expect(layers[at + 1]).toMatchObject({ kind: 'dense', input: vector(11) });
});

// AgileRL's default networks on four observation numbers (reference: probed parameter counts).
test.each([
  ['DQN', qNetwork([64, 64], 64, [64]), CARTPOLE, 13_314],
  ['PPO critic', qNetwork([64, 64], 64, [16]), { ...CARTPOLE, outputs: 1 }, 9_985],
  [
    'TD3 actor',
    network(mlp([64, 64]), 64, mlp([64], { layerNorm: true, outputActivation: 'tanh' })),
    CARTPOLE,
    13_058,
  ],
  [
    'TD3 critic',
    network(mlp([64, 64]), 64, mlp([64], { layerNorm: true })),
    { inputs: vector(4), headInputs: 2, outputs: 1 },
    13_121,
  ],
])('the default network of %s has as many parameters as AgileRL’s', (_, genome, shape, count) => {
  expect(planNetwork(genome, shape).parameters).toBe(count);
});

test('tensors lie one behind the other, aligned, under names of their own', () => {
  fc.assert(
    fc.property(anyNetwork, anyShape, (genome, shape) => {
      const plan = planNetwork(genome, shape);
      let end = 0;
      for (const { offset, stride, rows, columns } of plan.tensors) {
        expect(offset).toBe(end);
        expect(offset % LANES).toBe(0);
        expect(stride % LANES).toBe(0);
        expect(stride - columns).toBeLessThan(LANES);
        end = offset + rows * stride;
      }
      expect(plan.length).toBeGreaterThanOrEqual(end);
      expect(plan.length % 16).toBe(0);
      expect(new Set(plan.tensors.map(({ name }) => name)).size).toBe(plan.tensors.length);
    }),
  );
});

test('shapes of neighbouring layers agree', () => {
  fc.assert(
    fc.property(anyNetwork, anyShape, (genome, shape) => {
      let running = shape.inputs;
      for (const layer of planNetwork(genome, shape).layers) {
        expect(layer.input).toEqual(running);
        if (layer.kind === 'dense') {
          expect(layer.weights.rows).toBe(sizeOf(layer.input));
          expect(layer.weights.columns).toBe(sizeOf(layer.output));
        }
        running = layer.output;
      }
      expect(running).toEqual(vector(shape.outputs));
    }),
  );
});

test('log deviations stand behind the head as learned constants', () => {
  const shape = {
    inputs: vector(3),
    headInputs: 0,
    outputs: 6,
    logDeviations: { count: 3, initial: -0.5 },
  };
  const plan = planNetwork(qNetwork([16], 8, [16]), shape);
  const last = plan.layers.at(-1);
  expect(last).toMatchObject({
    kind: 'constants',
    input: vector(3),
    output: vector(6),
    initial: -0.5,
  });
  expect(plan.outputs).toBe(6);
  const weights = plan.layers.findLast(({ kind }) => kind === 'dense');
  expect(weights).toMatchObject({ input: vector(16), output: vector(3) });
  const without = planNetwork(qNetwork([16], 8, [16]), {
    inputs: vector(3),
    headInputs: 0,
    outputs: 3,
  });
  expect(plan.parameters).toBe(without.parameters + 3);
});
