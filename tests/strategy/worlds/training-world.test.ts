import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { openController } from '#strategy/controllers/open-controller.ts';
import { CONTROLLER_PRESETS } from '#strategy/controllers/presets.ts';
import { openDevice } from '../../compute/devices.ts';
import { play } from './play.ts';
import {
  bestPoints,
  pointsOf,
  TRAINING_ELEMENTS,
  TRAINING_INTERVALS,
  TRAINING_OPTIONS,
  trainingWorld,
} from './training-world.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const EPISODES = 40;
const CONTEXT = {
  options: TRAINING_OPTIONS,
  rows: 8,
  episodes: EPISODES,
  intervals: TRAINING_INTERVALS,
};

/** Settings of small networks, so that the test is quick. */
const SMALL = { hidden: [32, 32], batch: 32, updates: 4 };

/** Mean points that a controller falls short of the best, once it has learned from all its runs. */
async function regretOf(id: string, seed = 1): Promise<number> {
  const preset = CONTROLLER_PRESETS.find((each) => each.id === id);
  if (!preset) throw new RangeError(`there is no controller '${id}'`);
  const { settings } = preset;
  const controller = openController(
    settings.kind === 'dqn' ? { ...settings, ...SMALL } : settings,
    { ...CONTEXT, seed },
    TRAINING_ELEMENTS,
    device,
  );
  const world = trainingWorld();
  await play(controller, CONTEXT, world, EPISODES);
  const way = { from: EPISODES, explores: false, learns: false };
  const { decisions } = await play(controller, CONTEXT, world, 1, way);
  controller.dispose();
  const points = decisions.map((run) => pointsOf(run.map(({ choices }) => choices)));
  return bestPoints().best - points.reduce((sum, each) => sum + each, 0) / points.length;
}

/** Most points by which each may fall short. */
const BOUNDS: Readonly<Record<string, number>> = {
  'bandits-code': 22,
  'bandits-average': 18,
  'bandits-ucb': 18,
  'bandits-thompson': 9,
  'bandits-exp3': 7,
  additive: 3,
  'additive-pairs': 3,
  'dqn-paper': 6, // as the others that learn by themselves: they end where no seat alone finds anything better
  'dqn-held': 6,
  'dqn-apart': 3,
  'dqn-own-state': 6,
  'dqn-own-replay': 6,
  'dqn-own-reward': 6,
  'dqn-vdn': 2,
  'dqn-order': 4,
};

const found: Record<string, string> = {};
afterAll(() => console.info('points below the best run', found));

test('the best run switches, and is better than the best that does not', () => {
  const { best, bestStatic } = bestPoints();
  found['best without a switch'] = (best - bestStatic).toFixed(2);
  expect(best - bestStatic).toBeGreaterThan(1);
});

test('every preset is bounded', () => {
  const learners = CONTROLLER_PRESETS.filter(({ settings }) => settings.kind !== 'random');
  expect(learners.map(({ id }) => id)).toEqual(Object.keys(BOUNDS));
});

test('random switching is far below the best', async () => {
  const regret = await regretOf('random');
  found['random'] = regret.toFixed(2);
  expect(regret).toBeGreaterThan(25);
});

test.each(Object.entries(BOUNDS))('%s falls %i points short at most', async (id, bound) => {
  const regret = await regretOf(id);
  found[id] = regret.toFixed(2);
  expect(regret).toBeGreaterThanOrEqual(0);
  expect(regret).toBeLessThan(bound);
});

test.each([2, 3])(
  'seats that learn as a sum come nearer than those by themselves, seed %i',
  async (seed) => {
    const sum = await regretOf('dqn-vdn', seed);
    for (const id of ['dqn-paper', 'dqn-held']) expect(sum).toBeLessThan(await regretOf(id, seed));
  },
);
