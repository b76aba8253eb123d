import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineProgram } from '#compute/builder.ts';
import type { AgentSetup, Device, DevicePopulation } from '#compute/device.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import type { Plan } from '#networks/plan.ts';
import {
  DQN_NETWORKS,
  dqnAgent,
  dqnProgram,
  HYPERPARAMETERS,
  transitionFields,
  transitions,
} from './dqn-population.ts';
import { eachWeight, numbers, plainPlan } from './plans.ts';

const act = defineProgram('act', (p) => {
  const q = p.forward('online', p.input('observations', 3, 4));
  p.output('q', q);
  p.output('actions', p.epsilonGreedy(q, p.input('epsilon', 1, 1)));
});

/** Plans of different sizes, as evolution makes them; the widest layer has 128 / `shrink` units. */
export const raggedPlans = (shrink: number): readonly Plan[] => {
  const widths = (...hidden: readonly number[]) => [
    4,
    ...hidden.map((width) => Math.ceil(width / shrink)),
    2,
  ];
  return [
    plainPlan({ widths: widths(64, 64) }),
    plainPlan({ widths: widths(33), activation: 'gelu', layerNorm: 'affine' }),
    plainPlan({ widths: widths(16, 48, 20), activation: 'tanh' }),
    plainPlan({ widths: widths(128), activation: 'elu', layerNorm: 'plain' }),
    plainPlan({ widths: widths(7, 9), activation: 'softplus' }),
  ];
};

export function founders(plans: readonly Plan[]): AgentSetup[] {
  return plans.map((plan, slot) =>
    dqnAgent(plan, slot, { ...HYPERPARAMETERS, batchSize: 5 + 8 * slot }),
  );
}

export function openRagged(device: Device, agents: readonly AgentSetup[]): DevicePopulation {
  const population = device.open({
    networks: DQN_NETWORKS,
    programs: [dqnProgram(true, 4), act],
    replay: { capacity: 200, fields: transitionFields(4) },
    agents,
  });
  population.remember(150, transitions(150, 4, 1));
  return population;
}

export async function everything(population: DevicePopulation) {
  const { agents, replay } = await population.snapshot();
  return { agents, replay };
}

export async function learn(
  population: DevicePopulation,
  from: number,
  to: number,
  active?: Uint8Array,
) {
  for (let step = from; step < to; step++) await population.run('learn', step, active);
}

const keep = (plans: readonly Plan[]): AgentSetup[] =>
  plans.map((plan, slot) => {
    const copy: Inheritance = { kind: 'copy' };
    return { ...dqnAgent(plan, slot), inheritance: { online: copy, target: copy } };
  });

/** Sums up what it is given, over rows that are counted by a hyperparameter; begins anew where it is told to. */
const running = defineProgram('running', (p) => {
  const rows = { hyperparameter: 'batchSize' };
  const sum = p.state('sum', rows, 3);
  const begun = p.zeroWhere(sum, p.input('begins', rows, 1));
  p.assign(sum, p.sum(begun, p.input('x', rows, 3)));
});

/** Holds a device to the contract of populations, whatever its numbers are. */
export function populationSuite(openDevice: () => Promise<Device>, plans: readonly Plan[]): void {
  let device: Device;
  const open = (on: Device, agents: readonly AgentSetup[] = founders(plans)) =>
    openRagged(on, agents);
  beforeAll(async () => {
    device = await openDevice();
  });
  afterAll(() => device.dispose());

  test('a run touches only the agents whose flag is set', async () => {
    const population = open(device);
    const before = await everything(population);
    await learn(population, 0, 3, Uint8Array.of(0, 1, 0, 1, 0));
    const after = await everything(population);
    for (const slot of [0, 2, 4]) expect(after.agents[slot]).toEqual(before.agents[slot]);
    for (const slot of [1, 3]) expect(after.agents[slot]).not.toEqual(before.agents[slot]);
    const alone = open(device);
    await learn(alone, 0, 3);
    const all = await everything(alone);
    for (const slot of [1, 3]) expect(after.agents[slot]).toEqual(all.agents[slot]);
    population.dispose();
    alone.dispose();
  });

  test('padding of weights and moments stays zero', async () => {
    const population = open(device);
    await learn(population, 0, 20);
    const { agents } = await population.snapshot();
    plans.forEach((plan, slot) => {
      const used = new Set<number>();
      eachWeight(plan, (index) => used.add(index));
      for (const network of Object.values(agents[slot] ?? {}))
        for (const slab of [network.weights, network.firstMoments, network.secondMoments])
          expect(slab.every((x, i) => used.has(i) || x === 0)).toBe(true);
    });
    population.dispose();
  });

  test('memory is flat over a thousand updates and a hundred generations', async () => {
    const population = open(device);
    const small = keep(plans);
    const large = plans.map((_, slot) => dqnAgent(plans[0] as Plan, slot));
    const cycle = () => {
      void population.evolve(small);
      void population.evolve(large.map((agent) => ({ ...agent, parentSlot: 0 })));
      void population.evolve(keep(plans.map(() => plans[0] as Plan)));
      void population.evolve(founders(plans));
    };
    cycle();
    const { bytes } = population;
    for (let i = 0; i < 25; i++) {
      cycle();
      await learn(population, i * 40, (i + 1) * 40);
    }
    expect(population.bytes).toBe(bytes);
    population.dispose();
  });

  test('disposing of a population gives its memory back', async () => {
    const first = open(device);
    const { bytes } = first;
    first.dispose();
    const second = open(device);
    expect(second.bytes).toBe(bytes);
    second.dispose();
    expect(() => second.run('learn', 0)).toThrow(RangeError);
  });

  test('a run goes on from a snapshot to the same bits', async () => {
    const through = open(device);
    await learn(through, 0, 10);
    const half = await through.snapshot();
    through.remember(90, transitions(90, 4, 9)); // wraps around the ring
    await learn(through, 10, 20);
    const resumed = open(device);
    resumed.restore(half);
    resumed.remember(90, transitions(90, 4, 9));
    await learn(resumed, 10, 20);
    expect(await everything(resumed)).toEqual(await everything(through));
    through.dispose();
    resumed.dispose();
  });

  test('a copied child computes and learns what its parent does', async () => {
    const agents = [0, 1].map(() => dqnAgent(plans[1] as Plan, 3));
    const population = open(device, agents);
    await learn(population, 0, 5);
    const parent = (await population.snapshot()).agents[1];
    const copy: Inheritance = { kind: 'copy' };
    await population.evolve(
      [0, 1, 2].map(() => ({
        ...(agents[0] as AgentSetup),
        parentSlot: 1,
        inheritance: { online: copy, target: copy },
      })),
    );
    expect(population.size).toBe(3);
    expect((await population.snapshot()).agents).toEqual([parent, parent, parent]);
    expect(population.remembered).toBe(150);
    await learn(population, 5, 8);
    const { agents: after } = await population.snapshot();
    expect(after[1]).toEqual(after[0]);
    expect(after[0]?.['online']?.updates).toBe(8);
    population.dispose();
  });

  test('a child that begins afresh has nothing of its parent, whatever its siblings inherit', async () => {
    const founder = dqnAgent(plans[1] as Plan);
    const population = open(device, [founder]);
    const { agents: fresh } = await population.snapshot();
    await learn(population, 0, 3);
    const copy: Inheritance = { kind: 'copy' };
    await population.evolve([{ ...founder, inheritance: { online: copy, target: copy } }, founder]);
    const { agents } = await population.snapshot();
    expect(agents[0]?.['online']?.updates).toBe(3);
    expect(agents[1]).toEqual(fresh[0]);
    population.dispose();
  });

  test('NaN in one agent does not touch another', async () => {
    const clean = open(device);
    const dirty = open(device);
    const snapshot = await dirty.snapshot();
    snapshot.agents[1]?.['online']?.weights.fill(Number.NaN, 0, 4);
    dirty.restore(snapshot);
    await learn(clean, 0, 5);
    await learn(dirty, 0, 5);
    const [good, bad] = [await everything(clean), await everything(dirty)];
    expect(bad.agents[1]?.['online']?.weights.some(Number.isNaN)).toBe(true);
    for (const slot of [0, 2, 3, 4]) expect(bad.agents[slot]).toEqual(good.agents[slot]);
    clean.dispose();
    dirty.dispose();
  });

  test('hyperparameters change in place, and buffers follow a new batch size', async () => {
    const edited = open(device);
    const fresh = open(
      device,
      founders(plans).map((agent, slot) =>
        slot === 2
          ? {
              ...agent,
              hyperparameters: { ...agent.hyperparameters, learningRate: 0.5, batchSize: 60 },
            }
          : agent,
      ),
    );
    await edited.setHyperparameters(2, { learningRate: 0.5, batchSize: 60 });
    await learn(edited, 0, 4);
    await learn(fresh, 0, 4);
    expect(await everything(edited)).toEqual(await everything(fresh));
    edited.dispose();
    fresh.dispose();
  });

  test('values are written and read without padding', async () => {
    const population = open(device);
    const observations = numbers(12, 4);
    for (let slot = 0; slot < population.size; slot++) {
      population.write('act', 'observations', slot, observations);
      population.write('act', 'epsilon', slot, Float32Array.of(0));
    }
    await population.run('act', 0);
    const q = (await population.readAll('act', 'q')).slice();
    const actions = await population.readAll('act', 'actions');
    expect(q.length).toBe(5 * 3 * 2);
    for (let i = 0; i < 15; i++)
      expect(actions[i]).toBe((q[2 * i + 1] as number) > (q[2 * i] as number) ? 1 : 0);
    expect(await population.read('act', 'q', 2)).toEqual(q.subarray(12, 18));
    population.dispose();
  });

  test('what cannot be says so', async () => {
    const population = open(device);
    const nothing = new Float32Array(0);
    expect(() => population.run('nap', 0)).toThrow(
      "there is no program 'nap', only 'learn', 'act'",
    );
    expect(() => population.write('act', 'x', 0, nothing)).toThrow("has no value 'x'");
    expect(() => population.write('act', 'observations', 5, nothing)).toThrow(
      'slot 5 is not in a population of 5',
    );
    expect(() => population.write('act', 'observations', 0, new Float32Array(13))).toThrow(
      '13 numbers are not whole rows',
    );
    expect(() => population.run('act', 0, new Uint8Array(4))).toThrow('4 flags');
    expect(() => population.remember(2, transitions(1, 4, 1))).toThrow('numbers, not');
    expect(() => population.setHyperparameters(0, { speed: 1 })).toThrow(
      "no hyperparameter 'speed'",
    );
    expect(() => open(device, [{ ...dqnAgent(plainPlan({ widths: [5, 2] })) }])).toThrow(
      'has width 4, but inputs of network',
    );
    population.dispose();
    const empty = device.open({
      networks: DQN_NETWORKS,
      programs: [dqnProgram(false, 4)],
      replay: { capacity: 10, fields: transitionFields(4) },
      agents: founders(plans),
    });
    expect(() => empty.run('learn', 0)).toThrow('nothing is remembered yet');
    empty.dispose();
  });

  test('a state goes on from run to run, in snapshots, and in children where it is as large', async () => {
    const agents = founders(plans);
    const setup = { networks: DQN_NETWORKS, programs: [running], replay: null };
    const population = device.open({ ...setup, agents });
    const sums = async (of: DevicePopulation, slot: number) => [
      ...(await of.read('running', 'sum', slot)),
    ];
    const give = (of: DevicePopulation, slot: number, x: number, begins: readonly number[]) => {
      const rows = agents[slot]?.hyperparameters['batchSize'] as number;
      of.write('running', 'x', slot, new Float32Array(rows * 3).fill(x));
      of.write('running', 'begins', slot, Float32Array.from(begins));
    };
    try {
      expect(await sums(population, 0)).toEqual(Array(15).fill(0));
      for (const x of [1, 2]) {
        give(population, 0, x, [0, 0, 0, 0, 0]);
        give(population, 1, 10 * x, [0]);
        await population.run('running', x);
      }
      give(population, 0, 4, [0, 1, 0, 0, 1]);
      await population.run(
        'running',
        3,
        Uint8Array.from(agents, (_, slot) => (slot < 1 ? 1 : 0)),
      );
      const first = [7, 4, 7, 7, 4].flatMap((x) => [x, x, x]);
      const second = Array(39).fill(30);
      expect(await sums(population, 0)).toEqual(first);
      expect(await sums(population, 1)).toEqual(second);

      const snapshot = await population.snapshot();
      expect([...(snapshot.states?.[1]?.['running.sum'] ?? [])]).toEqual(second);
      const other = device.open({ ...setup, agents });
      other.restore(snapshot);
      expect(await sums(other, 0)).toEqual(first);
      other.dispose();
      const tooLong = snapshot.states?.map(() => ({ 'running.sum': new Float32Array(7) })) ?? [];
      expect(() => population.restore({ ...snapshot, states: tooLong })).toThrow(
        "the snapshot's state 'running.sum' of slot 0 has 7 numbers, its program 15",
      );

      // slot 0 is a child of 1, and as large; slot 1 one of 0, whose state is smaller than its own
      const kept = keep(plans);
      const children = kept.map((child, slot) => ({
        ...child,
        parentSlot: slot < 2 ? 1 - slot : slot,
        plans: agents[slot < 2 ? 1 - slot : slot]?.plans ?? child.plans,
        hyperparameters: agents[1]?.hyperparameters ?? child.hyperparameters,
      }));
      await population.evolve(children);
      expect(await sums(population, 0)).toEqual(second);
      expect(await sums(population, 1)).toEqual(Array(39).fill(0));
    } finally {
      population.dispose();
    }
  });

  test('an average goes over the runs of the agent’s own generation, changed sizes of values or not', async () => {
    const averaging = defineProgram('averaging', (p) => {
      const x = p.input('x', 1, 1);
      p.input('rows', { hyperparameter: 'batchSize' }, 1);
      p.output('mean', p.average(x));
    });
    const agents = founders(plans).slice(0, 2);
    const setup = { networks: DQN_NETWORKS, programs: [averaging], replay: null, agents };
    const population = device.open(setup);
    const run = async (values: readonly [number, number], active?: Uint8Array) => {
      for (const [slot, value] of values.entries())
        population.write('averaging', 'x', slot, Float32Array.of(value));
      await population.run('averaging', 0, active);
      return [...(await population.readAll('averaging', 'mean'))];
    };
    expect(await run([4, -2])).toEqual([4, 1, -2, 1]);
    expect(await run([2, 9], Uint8Array.of(1, 0))).toEqual([3, 2, -2, 1]);
    population.setHyperparameters(0, { batchSize: 32 });
    expect(await run([6, 0])).toEqual([4, 3, -1, 2]);
    const { states } = await population.snapshot();
    expect(states).toBeUndefined();
    // children, and one that lives on, have a key of their own
    await population.evolve(
      keep(plans.slice(0, 2)).map((agent, slot) => ({ ...agent, key: [slot, 78] as const })),
    );
    expect(await run([7, 8])).toEqual([7, 1, 8, 1]);
    population.dispose();
  });

  test('only a state can be assigned to', () => {
    expect(() =>
      defineProgram('wrong', (p) => {
        const x = p.input('x', 1, 1);
        p.assign(x, x);
      }),
    ).toThrow('value 0 is no state, so nothing can be assigned to it');
  });
}
