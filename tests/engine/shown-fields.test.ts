import { expect, test } from 'vitest';
import { fieldsFor, shownFields } from '#core/fields.ts';
import { CATALOG } from './small-run.ts';

const NOISE = ['noise', 'noiseDeviation', 'noiseTheta', 'noiseTimeStep'];
const SMOOTHING = ['smoothingDeviation', 'smoothingClip'];

/** Settings of an algorithm that the form of a task leaves out. */
function leftOut(algorithm: string, environment: string): string[] {
  const chosen = { algorithm, environment };
  const shown = new Set(shownFields(CATALOG, chosen).map(({ path }) => path));
  return fieldsFor(CATALOG, chosen).flatMap(({ path }) =>
    shown.has(path) || !path.startsWith('settings.') ? [] : [path.replace('settings.', '')],
  );
}

test('where players choose, noise on numbers is not asked for; where they give numbers, a penalty on logits', () => {
  const tasks = CATALOG.environments.filter(({ players }) => players);
  const kinds = new Set<boolean>();
  for (const { id, players } of tasks) {
    const areNumbers = players?.every(({ actionSpace }) => actionSpace.kind === 'box') ?? false;
    kinds.add(areNumbers);
    expect(leftOut('maddpg', id), id).toEqual(areNumbers ? ['logitPenalty'] : NOISE);
    expect(leftOut('matd3', id).toSorted(), id).toEqual(
      areNumbers ? ['logitPenalty'] : [...NOISE, ...SMOOTHING].toSorted(),
    );
  }
  expect(kinds).toEqual(new Set([true, false]));
});

test('PPO is asked for a deviation where actions are numbers, and for no activations that it never changes', () => {
  expect(leftOut('ppo', 'CartPole-v1')).toEqual(['initialLogDeviation']);
  expect(leftOut('ppo', 'Pendulum-v1')).toEqual([]);
  const paths = (algorithm: string) =>
    shownFields(CATALOG, { algorithm, environment: 'CartPole-v1' }).map(({ path }) => path);
  expect(paths('ppo')).not.toContain('mutation.activations');
  expect(paths('dqn')).toContain('mutation.activations');
});

test('an algorithm of one player is asked for all of its settings', () => {
  expect(leftOut('ddpg', 'Pendulum-v1')).toEqual([]);
  expect(leftOut('dqn', 'CartPole-v1')).toEqual([]);
});
