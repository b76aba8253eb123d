import { expect, test } from 'vitest';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import { digestOf, readTeamFile, summaryOf, teamFile } from '#core/strategy/trained-team.ts';
import { CONTROLLER_PRESETS } from '#strategy/controllers/presets.ts';
import { REWARD_PRESETS } from '#strategy/reward/presets.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { learnedText, readLearned, unlearnedTeam } from '#strategy/trained/learned-team.ts';

const CATALOG = strategyCatalog();
const OPTIONS = {
  augmentation: ['none'],
  optimizer: ['adamW', 'sgd'],
  schedule: ['constant'],
  loss: ['bce', 'asl'],
};
const IDENTITY = {
  controller: 'additive',
  options: OPTIONS,
  state: WHOLE_STATE,
  reward: REWARD_PRESETS.terminal.settings,
};
const settings = CONTROLLER_PRESETS.find(({ id }) => id === 'additive')?.settings;
if (!settings) throw new Error('there is no additive controller');
const TEXT = learnedText(unlearnedTeam({ ...IDENTITY, settings }, 3), { experience: true });
const FILE = teamFile('Mine', TEXT);

test('a team’s file gives back what it has learned', () => {
  const read = readTeamFile(JSON.parse(JSON.stringify(FILE)));
  expect(read).toEqual({ name: 'Mine', digest: digestOf(TEXT), learned: TEXT });
  expect(summaryOf(read.learned)).toEqual({ ...IDENTITY, settings, runs: 0 });
  expect(readLearned(read.learned)).toMatchObject({ ...IDENTITY, planned: 3, learned: null });
});

test.each([
  [{ ...FILE, format: 'x' }, 'no file of a trained team'],
  [{ ...FILE, version: 2 }, 'version 2'],
  [{ ...FILE, learned: { ...(FILE.learned as object), planned: 4 } }, 'changed or cut off'],
  [null, 'no file of a trained team'],
])('a file that is not right is refused: %#', (file, why) => {
  expect(() => readTeamFile(file)).toThrow(why);
});

const { config } = CATALOG.presets[0] as (typeof CATALOG.presets)[number];
const TRAINED = { name: 'Mine', digest: FILE.digest, learns: false, learned: TEXT };
const problemOf = (trained: unknown, change = {}) => {
  const teams = [{ name: 'Team', ...IDENTITY, ...change, trained }];
  const parsed = parseStrategyConfig({ ...config, teams }, CATALOG);
  return parsed.ok ? null : [parsed.problems[0]?.path, parsed.problems[0]?.message];
};

test('a configuration holds a trained team, though none begins a run with its controller', () => {
  expect(problemOf(TRAINED)).toBeNull();
  expect(problemOf(undefined)?.[0]).toBe('teams.0.controller');
});

test.each([
  [{ ...TRAINED, digest: '0' }, {}, 'teams.0.trained.digest', '32 hexadecimal digits'],
  [{ ...TRAINED, learns: 1 }, {}, 'teams.0.trained.learns', 'true or false'],
  [{ ...TRAINED, more: 1 }, {}, 'teams.0.trained.more', 'there is no such field'],
  [{ ...TRAINED, learned: `${TEXT} ` }, {}, 'teams.0.trained.learned', 'not what the digest is of'],
  [{ ...TRAINED, learned: undefined }, {}, 'teams.0.trained.name', 'comes with the page'],
  [TRAINED, { options: { ...OPTIONS, loss: ['bce'] } }, 'teams.0.trained', 'other choices'],
  ['Mine', {}, 'teams.0.trained', 'an object with name, digest and learns'],
] as const)('what is wrong with one is said at its field: %#', (trained, change, path, message) => {
  const problem = problemOf(trained, change);
  expect(problem?.[0]).toBe(path);
  expect(problem?.[1]).toContain(message);
});
