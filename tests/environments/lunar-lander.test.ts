import { beforeAll, describe, expect, test } from 'vitest';
import { draws, keyFor } from '#core/random.ts';
import type { LanderState } from '#environments/lunar-lander/lander-state.ts';
import { lunarLander } from '#environments/lunar-lander/lunar-lander.ts';
import { compare, finish, PLAYS, play, trajectoryHash } from './lunar-lander-play.ts';

const discrete = lunarLander();
const continuous = lunarLander({ continuous: true });
const random = () => draws(keyFor(3, 'evaluate', 0, 0));

beforeAll(() => discrete.prepare?.());

/** The state after the same action so many times. */
function stateAfter(
  environment: typeof discrete,
  action: readonly number[],
  steps: number,
): LanderState {
  const reader = random();
  let state = environment.reset(reader);
  for (let i = 0; i < steps; i++) state = environment.step(state, action, reader).state;
  return state;
}

const flames = (state: LanderState) =>
  discrete.draw(state).shapes.filter(({ ink }) => ink === 'flame');

describe('an episode', () => {
  test('is the same from the same draws and actions, whatever was played before and between', () => {
    const alone = trajectoryHash(play(discrete, 'heuristic', [1, 2]));
    finish(play(discrete, 'random', [9, 9]));
    finish(play(continuous, 'heuristic', [9, 8]));
    expect(trajectoryHash(play(discrete, 'heuristic', [1, 2]))).toBe(alone);

    const others = [0, 1, 2].map((episode) => play(continuous, 'random', [5, episode]));
    const between = (function* () {
      for (const state of play(discrete, 'heuristic', [1, 2])) {
        for (const other of others) other.next();
        yield state;
      }
      return finish(play(discrete, 'no-op', [1, 2]));
    })();
    expect(trajectoryHash(between)).toBe(alone);
  });

  test('differs with the draws', () => {
    const hashes = [0, 1, 2].map((episode) =>
      trajectoryHash(play(discrete, 'no-op', [1, episode])),
    );
    expect(new Set(hashes).size).toBe(3);
  });

  test('refuses a state that was stepped already, and still shows it', () => {
    const state = discrete.reset(random());
    const before = structuredClone(state);
    discrete.step(state, [2], random());
    expect(() => discrete.step(state, [2], random())).toThrow(/stepped already/);
    expect(state).toEqual(before);
    expect(discrete.draw(state)).toEqual(discrete.draw(before));
  });

  test('begins as Gymnasium’s of seed 42, from the same random numbers', () => {
    // NumPy's PCG64 of seed 42 draws these for terrain, push and dispersion; the first observation is in Gymnasium's
    // documentation of LunarLander.
    const heights = [
      5.159706990373089, 2.925856265013682, 5.72398613274255, 4.649120193729093, 0.6278489859176636,
      6.504149010911706, 5.074264679935687, 5.240428701846359, 0.8540908845036392,
      3.002572919303781, 2.4719868282172084, 6.178433258990679,
    ];
    const numbers = [...heights, 287.730240161329, 645.52322654166, 0, 0];
    let drawn = 0;
    const state = discrete.reset({ ...random(), between: () => numbers[drawn++] ?? Number.NaN });
    const sight = new Float32Array(8);
    discrete.observe(state, 0, sight, 0);
    const known = [0.00229702, 1.4181306, 0.2326471, 0.3204666, -0.00265488, -0.05269805, 0, 0];
    expect(drawn).toBe(16);
    for (const [i, x] of known.entries())
      expect(Math.abs((sight[i] ?? Number.NaN) - x)).toBeLessThan(2e-7);
  });

  test('begins at the top over a level pad between the flags', () => {
    const { surface, hull, sight } = discrete.reset(random());
    expect(surface.slice(4, 7).map(([, y]) => y)).toEqual(Array(3).fill(surface[4]?.[1]));
    expect(Math.abs(hull.y - 400 / 30)).toBeLessThan(0.2);
    expect(Math.abs(sight.x)).toBeLessThan(0.02);
  });
});

describe('reward', () => {
  test('is what the shaping gained, less fuel', () => {
    const reader = random();
    let state = discrete.reset(reader);
    for (const [action, fuel] of [
      [0, 0],
      [1, 0.03],
      [2, 0.3],
      [3, 0.03],
    ] as const) {
      const { state: next, rewards } = discrete.step(state, [action], reader);
      expect(rewards[0]).toBeCloseTo(next.shaping - state.shaping - fuel, 12);
      state = next;
    }
    const { x, y, vx, vy, angle } = state.sight;
    const far = Math.sqrt(x * x + y * y) + Math.sqrt(vx * vx + vy * vy) + Math.abs(angle);
    expect(state.shaping).toBeCloseTo(-100 * far, 9);
  });

  test('ends with −100 for a crash and for leaving the view, with +100 for coming to rest', () => {
    const fall = finish(play(discrete, 'no-op', [1, 1]));
    expect(fall).toMatchObject({ landed: false, truncated: false });
    const reader = random();
    let state = discrete.reset(reader);
    let rewards: readonly number[] = [];
    for (let terminated = false; !terminated; ) {
      const turn = 0.5 * (-0.5 - state.sight.angle) - state.sight.omega;
      const action = turn < -0.05 ? 3 : turn > 0.05 ? 1 : 2; // leans to the right, then away
      ({ state, rewards, terminated } = discrete.step(state, [action], reader));
    }
    expect(state.sight.x).toBeGreaterThanOrEqual(1);
    expect(state.sight.y).toBeGreaterThan(0.2);
    expect(rewards).toEqual([-100]);
    const landings = [0, 1, 2, 3].map((episode) =>
      finish(play(continuous, 'heuristic', [1, episode])),
    );
    expect(landings.filter(({ landed }) => landed).length).toBeGreaterThanOrEqual(3);
  });
});

describe('engines', () => {
  test('push where they are called for, in choices and in throttles', () => {
    const still = stateAfter(discrete, [0], 20).sight;
    expect(stateAfter(discrete, [2], 20).sight.vy).toBeGreaterThan(still.vy + 0.1);
    expect(stateAfter(discrete, [1], 20).sight.vx).toBeLessThan(still.vx - 0.02);
    expect(stateAfter(discrete, [3], 20).sight.vx).toBeGreaterThan(still.vx + 0.02);
    expect(stateAfter(continuous, [1, 0], 20).sight).toEqual(stateAfter(discrete, [2], 20).sight);
    expect(stateAfter(continuous, [-1, -1], 20).sight).toEqual(stateAfter(discrete, [1], 20).sight);
    expect(stateAfter(continuous, [0, 1], 20).sight).toEqual(stateAfter(discrete, [3], 20).sight);
  });

  test('are off at half a side throttle and at no main throttle, and clipped above 1', () => {
    expect(stateAfter(continuous, [0, 0.5], 20).sight).toEqual(stateAfter(discrete, [0], 20).sight);
    expect(stateAfter(continuous, [7, -7], 20).sight).toEqual(
      stateAfter(continuous, [1, -1], 20).sight,
    );
    expect(stateAfter(continuous, [1e-9, 0], 1).throttle.main).toBeCloseTo(0.5, 6);
  });

  test('are drawn with flames, the longer the stronger', () => {
    const length = (main: number) => {
      const { hull, ...rest } = stateAfter(continuous, [main, 0], 1);
      const points = flames({ hull, ...rest }).flatMap((shape) =>
        'points' in shape ? shape.points : [],
      );
      return hull.y - Math.min(...points.map(([, y]) => y));
    };
    expect(flames(stateAfter(continuous, [-1, 0], 1))).toEqual([]);
    expect(flames(stateAfter(continuous, [1, 1], 1))).toHaveLength(2);
    expect(length(1)).toBeGreaterThan(length(0.01) + 0.5);
  });
});

test('wind moves the lander, and only where there is some', () => {
  const calm = stateAfter(discrete, [0], 30).sight;
  const windy = stateAfter(lunarLander({ wind: true }), [0], 30).sight;
  const still = stateAfter(
    lunarLander({ wind: true, windPower: 0, turbulencePower: 0 }),
    [0],
    30,
  ).sight;
  expect(Math.abs(windy.vx - calm.vx)).toBeGreaterThan(0.005);
  expect(Math.abs(windy.omega - calm.omega)).toBeGreaterThan(0.001);
  expect(still).toEqual(calm);
});

test('options by Gymnasium’s names make the same world as the factory', () => {
  const seen = (environment: typeof discrete) => stateAfter(environment, [0], 30).sight;
  const made = discrete.with?.({ enable_wind: true, wind_power: 18, gravity: -3 });
  expect(made && seen(made)).toEqual(seen(lunarLander({ wind: true, windPower: 18, gravity: -3 })));
  expect(continuous.with?.({ enable_wind: true }).players).toEqual(continuous.players);
  const declared = discrete.options?.map(({ name, initial }) => [name, initial]) ?? [];
  expect(seen(discrete.with?.(Object.fromEntries(declared)) ?? continuous)).toEqual(seen(discrete));
});

test('what falls without engines is as fast as gravity and time make it', () => {
  const speeds = [-10, -5].map((gravity) => {
    const [before, after] = [10, 30].map((n) => stateAfter(lunarLander({ gravity }), [0], n).sight);
    return ((after?.vy ?? 0) - (before?.vy ?? 0)) * 7.5; // m/s
  });
  // The legs spread meanwhile, so the hull does not fall quite as the whole does.
  expect(speeds[0]).toBeCloseTo(-10 * (20 / 50), 1);
  expect(speeds[1]).toBeCloseTo(-5 * (20 / 50), 1);
});

/** The full comparison is in tests/learning. */
test.each(
  [discrete, continuous].flatMap((environment) =>
    PLAYS.map((how) => [environment.id, how, environment] as const),
  ),
)(
  '%s under %s play has Gymnasium’s mean return, over 100 episodes',
  (_, how, environment) => {
    const { words, errors } = compare(environment, how, 100, 7);
    expect(Math.abs(errors), words).toBeLessThan(4);
  },
  60_000,
);
