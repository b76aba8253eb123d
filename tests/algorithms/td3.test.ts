import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextIn } from '#algorithms/algorithm.ts';
import { ddpg } from '#algorithms/ddpg.ts';
import { climb, regress } from '#algorithms/deterministic-policy.ts';
import { td3 } from '#algorithms/td3.ts';
import { defineProgram } from '#compute/builder.ts';
import type { Device, DevicePopulation } from '#compute/device.ts';
import type { Program } from '#compute/program.ts';
import type { Player } from '#core/environment.ts';
import { draws, type Key, PURPOSE, type Purpose, threefry2x32 } from '#core/random.ts';
import type { RunConfig } from '#core/run-config.ts';
import { box } from '#core/spaces.ts';
import type { Plan } from '#networks/plan.ts';
import { differentiate } from '../compute/autograd.ts';
import { expectClose } from '../compute/close.ts';
import { openDevice } from '../compute/devices.ts';
import { numbers, plainPlan, randomSlab } from '../compute/plans.ts';
import { setWeights } from '../compute/set-weights.ts';

interface LayerNumbers {
  readonly kernel: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

interface Golden {
  readonly actor: readonly LayerNumbers[];
  readonly critic1: readonly LayerNumbers[];
  readonly critic2: readonly LayerNumbers[];
  readonly batch: Readonly<Record<string, readonly number[] | readonly (readonly number[])[]>>;
  readonly tdTarget: readonly number[];
  readonly criticLoss: number;
  readonly gradCritic1: readonly LayerNumbers[];
  readonly gradCritic2: readonly LayerNumbers[];
  readonly actorLoss: number;
  readonly gradActor: readonly LayerNumbers[];
}

const { td3: golden } = JSON.parse(
  readFileSync(new URL('../reference/td3.json', import.meta.url), 'utf8'),
) as { td3: Golden };

const OBSERVATION = 5;
const ACTION = 2;
const PLAYER: Player = {
  name: 'agent',
  observationSpace: box([OBSERVATION], -9, 9),
  actionSpace: box([ACTION], -3, 3),
};
const ACTOR = plainPlan({ widths: [OBSERVATION, 7, ACTION], outputActivation: 'tanh' });
const CRITIC = plainPlan({ widths: [OBSERVATION, 7, 1], joined: { before: 0, width: ACTION } });
const KEY: Key = [3, 77];
const HYPERPARAMETERS = {
  learningRateActor: 1e-3,
  learningRateCritic: 3e-3,
  gamma: 0.99,
  tau: 0.1,
  batchSize: 9,
  learnStep: 1,
};

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

/** One agent with the networks of a declaration. */
function open(
  { declaration }: typeof td3,
  programs: readonly Program[],
  replay: number,
): DevicePopulation {
  const { networks } = declaration;
  return device.open({
    networks: networks.map(({ name, targetOf }) => ({
      name,
      targetOf: targetOf ?? null,
      trained: targetOf === undefined,
    })),
    programs,
    replay:
      replay === 0
        ? null
        : {
            capacity: replay,
            fields: {
              observations: OBSERVATION,
              actions: ACTION,
              rewards: 1,
              nextObservations: OBSERVATION,
              terminated: 1,
            },
          },
    agents: [
      {
        parentSlot: 0,
        plans: Object.fromEntries(
          networks.map(({ name }) => [name, name.startsWith('actor') ? ACTOR : CRITIC]),
        ),
        inheritance: Object.fromEntries(
          networks.map(({ name }, i) => [name, { kind: 'initialise', key: [i, 1] } as const]),
        ),
        hyperparameters: HYPERPARAMETERS,
        key: KEY,
      },
    ],
  });
}

/** Gradients of a network after its first update: Adam's first moments are then a tenth of them. */
async function gradientsOf(population: DevicePopulation, network: string): Promise<Float32Array> {
  const moments = (await population.snapshot()).agents[0]?.[network]?.firstMoments;
  return (moments as Float32Array).map((moment) => moment * 10);
}

test('targets, losses and gradients are those of PyTorch', async () => {
  const { batch } = golden;
  const program = defineProgram('golden', (p) => {
    const rows = 6;
    const observations = p.input('observations', rows, OBSERVATION);
    const actions = p.input('actions', rows, ACTION);
    const nextObservations = p.input('nextObservations', rows, OBSERVATION);
    const noise = p.input('smoothingNoise', rows, ACTION);
    const nextAction = p.clampedSum(p.forward('actorTarget', nextObservations), noise);
    const target = p.tdTarget({
      next: p.minimum(
        p.forward('critic1Target', nextObservations, nextAction),
        p.forward('critic2Target', nextObservations, nextAction),
      ),
      rewards: p.input('rewards', rows, 1),
      terminated: p.input('terminated', rows, 1),
      gamma: { hyperparameter: 'gamma' },
    });
    p.output('tdTarget', target);
    p.output('loss1', regress(p, 'critic1', observations, actions, target));
    p.output('loss2', regress(p, 'critic2', observations, actions, target));
    p.output('actorLoss', climb(p, 'critic1', observations));
    for (const network of ['actor', 'critic1', 'critic2']) p.adam(network, 0);
  });
  const population = open(td3, [program], 0);
  const slabs = {
    actor: slabOf(ACTOR, golden.actor),
    critic1: slabOf(CRITIC, golden.critic1),
    critic2: slabOf(CRITIC, golden.critic2),
  };
  await setWeights(population, 0, {
    ...slabs,
    ...Object.fromEntries(Object.entries(slabs).map(([name, slab]) => [`${name}Target`, slab])),
  });
  for (const [name, data] of Object.entries(batch))
    population.write('golden', name, 0, Float32Array.from(data.flat()));
  await population.run('golden', 0);

  const read = async (name: string) => (await population.read('golden', name, 0)).slice();
  expectRelative(await read('tdTarget'), golden.tdTarget);
  const losses = [await read('loss1'), await read('loss2')].map(([loss]) => loss as number);
  expectRelative([(losses[0] as number) + (losses[1] as number)], [golden.criticLoss]);
  expectRelative(await read('actorLoss'), [golden.actorLoss]);
  expectRelative(await gradientsOf(population, 'critic1'), slabOf(CRITIC, golden.gradCritic1));
  expectRelative(await gradientsOf(population, 'critic2'), slabOf(CRITIC, golden.gradCritic2));
  expectRelative(await gradientsOf(population, 'actor'), slabOf(ACTOR, golden.gradActor));
  population.dispose();
});

test.each([
  { algorithm: td3, critics: ['critic1', 'critic2'], deviation: 0.3 },
  { algorithm: ddpg, critics: ['critic'], deviation: 0 },
])(
  'the updates of $algorithm.declaration.id agree with autograd',
  async ({ algorithm, critics, deviation }) => {
    const remembered = 40;
    const step = 11;
    const config = {
      training: { environmentsPerAgent: 1 },
      evaluation: { episodes: 1 },
      settings: {
        noise: 'gaussian',
        noiseDeviation: 0.1,
        smoothingDeviation: deviation,
        smoothingClip: 0.4,
      },
    } as unknown as RunConfig;
    const context = contextIn({ players: [PLAYER] }, config);
    const population = open(algorithm, algorithm.programs(context), remembered);
    const slabs: Record<string, Float32Array> = {};
    for (const [i, { name }] of algorithm.declaration.networks.entries())
      slabs[name] = randomSlab(name.startsWith('actor') ? ACTOR : CRITIC, i + 1);
    await setWeights(population, 0, slabs);
    const all = {
      observations: numbers(remembered * OBSERVATION, 21),
      actions: numbers(remembered * ACTION, 22),
      rewards: numbers(remembered, 23),
      nextObservations: numbers(remembered * OBSERVATION, 24),
      terminated: numbers(remembered, 25).map((x) => (x > 0.3 ? 1 : 0)),
    };
    population.remember(remembered, all);

    // The paper's update, on the transitions and with the noise that core/random.ts draws.
    const rows = HYPERPARAMETERS.batchSize;
    const replay = drawsOf('replay', step);
    const drawn = Array.from({ length: rows }, () => Math.floor(replay.uniform() * remembered));
    const pick = (data: Float32Array, width: number) =>
      Float32Array.from(drawn.flatMap((t) => [...data.subarray(t * width, (t + 1) * width)]));
    const observations = pick(all.observations, OBSERVATION);
    const actions = pick(all.actions, ACTION);
    const nextObservations = pick(all.nextObservations, OBSERVATION);
    const rewards = pick(all.rewards, 1);
    const terminated = pick(all.terminated, 1);
    expect(new Set(terminated).size).toBe(2);
    const output = async (
      plan: Plan,
      name: string,
      input: Float32Array,
      joined: Float32Array | null = null,
    ) =>
      (
        await differentiate(
          plan,
          slabs[name] as Float32Array,
          input,
          new Float32Array(rows * plan.outputs),
          joined,
        )
      ).output;
    const smoothing = drawsOf('smooth', step);
    const nextActions = (await output(ACTOR, 'actorTarget', nextObservations)).map((action) => {
      if (deviation === 0) return action;
      const noise = Math.max(-0.4, Math.min(0.4, deviation * smoothing.normal()));
      return Math.max(-1, Math.min(1, action + noise));
    });
    const next = await Promise.all(
      critics.map((name) => output(CRITIC, `${name}Target`, nextObservations, nextActions)),
    );
    const target = rewards.map((reward, i) => {
      const least = Math.min(...next.map((values) => values[i] as number));
      return reward + HYPERPARAMETERS.gamma * (1 - (terminated[i] as number)) * least;
    });

    await population.run('learn', step);
    for (const name of critics) {
      const q = await output(CRITIC, name, observations, actions);
      const gradient = q.map((value, i) => (2 * (value - (target[i] as number))) / rows);
      const expected = await differentiate(
        CRITIC,
        slabs[name] as Float32Array,
        observations,
        gradient,
        actions,
      );
      expectClose(await gradientsOf(population, name), expected.gradients);
      slabs[name] = await population.weights(0, name);
    }
    expect(await population.weights(0, 'actor')).toEqual(slabs['actor']);

    await population.run('learnActor', step);
    const first = critics[0] as string;
    const before = slabs['actor'] as Float32Array;
    const chosen = await output(ACTOR, 'actor', observations);
    const slope = new Float32Array(rows).fill(-1 / rows);
    const { joinedGradient } = await differentiate(
      CRITIC,
      slabs[first] as Float32Array,
      observations,
      slope,
      chosen,
    );
    const { gradients } = await differentiate(
      ACTOR,
      before,
      observations,
      joinedGradient as Float32Array,
    );
    expectClose(await gradientsOf(population, 'actor'), gradients);
    for (const name of critics) expect(await population.weights(0, name)).toEqual(slabs[name]);
    slabs['actor'] = await population.weights(0, 'actor');
    // One step of Adam moves a weight by its learning rate.
    const moved = Math.max(...slabs['actor'].map((x, i) => Math.abs(x - (before[i] as number))));
    expect(moved).toBeCloseTo(HYPERPARAMETERS.learningRateActor, 5);
    for (const name of ['actor', ...critics]) {
      const [online, was] = [slabs[name], slabs[`${name}Target`]] as [Float32Array, Float32Array];
      const { tau } = HYPERPARAMETERS;
      expectClose(
        await population.weights(0, `${name}Target`),
        was.map((x, i) => tau * (online[i] as number) + (1 - tau) * x),
      );
    }
    population.dispose();
  },
);

/** The numbers that the first random op of a purpose draws at a step. */
function drawsOf(purpose: Purpose, step: number) {
  const key = new Uint32Array(2);
  threefry2x32(KEY[0], KEY[1], PURPOSE[purpose], step, key);
  return draws([key[0] as number, key[1] as number]);
}

function slabOf(plan: Plan, layers: readonly LayerNumbers[]): Float32Array {
  const slab = new Float32Array(plan.length);
  plan.layers
    .filter((layer) => layer.kind === 'dense')
    .forEach(({ weights, biases }, i) => {
      layers[i]?.kernel.forEach((row, r) => {
        slab.set(row, weights.offset + r * weights.stride);
      });
      slab.set(layers[i]?.bias ?? [], biases.offset);
    });
  return slab;
}

/** Within a relative 1e-4, of numbers below 0.01 an absolute 1e-6. */
function expectRelative(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const want = expected[i] as number;
    const off = Math.abs((actual[i] as number) - want);
    expect(off, `element ${i}: ${actual[i]}, not ${want}`).toBeLessThanOrEqual(
      1e-4 * Math.max(0.01, Math.abs(want)),
    );
  }
}
