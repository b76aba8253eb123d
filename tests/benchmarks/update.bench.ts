import { defineProgram } from '#compute/builder.ts';
import type { Device, DevicePopulation } from '#compute/device.ts';
import { dqnFlops } from '#core/flops.ts';
import type { Plan } from '#networks/plan.ts';
import { openDevice } from '../compute/devices.ts';
import { DQN_NETWORKS, dqnAgent, dqnProgram, transitionFields } from '../compute/dqn-population.ts';
import { numbers, type PlainShape, plainPlan } from '../compute/plans.ts';
import { peakCase, productCases } from './kernels.ts';
import { type Case, measure } from './measure.ts';
import type { Section } from './sections.ts';

const BATCH = 64;
const REMEMBERED = 10_000;
const HYPERPARAMETERS = { learningRate: 1e-3, gamma: 0.99, tau: 0.01, batchSize: BATCH };
const WIDTHS = (width: number): PlainShape => ({ widths: [4, width, width, 2] });
/** AgileRL's default shape for a small task: 4 → 64 → latent 64 → 64 → 2, LayerNorm after every hidden layer. */
const AGILE: PlainShape = { widths: [4, 64, 64, 64, 2], layerNorm: 'affine' };

/** Matrix products alone. */
export const products: Section = {
  title: 'Matrix products, batch 64, one thread',
  run: async () => measure([await peakCase(), ...(await productCases())]),
};

/** One double-DQN update: gather, three forward passes, TD error, backward, Adam, soft update. Times per agent. */
export const update: Section = {
  title: 'DQN update on the wasm device, 4-n-n-2, batch 64, per agent',
  async run() {
    const devices = [await openDevice(1), await openDevice(2)];
    const cases = [await peakCase()];
    for (const width of [64, 128])
      for (const size of [1, 4, 16, 64])
        for (const device of devices)
          cases.push(
            updateCase(
              device,
              WIDTHS(width),
              size,
              `width ${width}, population ${size}, ${threadsOf(device)}`,
            ),
          );
    for (const device of devices)
      cases.push(
        updateCase(
          device,
          AGILE,
          6,
          `4-64-64-64-2 with LayerNorm, population 6, ${threadsOf(device)}`,
        ),
      );
    const result = measure(cases);
    for (const device of devices) device.dispose();
    return result;
  },
};

/** A training step (act, step, remember, learn) against its update, population 16, one environment per agent. */
export const step: Section = {
  title: 'Training step with CartPole physics, 4-64-64-2, batch 64, per agent',
  async run() {
    const device = await openDevice(1);
    const size = 16;
    const population = openPopulation(device, WIDTHS(64), size);
    const other = openPopulation(device, WIDTHS(64), size);
    const loop = trainingStep(population, size);
    let updates = 0;
    const result = measure([
      { name: 'update', units: size, work: () => void other.run('learn', updates++) },
      { name: 'act, step, remember, learn', units: size, work: loop },
    ]);
    device.dispose();
    return result;
  },
};

const threadsOf = ({ threads }: Device) => `${threads} thread${threads === 1 ? '' : 's'}`;

function updateCase(device: Device, shape: PlainShape, size: number, name: string): Case {
  const population = openPopulation(device, shape, size);
  let step = 0;
  return {
    name,
    units: size,
    flops: dqnFlops(shape, BATCH),
    work: () => void population.run('learn', step++),
  };
}

function openPopulation(device: Device, shape: PlainShape, size: number): DevicePopulation {
  const plan: Plan = plainPlan(shape);
  const population = device.open({
    networks: DQN_NETWORKS,
    programs: [
      dqnProgram(true, 4),
      defineProgram('act', (p) => {
        const epsilon = p.input('epsilon', 1, 1);
        p.output(
          'actions',
          p.epsilonGreedy(p.forward('online', p.input('observations', 1, 4)), epsilon),
        );
      }),
    ],
    replay: { capacity: REMEMBERED, fields: transitionFields(4) },
    agents: Array.from({ length: size }, (_, slot) => dqnAgent(plan, slot, HYPERPARAMETERS)),
  });
  population.remember(REMEMBERED, {
    observations: numbers(REMEMBERED * 4, 1),
    nextObservations: numbers(REMEMBERED * 4, 2),
    actions: numbers(REMEMBERED, 3).map((x) => (x > 0 ? 1 : 0)),
    rewards: numbers(REMEMBERED, 4),
    terminated: numbers(REMEMBERED, 5).map((x) => (x > 0.9 ? 1 : 0)),
  });
  return population;
}

/** One step of every agent in its own cart and pole (Euler, Gymnasium's constants). */
function trainingStep(population: DevicePopulation, size: number): () => void {
  const states = numbers(size * 4, 6, 0.05);
  const nextStates = new Float32Array(size * 4);
  const rewards = new Float32Array(size).fill(1);
  const terminated = new Float32Array(size);
  const epsilon = Float32Array.of(0.1);
  const views = Array.from({ length: size }, (_, slot) => states.subarray(slot * 4, slot * 4 + 4));
  let count = 0;
  return () => {
    views.forEach((view, slot) => {
      population.write('act', 'observations', slot, view);
      population.write('act', 'epsilon', slot, epsilon);
    });
    void population.run('act', count);
    const actions = population.readAll('act', 'actions') as Float32Array; // the wasm device answers at once
    for (let slot = 0; slot < size; slot++)
      terminated[slot] = cartPole(states, nextStates, slot * 4, actions[slot] as number) ? 1 : 0;
    population.remember(size, {
      observations: states,
      actions,
      rewards,
      nextObservations: nextStates,
      terminated,
    });
    states.set(nextStates);
    for (let slot = 0; slot < size; slot++)
      if (terminated[slot]) states.fill(0.01, slot * 4, slot * 4 + 4);
    void population.run('learn', count++);
  };
}

function cartPole(from: Float32Array, to: Float32Array, at: number, action: number): boolean {
  const [x = 0, v = 0, angle = 0, spin = 0] = [from[at], from[at + 1], from[at + 2], from[at + 3]];
  const force = action > 0 ? 10 : -10;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const push = (force + 0.05 * spin * spin * sin) / 1.1;
  const turn = (9.8 * sin - cos * push) / (0.5 * (4 / 3 - (0.1 * cos * cos) / 1.1));
  const drive = push - (0.05 * turn * cos) / 1.1;
  to[at] = x + 0.02 * v;
  to[at + 1] = v + 0.02 * drive;
  to[at + 2] = angle + 0.02 * spin;
  to[at + 3] = spin + 0.02 * turn;
  return Math.abs(x) > 2.4 || Math.abs(angle) > 0.2095;
}
