import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import type { Decision } from '#core/strategy/decision.ts';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import { REWARD_PRESETS } from '#strategy/reward/presets.ts';
import { openTeam, type Team } from '#strategy/run/team.ts';
import { type LearnedTeam, learnedText, readLearned } from '#strategy/trained/learned-team.ts';
import { openDevice } from '../../compute/devices.ts';
import { interval, TRAITS } from '../figures.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const INTERVALS = 6;

const open = (
  controller: string,
  given: Partial<TeamConfig> = {},
  learned: LearnedTeam | null = null,
): Team =>
  openTeam({
    team: {
      name: 'Team',
      controller,
      options: {
        augmentation: ['none', 'basic'],
        optimizer: ['adamW'],
        schedule: ['constant', 'step'],
        loss: ['bce', 'cb'],
      },
      state: WHOLE_STATE,
      reward: REWARD_PRESETS.paper.settings,
      ...given,
    },
    rows: [3, 5],
    seed: 1,
    intervals: INTERVALS,
    traits: TRAITS,
    device,
    learned,
  });

/** mAP rises faster under the class-balanced loss. */
const figuresOf = (decisions: readonly Decision[], at: number) =>
  decisions.map(({ choices }) =>
    interval({ mAP: 0.3 + at * (choices.loss === 'cb' ? 0.05 : 0.01), choices }),
  );

/** Lets a team decide in so many intervals. */
async function steer(team: Team, from: number, to: number) {
  const found: unknown[] = [];
  for (let at = from; at < to; at++) {
    const decisions = await team.decide(at);
    found.push(decisions, await team.learn(figuresOf(decisions, at)));
  }
  return found;
}

test('a team sees its rows, steers them and is rewarded', async () => {
  const team = open('dqn-held');
  const decisions = await team.decide(0);
  const [first] = await team.learn(figuresOf(decisions, 0));
  expect(first?.state).toEqual(new Array(team.elements.length).fill(0));
  expect(first?.reasons).toEqual(decisions[0]?.reasons);
  expect(first?.reward.values.stability).toBeGreaterThan(0);
  expect(first?.reward.values.curiosity).toBeGreaterThan(0);
  const [second] = await team.learn(figuresOf(await team.decide(1), 1));
  expect(Math.max(...(second?.state ?? []))).toBe(1);
  team.dispose();
});

test('a team that sees nothing steers all the same', async () => {
  const team = open('dqn-paper', {
    state: {
      groups: { performance: false, dynamics: false, data: false },
      history: 1,
      lastChoices: false,
    },
  });
  expect(team.elements).toEqual([]);
  expect(await steer(team, 0, 2)).toHaveLength(4);
  team.dispose();
});

test('that a row’s numbers are no longer finite is learned once, as the end of its run', async () => {
  const team = open('additive');
  const broken = (decisions: readonly Decision[], at: number) =>
    figuresOf(decisions, at).map((each, row) => (row === 1 ? { ...each, diverged: true } : each));
  const examples = async () =>
    ((await team.snapshot()).controller.state as { examples: { count: number; sum: number } })
      .examples;
  await team.learn(broken(await team.decide(0), 0));
  expect(await examples()).toMatchObject({ count: 1, sum: -2 });
  await team.learn(broken(await team.decide(1), 1));
  expect(await examples()).toMatchObject({ count: 1, sum: -2 });
  team.dispose();
});

describe('a team that goes on from a snapshot', () => {
  test.each(['random', 'bandits-thompson', 'additive-pairs', 'dqn-order'])(
    'does as if it had not stopped: %s',
    async (controller) => {
      const [first, second] = [open(controller), open(controller)];
      await steer(first, 0, 3);
      second.restore(structuredClone(await first.snapshot()));
      expect(await steer(second, 3, INTERVALS)).toEqual(await steer(first, 3, INTERVALS));
      first.dispose();
      second.dispose();
    },
  );
});

describe('a team that takes up what it has learned in another run', () => {
  const TRAINED = { name: 'Team', digest: '0'.repeat(32) };
  const digest = (learned: LearnedTeam) => digestOf(learnedText(learned, { experience: false }));

  test.each(['bandits-thompson', 'additive-pairs', 'dqn-vdn', 'dqn-order'])(
    'decides by it, and learns nothing where it is frozen: %s',
    async (controller) => {
      const first = open(controller);
      await steer(first, 0, INTERVALS);
      const learned = await first.learned();
      expect(learned).toMatchObject({ runs: 2, episodes: 1 });
      const text = learnedText(learned, { experience: false });
      const trained = { trained: { ...TRAINED, learns: false } };
      const again = open(controller, trained, readLearned(text));
      const steered = await steer(again, 0, INTERVALS);
      const whole = open(controller, trained, learned);
      expect(await steer(whole, 0, INTERVALS)).toEqual(steered);
      expect(digest(await again.learned())).toBe(digest(learned));
      const decisions = steered.filter((_, at) => at % 2 === 0) as Decision[][];
      for (const { reasons } of decisions.flat())
        for (const { ground } of Object.values(reasons)) expect(ground).not.toBe('chance');
      for (const team of [first, again, whole]) team.dispose();
    },
  );

  test('goes on learning where it may, and explores as little as its runs say', async () => {
    const first = open('dqn-held');
    await steer(first, 0, INTERVALS);
    const learned = { ...(await first.learned()), episodes: 9, planned: 10 };
    const second = open('dqn-held', { trained: { ...TRAINED, learns: true } }, learned);
    await steer(second, 0, INTERVALS);
    const after = await second.learned();
    expect(after).toMatchObject({ runs: 4, episodes: 10, planned: 10 });
    expect(digest(after)).not.toBe(digest({ ...learned, runs: 4, episodes: 10 }));
    first.dispose();
    second.dispose();
  });

  test('is refused where that was another team’s', async () => {
    const first = open('additive');
    const learned = await first.learned();
    const options = { ...learned.options, loss: ['bce', 'asl'] };
    expect(() => open('additive', { options }, learned)).toThrow('that of another team');
    first.dispose();
  });
});

test('a controller that there is not is named', () => {
  expect(() => open('oracle')).toThrow("there is no controller 'oracle'");
});

test('a team that is told to wait for few experiences learns within a run, where its controller would not', async () => {
  const learnedBy = async (given: Partial<TeamConfig>) => {
    const team = open('dqn-vdn', given);
    await steer(team, 0, INTERVALS);
    const { settings, learned } = await team.learned();
    team.dispose();
    return { settings, state: learned?.state };
  };
  // returns reach over five intervals, so the first are known after the fifth: two, of two rows
  expect(await learnedBy({ warmUp: 2 })).toMatchObject({
    settings: { warmUp: 2 },
    state: { updates: 16 },
  });
  expect(await learnedBy({})).toMatchObject({
    settings: { warmUp: 64 },
    state: { updates: 0 },
  });
});
