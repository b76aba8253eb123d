import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineProgram } from '#compute/builder.ts';
import type { AgentSetup, Device } from '#compute/device.ts';
import { draws, type Key, PURPOSE, type Purpose, threefry2x32 } from '#core/random.ts';
import { openDevice } from './devices.ts';
import { numbers, plainPlan } from './plans.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const KEY: Key = [0xdeadbeef, 0x12345678];

function agent(rows: number): AgentSetup {
  return {
    parentSlot: 0,
    plans: { net: plainPlan({ widths: [3, 3] }) },
    inheritance: { net: { kind: 'initialise', key: [1, 2] } },
    hyperparameters: { rows },
    key: KEY,
  };
}

/** The numbers that the first random op of a purpose draws in a program at a step. */
function drawsOf(purpose: Purpose, step: number) {
  const key = new Uint32Array(2);
  threefry2x32(KEY[0], KEY[1], PURPOSE[purpose], step, key);
  return draws([key[0] as number, key[1] as number]);
}

test('a minibatch holds the transitions that core/random.ts draws', async () => {
  const rows = 17;
  const population = device.open({
    networks: [{ name: 'net', targetOf: null, trained: false }],
    programs: [
      defineProgram('draw', (p) => {
        const batch = p.sample({ a: 3, b: 1, c: 4 }, { hyperparameter: 'rows' });
        for (const [name, value] of Object.entries(batch)) p.output(name, value);
        const again = p.sample({ b: 1 }, { hyperparameter: 'rows' });
        p.output('again', again.b);
      }),
    ],
    replay: { capacity: 50, fields: { a: 3, b: 1, c: 4 } },
    agents: [agent(rows)],
  });
  // 80 transitions into room for 50: the first 30 are overwritten by the last 30
  const fields = { a: numbers(240, 1), b: numbers(80, 2), c: numbers(320, 3) };
  for (const [from, to] of [
    [0, 33],
    [33, 80],
  ] as const)
    population.remember(to - from, {
      a: fields.a.subarray(from * 3, to * 3),
      b: fields.b.subarray(from, to),
      c: fields.c.subarray(from * 4, to * 4),
    });
  expect(population.remembered).toBe(50);
  for (const step of [0, 1, 4294967295]) {
    await population.run('draw', step);
    const source = drawsOf('replay', step);
    const slots = Array.from({ length: rows }, () => Math.floor(source.uniform() * 50));
    const transitions = slots.map((slot) => (slot < 30 ? slot + 50 : slot));
    const rowsOf = (data: Float32Array, width: number) =>
      transitions.flatMap((t) => [...data.subarray(t * width, (t + 1) * width)]);
    expect([...(await population.read('draw', 'a', 0))]).toEqual(rowsOf(fields.a, 3));
    expect([...(await population.read('draw', 'b', 0))]).toEqual(rowsOf(fields.b, 1));
    expect([...(await population.read('draw', 'c', 0))]).toEqual(rowsOf(fields.c, 4));
    expect([...(await population.read('draw', 'again', 0))]).not.toEqual(rowsOf(fields.b, 1));
  }
  population.dispose();
});

test('epsilon-greedy draws what core/random.ts does, and argmax takes the first of equals', async () => {
  const rows = 64;
  const population = device.open({
    networks: [{ name: 'net', targetOf: null, trained: false }],
    programs: [
      defineProgram('choose', (p) => {
        const q = p.input('q', rows, 3);
        p.output('explored', p.epsilonGreedy(q, p.input('epsilon', 1, 1)));
        p.output('greedy', p.argmax(q));
      }),
    ],
    replay: null,
    agents: [agent(1)],
  });
  const q = numbers(rows * 3, 5);
  q.set([1, 1, 0, 0, 2, 2, Number.NaN, 5, Number.NaN, 5, Number.NaN, 7]);
  population.write('choose', 'q', 0, q);
  for (const epsilon of [0, 0.3, 1]) {
    population.write('choose', 'epsilon', 0, Float32Array.of(epsilon));
    await population.run('choose', 7);
    const greedy = [...(await population.read('choose', 'greedy', 0))];
    expect(greedy.slice(0, 4)).toEqual([0, 1, 0, 1]);
    const source = drawsOf('explore', 7);
    const expected = greedy.map((best) => {
      const explores = source.uniform() < Math.fround(epsilon);
      const other = Math.floor(source.uniform() * 3);
      return explores ? other : best;
    });
    expect([...(await population.read('choose', 'explored', 0))]).toEqual(expected);
  }
  population.dispose();
});
