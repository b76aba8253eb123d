import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device, PopulationSnapshot } from '#compute/device.ts';
import { hasher } from '#core/hash.ts';
import { draws } from '#core/random.ts';
import type { DqnSettings } from '#core/strategy/controller-settings.ts';
import type { Experience } from '#core/strategy/decision.ts';
import type { Choices } from '#core/strategy/seats.ts';
import type { StateElement } from '#core/strategy/state-settings.ts';
import type { Controller } from '#strategy/controllers/controller.ts';
import { openDqn } from '#strategy/controllers/dqn/dqn.ts';
import { openDevice } from '../../compute/devices.ts';
import { climbing, TWO_SEATS } from '../worlds/games.ts';
import { lastChoices, play, type World } from '../worlds/play.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const SETTINGS: DqnSettings = {
  kind: 'dqn',
  mixing: 'independent',
  sharing: { state: true, minibatch: true, reward: true },
  hidden: [16],
  layerNorm: false,
  dueling: false,
  double: true,
  huber: false,
  discount: 0.9,
  steps: 1,
  learningRate: 0.01,
  batch: 32,
  capacity: 2000,
  warmUp: 32,
  updates: 8,
  target: { kind: 'soft', share: 0.05 },
  exploration: { start: 1, end: 0.05, over: 0.6, ladder: 0 },
  hold: 1,
  switchCost: 0,
};
/** Elements of a state of so many numbers, which say how well it goes. */
const seen = (width: number): StateElement[] =>
  Array.from({ length: width }, (_, at) => ({
    id: `number ${at}`,
    group: 'performance',
    label: '',
    explanation: '',
    ago: 0,
  }));

const CONTEXT = { seed: 2, options: TWO_SEATS, rows: 4, episodes: 40, intervals: 4 };
const TEST = { from: 40, explores: false, learns: false };

/** World with three sorts of moment, each of which wants another choice of both seats. */
const contexts: World<{ readonly key: number; readonly at: number }> = {
  begin: (row, episode) => ({ key: episode * 100 + row, at: 0 }),
  observe: (state) => Float32Array.from([0, 1, 2], (sort) => Number(sortOf(state) === sort)),
  step(state, choices) {
    const wants = (['a', 'b', 'c'] as const)[sortOf(state)];
    const good = Number(choices.augmentation === wants) + Number(choices.optimizer !== wants) / 2;
    return { state: { ...state, at: state.at + 1 }, reward: good };
  },
};
const sortOf = ({ key, at }: { key: number; at: number }) => draws([key, at]).integer(3);

describe('a contextual bandit', () => {
  const variants: [string, Partial<DqnSettings>][] = [
    ['independently', {}],
    ['as a sum', { mixing: 'vdn' }],
    ['in order', { mixing: 'sequential' }],
    [
      'with everything that steadies',
      { dueling: true, huber: true, layerNorm: true, hidden: [16, 16] },
    ],
    [
      'with a target that is copied, no double Q',
      { double: false, target: { kind: 'hard', every: 20 } },
    ],
  ];
  test.each(variants)('is learned %s', async (_, variant) => {
    const controller = openDqn({ ...SETTINGS, discount: 0, ...variant }, CONTEXT, seen(3), device);
    await play(controller, CONTEXT, contexts, 40);
    const { returns } = await play(controller, CONTEXT, contexts, 5, TEST);
    expect(returns.flat().every((each) => each === 1.5 * CONTEXT.intervals)).toBe(true);
    controller.dispose();
  });
});

/** A reward comes only at the end, if the first choice was right. */
const late: World<{ readonly at: number; readonly right: boolean }> = {
  begin: () => ({ at: 0, right: false }),
  observe: ({ at, right }) =>
    Float32Array.from([0, 1, 2, 3, 4], (i) => (i === at ? 1 : i === 4 && right ? 1 : 0)),
  step({ at, right }, { augmentation }) {
    const isRight = at === 0 ? augmentation === 'b' : right;
    return { state: { at: at + 1, right: isRight }, reward: Number(at === 3 && isRight) };
  },
};

test.each([1, 3, null])(
  'a reward at the end is traced back to the first choice, n %s',
  async (steps) => {
    const context = { ...CONTEXT, episodes: 60 };
    const controller = openDqn(
      { ...SETTINGS, steps, target: { kind: 'soft', share: 0.1 } },
      context,
      seen(5),
      device,
    );
    await play(controller, context, late, 60);
    const { decisions, returns } = await play(controller, context, late, 1, { ...TEST, from: 60 });
    expect(returns[0]).toEqual([1, 1, 1, 1]);
    const worth = decisions[0]?.[0]?.reasons.augmentation.values?.[1];
    expect(Math.abs((worth ?? 0) - 0.9 ** 3)).toBeLessThan(0.15);
    controller.dispose();
  },
);

describe('the climbing game', () => {
  const context = { ...CONTEXT, rows: 8, intervals: 1, episodes: 120 };
  const end = async (mixing: DqnSettings['mixing']) => {
    const controller = openDqn({ ...SETTINGS, mixing }, context, seen(1), device);
    await play(controller, context, climbing, 120);
    const tested = await play(controller, context, climbing, 1, { ...TEST, from: 120 });
    controller.dispose();
    return { choices: lastChoices(tested)[0], worth: tested.returns[0]?.[0] ?? NaN };
  };

  test.each(['independent', 'vdn'] as const)('is beyond seats that learn %s', async (mixing) => {
    expect((await end(mixing)).worth).toBeLessThan(8);
  });

  test('is climbed by seats that see each other’s choices', async () => {
    expect(await end('sequential')).toMatchObject({
      choices: { augmentation: 'a', optimizer: 'a' },
      worth: 11,
    });
  });
});

describe('recipes that were recorded, in which choices mostly come together', () => {
  const rows = 20;
  const context = { ...CONTEXT, rows, intervals: 1, episodes: 1 };
  const merits = { augmentation: { a: 1, b: 0, c: 0 }, optimizer: { a: -3, b: 0, c: 3 } };
  const pick = (at: number) => (['a', 'b', 'c'] as const)[at] as 'a' | 'b' | 'c';

  /** The usual pairs, and now and then another. */
  function recorded(at: number): Experience {
    const reader = draws([at, 11]);
    const first = pick(reader.integer(3));
    const second = reader.uniform() < 0.85 ? first : pick(reader.integer(3));
    const choices: Choices = {
      augmentation: first,
      optimizer: second,
      schedule: 'only',
      loss: 'only',
    };
    const reason = { ground: 'plan', values: null, deviations: null, chances: null } as const;
    return {
      situation: {
        ...{ row: at % rows, episode: 0, interval: 0, intervals: 1, current: null },
        state: Float32Array.of(1),
        held: { augmentation: 0, optimizer: 0, schedule: 0, loss: 0 },
      },
      decision: {
        choices,
        reasons: { augmentation: reason, optimizer: reason, schedule: reason, loss: reason },
      },
      reward: merits.augmentation[first] + merits.optimizer[second],
      own: {
        augmentation: merits.augmentation[first],
        optimizer: merits.optimizer[second],
        schedule: 0,
        loss: 0,
      },
      next: Float32Array.of(1),
      isLast: true,
    };
  }

  const learned = async (mixing: DqnSettings['mixing'], sharing = SETTINGS.sharing) => {
    const controller = openDqn({ ...SETTINGS, mixing, sharing }, context, seen(1), device);
    for (let at = 0; at < 40; at++)
      await controller.learn(Array.from({ length: rows }, (_, row) => recorded(at * rows + row)));
    const [decision] = await controller.decide([recorded(0).situation], false);
    controller.dispose();
    return decision?.choices;
  };

  test('lead independent seats astray: each takes the other’s merit for its own', async () => {
    expect(await learned('independent')).not.toMatchObject({ augmentation: 'a' });
  });

  test('are no trouble to seats that are rewarded apart', async () => {
    const own = { ...SETTINGS.sharing, reward: false };
    expect(await learned('independent', own)).toMatchObject({ augmentation: 'a', optimizer: 'c' });
  });

  test('are told apart where the seats’ values add up', async () => {
    expect(await learned('vdn')).toMatchObject({ augmentation: 'a', optimizer: 'c' });
  });
});

describe('seats that do not share', () => {
  const apart = { state: false, minibatch: false, reward: true };

  test('minibatches learn all the same', async () => {
    const settings = { ...SETTINGS, discount: 0, sharing: { ...apart, state: true } };
    const controller = openDqn(settings, CONTEXT, seen(3), device);
    await play(controller, CONTEXT, contexts, 40);
    const { returns } = await play(controller, CONTEXT, contexts, 5, TEST);
    expect(returns.flat().every((each) => each === 1.5 * CONTEXT.intervals)).toBe(true);
    controller.dispose();
  });

  test('what they see are blind to all but performance and their own choice', async () => {
    const elements: StateElement[] = seen(3).map((each, at) => ({
      ...each,
      ...(at === 1 && { group: 'choices', id: 'optimizer=a' }),
      ...(at === 2 && { group: 'dynamics' }),
    }));
    const controller = openDqn({ ...SETTINGS, sharing: apart }, CONTEXT, elements, device);
    const worth = async (state: readonly number[]) => {
      const situation = {
        ...{ row: 0, episode: 0, interval: 0, intervals: 4, current: null },
        state: Float32Array.from(state),
        held: { augmentation: 0, optimizer: 0, schedule: 0, loss: 0 },
      };
      const [decision] = await controller.decide([situation], false);
      return (['augmentation', 'optimizer'] as const).map((seat) => decision?.reasons[seat].values);
    };
    const [augmentation, optimizer] = await worth([1, 1, 1]);
    expect(await worth([1, 1, -1])).toEqual([augmentation, optimizer]);
    const [other, changed] = await worth([1, -1, 1]);
    expect(other).toEqual(augmentation);
    expect(changed).not.toEqual(optimizer);
    expect((await worth([-1, 1, 1]))[0]).not.toEqual(augmentation);
    controller.dispose();
  });

  test('cannot learn together, nor from nothing', () => {
    expect(() =>
      openDqn({ ...SETTINGS, mixing: 'vdn', sharing: apart }, CONTEXT, seen(3), device),
    ).toThrow("seats that learn by 'vdn' share states, minibatches and rewards");
    expect(() => openDqn({ ...SETTINGS, sharing: apart }, CONTEXT, [], device)).toThrow(
      'the augmentation sees performance and its own last choice alone',
    );
  });
});

describe('networks that learn by themselves, side by side', () => {
  const minibatch = [
    { isShared: true, hash: '644192a06d0d5339337b7383a0c58fbf' },
    { isShared: false, hash: '6828f622813358166c46faaa122dce31' },
  ];
  const cases = [1, 2].flatMap((threads) => minibatch.map((each) => ({ ...each, threads })));

  test.each(cases)(
    'have the bits of one program for all four: shared minibatches $isShared, threads $threads',
    async ({ isShared, hash, threads }) => {
      const own = await openDevice(threads);
      const sharing = { ...SETTINGS.sharing, minibatch: isShared };
      const controller = openDqn({ ...SETTINGS, sharing }, CONTEXT, seen(1), own);
      await play(controller, CONTEXT, climbing, 6);
      const { state } = await controller.snapshot();
      const { population } = state as { population: PopulationSnapshot };
      const found = hasher();
      for (const [name, network] of Object.entries(population.agents[0] ?? {}))
        found
          .text(name)
          .floats(network.weights)
          .floats(network.firstMoments)
          .floats(network.secondMoments);
      expect(found.hex()).toBe(hash);
      controller.dispose();
      own.dispose();
    },
  );
});

test('until it has seen enough, chance decides', async () => {
  const controller = openDqn(
    { ...SETTINGS, exploration: { ...SETTINGS.exploration, start: 0, end: 0 } },
    CONTEXT,
    seen(3),
    device,
  );
  const grounds = async () => {
    const { decisions } = await play(controller, CONTEXT, contexts, 1);
    return new Set(decisions.flat().map(({ reasons }) => reasons.optimizer.ground));
  };
  expect(await grounds()).toEqual(new Set(['chance']));
  await play(controller, CONTEXT, contexts, 1);
  expect(await grounds()).toEqual(new Set(['value']));
  controller.dispose();
});

test('a choice is held, and a row’s greed climbs the ladder', async () => {
  const exploration = { start: 1, end: 1, over: 1, ladder: 0 };
  const controller = openDqn(
    { ...SETTINGS, exploration, hold: 3 },
    { ...CONTEXT, intervals: 3 },
    seen(3),
    device,
  );
  const { decisions } = await play(controller, { rows: 4, intervals: 3 }, contexts, 1);
  for (const [first, second, third] of decisions as [never, never, never][])
    for (const each of [second, third]) {
      expect((each as { choices: Choices }).choices).toEqual(
        (first as { choices: Choices }).choices,
      );
      expect(each).toMatchObject({ reasons: { augmentation: { ground: 'held' } } });
    }
  controller.dispose();
});

test('it goes on from a snapshot as if it had not stopped, to the bit', async () => {
  const settings: DqnSettings = { ...SETTINGS, mixing: 'sequential', steps: 3 };
  const [first, second] = [0, 1].map(() => openDqn(settings, CONTEXT, seen(3), device)) as [
    Controller,
    Controller,
  ];
  await play(first, CONTEXT, contexts, 6);
  second.restore(structuredClone(await first.snapshot()));
  const [a, b] = [
    await play(first, CONTEXT, contexts, 4, { from: 6 }),
    await play(second, CONTEXT, contexts, 4, { from: 6 }),
  ];
  expect(b).toEqual(a);
  expect(await second.snapshot()).toEqual(await first.snapshot());
  first.dispose();
  second.dispose();
});

test('with two threads it decides the same', async () => {
  const threaded = await openDevice(2);
  const [a, b] = [device, threaded].map((each) => openDqn(SETTINGS, CONTEXT, seen(3), each)) as [
    Controller,
    Controller,
  ];
  expect(await play(b, CONTEXT, contexts, 6)).toEqual(await play(a, CONTEXT, contexts, 6));
  a.dispose();
  b.dispose();
  threaded.dispose();
});

test('more rows than it was opened for are refused', async () => {
  const controller = openDqn(SETTINGS, CONTEXT, seen(3), device);
  await expect(play(controller, { rows: 5, intervals: 1 }, contexts, 1)).rejects.toThrow(
    '5 rows are to be steered, but there are 4',
  );
  controller.dispose();
});
