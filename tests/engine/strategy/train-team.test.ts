import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { episode, outcomeOf } from '#engine/strategy/train-team.ts';
import { beginningOf, episodeConfig, readPlan } from '#engine/strategy/training-plan.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { type LearnedTeam, learnedText, readLearned } from '#strategy/trained/learned-team.ts';
import { SMALL_PLAN } from './small-plan.ts';

let device: Device;
beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
});
afterAll(() => device.dispose());

const CATALOG = strategyCatalog();
const PLAN = readPlan(
  {
    name: 'Team',
    controller: 'dqn-vdn',
    settings: { hidden: [16], batch: 4, warmUp: 4, updates: 1, steps: null },
  },
  SMALL_PLAN,
  CATALOG,
);
const DATA = createStrategyData(() => Promise.reject(new Error('shapes need no sprites')));

async function trained(from: LearnedTeam, until: number): Promise<LearnedTeam> {
  let team = from;
  while (team.episodes < until) {
    const digest = digestOf(learnedText(team, { experience: true }));
    const config = episodeConfig(PLAN, team.episodes, digest, CATALOG);
    const set = await DATA.allImages(config.data, config.seed);
    const run = episode(config, set, device, new Map([[digest, team]]));
    const { learned, rows } = await outcomeOf(run);
    expect(rows).toHaveLength(2);
    expect(rows[0]?.turns[0]?.from).toBe(0);
    team = learned.get('Team') as LearnedTeam;
  }
  return team;
}

test('a team learns from run to run, and goes on from text as if it had not stopped', async () => {
  const text = (team: LearnedTeam) => digestOf(learnedText(team, { experience: true }));
  const first = await trained(beginningOf(PLAN), 1);
  const whole = await trained(first, 3);
  expect(whole).toMatchObject({ runs: 6, episodes: 3, planned: 3 });
  const saved = readLearned(learnedText(first, { experience: true }));
  expect(text(await trained(saved, 3))).toBe(text(whole));
  expect(text(whole)).not.toBe(text(first));
});

test('seeds and domains are taken in turn', () => {
  const plan = { ...PLAN, domains: ['shapes', 'scenes-voc'] };
  const runs = [0, 1, 2].map((episode) => episodeConfig(plan, episode, '', CATALOG));
  expect(runs.map(({ seed }) => seed)).toEqual([7, 8, 7]);
  expect(runs.map(({ data }) => data.kind)).toEqual(['shapes', 'scenes', 'shapes']);
});

test.each([
  [{ controller: 'oracle' }, "controller is 'oracle'"],
  [{ controller: 'dqn-vdn', settings: { phases: 3 } }, "no setting 'phases'"],
  [{ controller: 'dqn-vdn', settings: { batch: 'x' } }, `setting 'batch' is "x"`],
  [{ controller: 'dqn-vdn', domains: ['moon'] }, "domain is 'moon'"],
  [{ controller: 'dqn-vdn', rows: 0 }, 'rows is 0'],
  [{ controller: 'dqn-vdn', more: 1 }, "no 'more'"],
  [{ controller: 'dqn-vdn', training: { ...SMALL_PLAN.training, steps: 0 } }, 'training.steps'],
])('a plan that cannot be is refused: %#', (plan, why) => {
  expect(() => readPlan({ name: 'Team', ...plan }, SMALL_PLAN, CATALOG)).toThrow(why);
});
