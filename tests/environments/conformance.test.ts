import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Environment } from '#core/environment.ts';
import { draws, type Key, keyFor } from '#core/random.ts';
import type { Point, Scene } from '#core/scene.ts';
import { choiceSize, contains, type Space, storedSize } from '#core/spaces.ts';
import { ENVIRONMENTS, environmentById } from '#environments/index.ts';
import { RIVAL_ENVIRONMENTS } from '#environments/teams.ts';

/** The contract of every environment; a new one is tested by being listed. */

const ALL = [...ENVIRONMENTS, ...RIVAL_ENVIRONMENTS];

const keys = fc.tuple(fc.nat(2 ** 32 - 1), fc.nat(2 ** 32 - 1));

/** A stored action for all players, drawn evenly; unbounded sides of a box are cut at 1. */
function randomAction(environment: Environment, key: Key): number[] {
  const reader = draws(key);
  const drawn = (space: Space): number[] => {
    switch (space.kind) {
      case 'discrete':
        return [reader.integer(space.n)];
      case 'multiDiscrete':
        return space.sizes.map((size) => reader.integer(size));
      case 'box':
        return space.low.map((low, i) =>
          reader.between(Math.max(low, -1), Math.min(space.high[i] as number, 1)),
        );
      default:
        return space satisfies never;
    }
  };
  return environment.players.flatMap(({ actionSpace }) => drawn(actionSpace));
}

/** Observations of all players; the numbers around them must stay as they were. */
function observe(environment: Environment, state: unknown): Float32Array[] {
  return environment.players.map(({ observationSpace }, player) => {
    const size = storedSize(observationSpace);
    const into = new Float32Array(size + 4).fill(-77);
    environment.observe(state, player, into, 2);
    expect([...into.subarray(0, 2), ...into.subarray(size + 2)]).toEqual([-77, -77, -77, -77]);
    return into.slice(2, size + 2);
  });
}

/** One episode under random actions: every state with what led to it. */
function episode(environment: Environment, [seed, agent]: Key) {
  const reader = draws(keyFor(seed, 'reset', agent, 0));
  let state = environment.reset(reader);
  const states = [state];
  const rewards: (readonly number[])[] = [];
  let terminated = false;
  for (let step = 0; step < environment.maxSteps && !terminated; step++) {
    const action = randomAction(environment, keyFor(seed, 'explore', agent, step));
    const transition = environment.step(state, action, reader);
    ({ state, terminated } = transition);
    states.push(state);
    rewards.push(transition.rewards);
  }
  return { states, rewards, terminated };
}

const pointsOf = (scene: Scene): Point[] =>
  scene.shapes.flatMap((shape): Point[] => {
    switch (shape.kind) {
      case 'line':
      case 'polygon':
        return [...shape.points];
      case 'rectangle':
      case 'disc':
        return [[shape.x, shape.y]];
      default:
        return shape satisfies never;
    }
  });

test('ids are unique, and each finds its environment', () => {
  expect(ENVIRONMENTS.length).toBeGreaterThan(0);
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
  for (const environment of ENVIRONMENTS) expect(environmentById(environment.id)).toBe(environment);
  expect(() => environmentById('Chess-v0')).toThrow(/Chess-v0.*CartPole-v1/);
});

describe.each(ALL.map((environment) => [environment.id, environment] as const))(
  '%s',
  { timeout: 60_000 },
  (_, environment) => {
    const { players } = environment;
    beforeAll(() => environment.prepare?.());

    test('declares options where it takes any, each once and as it can be', () => {
      const { options = [] } = environment;
      expect(options.length > 0).toBe(environment.with !== undefined);
      expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
      for (const option of options) {
        if (!('lowest' in option)) continue;
        expect(option.lowest, option.name).toBeLessThanOrEqual(option.initial);
        expect(option.initial, option.name).toBeLessThanOrEqual(option.highest);
      }
      expect(environment.with?.({}).id ?? environment.id).toBe(environment.id);
    });

    test('describes itself fully', () => {
      const [worst, best] = environment.returnRange;
      expect(environment.title).not.toBe('');
      expect(environment.summary).toMatch(/\.$/);
      expect(players.length).toBeGreaterThan(0);
      expect(environment.maxSteps).toBeGreaterThan(0);
      expect(environment.secondsPerStep).toBeGreaterThan(0);
      expect(worst).toBeLessThan(best);
      expect(environment.solvedAt).toBeGreaterThan(worst);
      expect(environment.solvedAt).toBeLessThanOrEqual(best);
      const numbers = players.reduce(
        (sum, { observationSpace }) => sum + storedSize(observationSpace),
        0,
      );
      expect(environment.observationLabels).toHaveLength(numbers);
      const actions = players.reduce((sum, { actionSpace }) => sum + choiceSize(actionSpace), 0);
      expect(environment.actionLabels).toHaveLength(actions);
    });

    test('observations lie in their space and are finite, rewards are finite and one per player', () => {
      fc.assert(
        fc.property(keys, (key: Key) => {
          const { states, rewards } = episode(environment, key);
          for (const state of states)
            for (const [player, observation] of observe(environment, state).entries()) {
              if (!observation.every(Number.isFinite)) expect.fail(`not finite: ${observation}`);
              const space = players[player]?.observationSpace as Space;
              // A last observation may lie beyond a limit that it broke, as Gymnasium's do.
              if (state !== states.at(-1) && !contains(space, observation))
                expect.fail(`not in its space: ${observation}`);
            }
          for (const reward of rewards) {
            expect(reward).toHaveLength(players.length);
            expect(reward.every(Number.isFinite)).toBe(true);
          }
        }),
        { numRuns: 20 },
      );
    });

    test('equal draws and actions give equal episodes, other draws others', () => {
      fc.assert(
        fc.property(keys, (key: Key) => {
          expect(episode(environment, key)).toEqual(episode(environment, key));
          expect(episode(environment, [key[0], key[1] + 1]).states).not.toEqual(
            episode(environment, key).states,
          );
        }),
        { numRuns: 5 },
      );
    });

    test('stepping, observing and drawing leave the state as it is', () => {
      if (environment.stateUsedOnce) return;
      const { states } = episode(environment, [3, 4]);
      for (const [step, state] of states.slice(0, 30).entries()) {
        const before = structuredClone(state);
        const action = Object.freeze(randomAction(environment, [5, step]));
        const first = environment.step(state, action, draws([6, step]));
        const second = environment.step(state, action, draws([6, step]));
        observe(environment, state);
        environment.draw(state);
        expect(state).toEqual(before);
        expect(second).toEqual(first);
      }
    });

    test('states are plain data', () => {
      for (const state of episode(environment, [7, 8]).states)
        expect(structuredClone(state)).toEqual(state);
    });

    test('every choice of a discrete action does something else', () => {
      const space = players[0]?.actionSpace;
      if (players.length > 1 || space?.kind !== 'discrete') return;
      const next = Array.from({ length: space.n }, (_, action) => {
        const state = environment.reset(draws([9, 9]));
        return JSON.stringify(environment.step(state, [action], draws([1, 1])).state);
      });
      expect(new Set(next).size).toBe(space.n);
    });

    test('the scene is finite and stays in and around its view', () => {
      fc.assert(
        fc.property(keys, (key: Key) => {
          const { states } = episode(environment, key);
          for (const state of states) {
            const { view, shapes } = environment.draw(state);
            const width = view.right - view.left;
            const height = view.top - view.bottom;
            expect(width > 0 && height > 0 && width / height < 5 && height / width < 5).toBe(true);
            expect(shapes.length).toBeGreaterThan(0);
            expect(shapes.length).toBeLessThan(200);
            const strays = pointsOf({ view, shapes }).filter(
              ([x, y]) =>
                !(
                  x >= view.left - width / 4 &&
                  x <= view.right + width / 4 &&
                  y >= view.bottom - height / 4 &&
                  y <= view.top + height / 4
                ),
            );
            expect(strays).toEqual([]);
            const sizes = shapes.flatMap((shape) =>
              'radius' in shape ? [shape.radius] : 'width' in shape ? [shape.width] : [],
            );
            expect(sizes.every((size) => size > 0 && size <= 2 * width)).toBe(true);
          }
          expect(structuredClone(environment.draw(states[0]))).toEqual(environment.draw(states[0]));
        }),
        { numRuns: 5 },
      );
    });
  },
);
