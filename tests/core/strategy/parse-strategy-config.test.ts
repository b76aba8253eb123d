import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setAt } from '#core/set-at.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { choiceAt } from '#core/strategy/seats.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';

const CATALOG = strategyCatalog();
const [PRESET] = CATALOG.presets;
if (!PRESET) throw new Error('there is no preset');

const changed = (path: string, value: unknown): unknown =>
  setAt(PRESET.config as never, path, value);

const problemsOf = (input: unknown) => {
  const parsed = parseStrategyConfig(input, CATALOG);
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => [path, message]);
};

test.each(CATALOG.presets)('the preset $id can run as it is', ({ config }) => {
  expect(parseStrategyConfig(JSON.parse(JSON.stringify(config)), CATALOG)).toEqual({
    ok: true,
    config,
  });
});

const row = (steering: unknown) => [{ name: 'Mine', steering }];
const OTHER_LANES = {
  optimizer: [{ from: 0, choice: 'adam' }],
  schedule: [{ from: 0, choice: 'cosine' }],
  loss: [{ from: 0, choice: 'bce' }],
};

test.each([
  ['training.steps', 0, 'training.steps', 'a whole number from 1 to 20000'],
  ['data.texture', '1,5', 'data.texture', 'a number from 0 to 1'],
  ['data.more', 1, 'data.more', 'there is no such field'],
  ['rows', [], 'rows', 'a list of 1 to 16'],
  ['training.interval', 481, 'training.interval', 'more than the 480 updates'],
  ['training.ramp', 25, 'training.ramp', 'more than the 24 updates between decisions'],
  ['rows', row({ kind: 'none' }), 'rows.0.steering.kind', "'drawn', 'random', 'team' or 'search'"],
  [
    'rows',
    row({ kind: 'drawn', lanes: { ...OTHER_LANES, augmentation: [{ from: 1, choice: 'none' }] } }),
    'rows.0.steering.lanes.augmentation.0.from',
    'must begin at 0',
  ],
  [
    'rows',
    row({ kind: 'drawn', lanes: { ...OTHER_LANES, augmentation: [{ from: 0, choice: 'x' }] } }),
    'rows.0.steering.lanes.augmentation.0.choice',
    'one of none, basic',
  ],
] as const)('%s as %j is refused where it stands', (path, value, where, words) => {
  const [first] = problemsOf(changed(path, value));
  expect(first?.[0]).toBe(where);
  expect(first?.[1]).toContain(words);
});

const AMONG = {
  augmentation: ['none', 'basic'],
  optimizer: ['adam'],
  schedule: ['cosine'],
  loss: ['bce'],
};
const SEARCH = { name: 'PBT', method: 'pbt', among: AMONG, settings: { every: 2, oneIn: 4 } };
const searched = (part: object, search = 'PBT') => ({
  ...PRESET.config,
  searches: [{ ...SEARCH, ...part }],
  rows: row({ kind: 'search', search }),
});

test('a configuration may have searches; one that has none does not say so', () => {
  const config = searched({});
  expect(parseStrategyConfig(config, CATALOG)).toEqual({ ok: true, config });
  expect(parseStrategyConfig({ ...PRESET.config, searches: [] }, CATALOG)).toEqual({
    ok: true,
    config: PRESET.config,
  });
});

test.each([
  [{}, 'Other', 'rows.0.steering.search', "the name of a search; there are 'PBT'"],
  [{ method: 'grid' }, 'PBT', 'searches.0.method', 'one of random, halving, asha'],
  [{ settings: { every: 2 } }, 'PBT', 'searches.0.settings.oneIn', 'from 2 to 8'],
  [{ settings: { every: 0, oneIn: 4 } }, 'PBT', 'searches.0.settings.every', 'from 1 to 2000'],
  [
    { settings: { every: 21, oneIn: 4 } },
    'PBT',
    'searches.0.settings.every',
    'more than the 20 intervals',
  ],
  [{ method: 'tpe' }, 'PBT', 'searches.0.settings.oneIn', 'TPE has no such setting'],
  [{ among: { ...AMONG, augmentation: ['none'] } }, 'PBT', 'searches.0.among', 'nothing to search'],
  [{ more: 1 }, 'PBT', 'searches.0.more', 'there is no such field'],
  [{ name: '' }, 'PBT', 'searches.0.name', 'a name of 1 to 60'],
] as const)(
  'a search with %j, for a row of %s, is refused where it stands',
  (part, search, where, words) => {
    const [first] = problemsOf(searched(part, search));
    expect(first?.[0]).toBe(where);
    expect(first?.[1]).toContain(words);
  },
);

test('32 bits are what a configuration has that does not say, and are left out of it', () => {
  expect(parseStrategyConfig(changed('training.precision', 'single'), CATALOG)).toEqual({
    ok: true,
    config: PRESET.config,
  });
  const mixed = changed('training.precision', 'mixed');
  expect(parseStrategyConfig(mixed, CATALOG)).toEqual({ ok: true, config: mixed });
  expect(problemsOf(changed('training.precision', 'half'))[0]?.[1]).toContain(
    "it must be one of 'single', 'mixed'",
  );
});

test('two rows of one name are refused', () => {
  const [first, second] = PRESET.config.rows;
  expect(problemsOf(changed('rows', [first, { ...second, name: first?.name }]))).toEqual([
    ['rows.1.name', expect.stringContaining('the name of another row')],
  ]);
});

test('a person’s own images are named by their digest', () => {
  const own = { kind: 'own', name: 'Birds', digest: 'ab'.repeat(16), size: 32, classes: 5 };
  const images = { train: 100, validation: 20, test: 20 };
  expect(problemsOf(changed('data', { ...own, images }))).toEqual([]);
  expect(problemsOf(changed('data', { ...own, images, digest: 'x' }))[0]?.[0]).toBe('data.digest');
});

test('anything at all is parsed or refused, never thrown at', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.constantFrom('rows', 'data', 'training', 'rows.0'),
      (value, path) => {
        expect(parseStrategyConfig(value, CATALOG)).toHaveProperty('ok');
        expect(parseStrategyConfig(changed(path, value), CATALOG)).toHaveProperty('ok');
      },
    ),
    { numRuns: 300 },
  );
});

test('a lane holds a choice until its next turn', () => {
  const lane = [
    { from: 0, choice: 'a' },
    { from: 3, choice: 'b' },
  ];
  expect([0, 2, 3, 9].map((interval) => choiceAt(lane, interval))).toEqual(['a', 'a', 'b', 'b']);
});

test('how many experiences a team waits for is a number of a team that learns from what it remembers', () => {
  const teams = CATALOG.presets.find(({ id }) => id === 'four-agents')?.config.teams ?? [];
  const waits = teams.map(({ controller, warmUp }) => [controller, warmUp]);
  expect(waits).toContainEqual(['dqn-vdn', 4]); // the first of them is there after five of eight intervals
  expect(waits).toContainEqual(['dqn-paper', undefined]);
  const withTeam = (controller: string, warmUp: unknown) => {
    const steering = { kind: 'team', team: 'Agents' };
    return {
      ...PRESET.config,
      teams: [{ ...teams[0], name: 'Agents', controller, warmUp }],
      rows: [{ name: 'Steered', steering }],
    };
  };
  expect(problemsOf(withTeam('dqn-held', 3))).toEqual([]);
  expect(problemsOf(withTeam('dqn-held', 0))).toEqual([
    ['teams.0.warmUp', 'teams.0.warmUp is 0: it must be a whole number from 1 to 1000'],
  ]);
  expect(problemsOf(withTeam('bandits-thompson', 3))[0]?.[1]).toContain('take it out');
});
