import { expect, test } from 'vitest';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { decodeLink, encodeLink } from '#protocol/link.ts';

const CATALOG = createCatalog([]);
const BASE = CATALOG.presets.find(({ id }) => id === 'cartpole-dqn')?.config as RunConfig;
const FOUNDER = { generation: 0, agent: 3, family: 'none', method: '', changes: [] };
const FASTER = {
  generation: 2,
  agent: 11,
  family: 'hyperparameter',
  method: 'learningRate',
  changes: [{ path: 'learningRate', from: 0.001, to: 0.0012 }],
};

const withSchedule = (schedule: unknown, changes: object = {}) => ({
  ...BASE,
  populationSize: 1,
  selection: { ...BASE.selection, tournamentSize: 1 },
  schedule,
  ...changes,
});
const problemsOf = (config: unknown) => {
  const parsed = parseRunConfig(config, CATALOG);
  return parsed.ok ? [] : parsed.problems;
};

test('a configuration with a recipe is read whole, and one without has no such key', () => {
  const parsed = parseRunConfig(withSchedule([FOUNDER, FASTER]), CATALOG);
  expect(parsed.ok && parsed.config.schedule).toEqual([FOUNDER, FASTER]);
  const plain = parseRunConfig(BASE, CATALOG);
  expect(plain.ok && Object.keys(plain.config)).not.toContain('schedule');
});

test('a link holds a recipe', () => {
  const parsed = parseRunConfig(withSchedule([FOUNDER, FASTER]), CATALOG);
  if (!parsed.ok) throw new Error('it should be right');
  const link = decodeLink(encodeLink(parsed.config, CATALOG, 'cartpole-dqn'), CATALOG);
  expect(link).toMatchObject({ kind: 'run', config: parsed.config, notices: [] });
});

test.each([
  ['no list', 7, 'schedule'],
  ['no step', [], 'schedule'],
  ['no founder', [FASTER], 'schedule[0].generation'],
  ['steps out of order', [FOUNDER, FASTER, { ...FASTER, agent: 12 }], 'schedule[2].generation'],
  ['an id used again', [FOUNDER, { ...FASTER, agent: 3 }], 'schedule[1].agent'],
  ['an unknown family', [{ ...FOUNDER, family: 'magic' }], 'schedule[0].family'],
  ['a key too many', [{ ...FOUNDER, color: 1 }], 'schedule[0].color'],
  [
    'an unknown hyperparameter',
    [FOUNDER, { ...FASTER, changes: [{ path: 'charm', from: 1, to: 2 }] }],
    'schedule[1].changes[0].to',
  ],
  [
    'a value beyond its limits',
    [FOUNDER, { ...FASTER, changes: [{ path: 'learningRate', from: 1, to: 20 }] }],
    'schedule[1].changes[0].to',
  ],
  [
    'a layer that is too wide',
    [
      FOUNDER,
      {
        ...FASTER,
        family: 'architecture',
        changes: [{ path: 'online.latent', from: 32, to: 100_000 }],
      },
    ],
    'schedule[1].changes[0].to',
  ],
])('%s is a problem, which names the place', (_, schedule, path) => {
  expect(problemsOf(withSchedule(schedule)).map((problem) => problem.path)).toContain(path);
});

test('a recipe is for one agent, and is lived to its last step', () => {
  const schedule = [FOUNDER, FASTER];
  expect(problemsOf(withSchedule(schedule, { populationSize: 4 }))[0]?.path).toBe('populationSize');
  expect(problemsOf(withSchedule(schedule, { generations: 2 }))[0]?.message).toMatch(/at least 3/);
});
