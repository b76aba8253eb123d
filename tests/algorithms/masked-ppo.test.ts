import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextIn } from '#algorithms/algorithm.ts';
import { ppo } from '#algorithms/ppo.ts';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RunConfig } from '#core/run-config.ts';
import { writeMask } from '#engine/masks.ts';
import { expectClose } from '../compute/close.ts';
import { numbers, plainPlan, randomSlab } from '../compute/plans.ts';
import { referenceForward } from '../networks/reference-forward.ts';
import { maskedWorld } from './masked-world.ts';
import { openPpoAgent } from './ppo-agent.ts';

const CHOICES = 4;
const ROWS = 96;
const world = maskedWorld(CHOICES);
const config = {
  training: { environmentsPerAgent: ROWS },
  evaluation: { episodes: ROWS },
  settings: { maxGradientNorm: 1000, valueClip: 10, stochasticEvaluation: false },
} as unknown as RunConfig; // all that its programs ask of it
const HYPERPARAMETERS = {
  learningRate: 1e-3,
  batchSize: ROWS, // a minibatch is the whole rollout, so that its order does not matter
  learnStep: ROWS,
  entropyCoefficient: 0.3,
  clip: 0.2,
  valueCoefficient: 0.5,
};

const actor = plainPlan({ widths: [2, CHOICES] });
const critic = plainPlan({ widths: [2, 1] });
const slabs = { actor: randomSlab(actor, 1), critic: randomSlab(critic, 2) };
const observations = numbers(ROWS * 2, 3);

/** Choices that a row has: never the last, and one, two or three of the others. */
const choicesIn = (row: number) => [[0, 1, 2], [1, 2], [0]][row % 3] as number[];
const masks = new Float32Array(ROWS * CHOICES);
for (let row = 0; row < ROWS; row++) writeMask(choicesIn(row), CHOICES, masks, row * CHOICES);

let device: Device;
beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
});
afterAll(() => device.dispose());

const open = () =>
  openPpoAgent(
    device,
    ppo.programs(contextIn(world, config)),
    { actor, critic },
    slabs,
    HYPERPARAMETERS,
  );

/** Natural logarithms of the probabilities of what can be chosen in a row, which add up to 1; of the rest −∞. */
function logProbabilities(slab: Float32Array, row: number): number[] {
  const logits = referenceForward(actor, slab, [...observations.subarray(2 * row, 2 * row + 2)]);
  const left = choicesIn(row);
  const total = left.reduce((sum, choice) => sum + Math.exp(logits[choice] as number), 0);
  return [...logits].map((logit, choice) =>
    left.includes(choice) ? logit - Math.log(total) : Number.NEGATIVE_INFINITY,
  );
}

test('what is drawn can be chosen, with its probability among what can be chosen; the likeliest of it is played', async () => {
  const population = await open();
  for (const program of ['act', 'evaluate']) {
    population.write(program, 'observations', 0, observations);
    population.write(program, 'mask', 0, masks);
  }
  const drawn = new Set<string>();
  for (let step = 0; step < 20; step++) {
    await population.run('act', step);
    const actions = (await population.read('act', 'actions', 0)).slice();
    const logs = await population.read('act', 'logProbabilities', 0);
    for (let row = 0; row < ROWS; row++) {
      const action = actions[row] as number;
      expect(choicesIn(row)).toContain(action);
      expect(logs[row]).toBeCloseTo(logProbabilities(slabs.actor, row)[action] as number, 5);
      drawn.add(`${row % 3} ${action}`);
    }
  }
  expect(drawn.size).toBe(6); // all that can be chosen is drawn at times
  await population.run('evaluate', 0);
  const played = await population.read('evaluate', 'actions', 0);
  for (let row = 0; row < ROWS; row++) {
    const logs = logProbabilities(slabs.actor, row);
    expect(played[row]).toBe(logs.indexOf(Math.max(...logs)));
  }
  population.dispose();
});

test('an update is that of the policy over what can be chosen; what cannot be has no gradient and no entropy', async () => {
  const rollout = {
    observations,
    actions: Float32Array.from({ length: ROWS }, (_, row) => choicesIn(row).at(-1) as number),
    logProbabilities: numbers(ROWS, 5).map((x) => x / 2 - 1),
    values: numbers(ROWS, 6),
    advantages: numbers(ROWS, 7, 2),
    returns: numbers(ROWS, 8, 2),
    mask: masks,
  };
  const entropyOf = (slab: Float32Array, row: number) =>
    logProbabilities(slab, row).reduce(
      (sum, log) => (log < -1e9 ? sum : sum - Math.exp(log) * log),
      0,
    );
  /** The loss of the policy as the paper has it, less the entropy's share, over the whole rollout. */
  const loss = (slab: Float32Array) => {
    const { clip, entropyCoefficient } = HYPERPARAMETERS;
    const losses = Array.from({ length: ROWS }, (_, row) => {
      const log = logProbabilities(slab, row)[rollout.actions[row] as number] as number;
      const ratio = Math.exp(log - (rollout.logProbabilities[row] as number));
      const advantage = rollout.advantages[row] as number;
      const clipped = Math.min(1 + clip, Math.max(1 - clip, ratio));
      const surrogate = Math.min(ratio * advantage, clipped * advantage);
      return -surrogate - entropyCoefficient * entropyOf(slab, row);
    });
    return losses.reduce((sum, each) => sum + each, 0) / ROWS;
  };

  const population = await open();
  for (const [name, data] of Object.entries(rollout)) population.write('learn', name, 0, data);
  population.write('learn', 'rows', 0, Float32Array.of(ROWS));
  population.write('learn', 'update', 0, Float32Array.of(0));
  await population.run('learn', 0);
  const [entropy] = await population.read('learn', 'entropy', 0);
  const snapshot = await population.snapshot();
  population.dispose();

  // Adam's first moments are a tenth of the first gradient.
  const gradient = snapshot.agents[0]?.['actor']?.firstMoments.map((moment) => moment * 10);
  const step = 2 ** -10;
  const moved = (at: number, by: number) => slabs.actor.map((x, i) => (i === at ? x + by : x));
  const expected = Array.from(
    slabs.actor,
    (_, at) => (loss(moved(at, step)) - loss(moved(at, -step))) / (2 * step),
  );
  expectClose(gradient ?? new Float32Array(), expected, 2e-3);
  const entropies = Array.from({ length: ROWS }, (_, row) => entropyOf(slabs.actor, row));
  expect(entropy).toBeCloseTo(entropies.reduce((sum, each) => sum + each, 0) / ROWS, 5);

  const ofLast = actor.tensors.flatMap(({ offset, rows, stride }) =>
    Array.from({ length: rows }, (_, row) => gradient?.[offset + row * stride + CHOICES - 1]),
  );
  expect(ofLast.map(Math.abs as never)).toEqual([0, 0, 0]); // two weights and a bias
});
