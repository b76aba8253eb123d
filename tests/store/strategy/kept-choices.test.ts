import { expect, test } from 'vitest';
import { advanceStrategy, beginStrategy, type StoredStrategy } from '#archive/strategy-record.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { keptChoices } from '#store/strategy/kept-choices.ts';
import { addStrategy } from '#store/strategy/kept-runs.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { type MadeUp, madeUpRun } from '../../ui/strategy/made-up-run.ts';
import { createMemoryLibrary } from '../library/memory-library.ts';

const { domains } = strategyCatalog();

function stored(id: string, made: MadeUp, data?: StrategyConfig['data']): StoredStrategy {
  const { started, intervals } = madeUpRun({ classes: 4, ...made });
  const config = data ? { ...started.config, data } : started.config;
  const begun = beginStrategy({
    id,
    preset: null,
    engine: '1',
    started: { ...started, config },
    now: 0,
  });
  const record = intervals.reduce((sum, event) => advanceStrategy(sum, event, 0), begun);
  return { record, intervals, checkpoint: null };
}

const TEAMS = { preset: 'four-agents', rows: 4 };
const id = (digit: number) => String(digit).repeat(16);

test('what teams chose in kept runs is counted by the domain of their images', async () => {
  const library = createMemoryLibrary();
  const shapes = domains.find((domain) => domain.id === 'shapes')?.settings;
  if (!shapes) throw new Error('there is a domain of shapes');
  const first = stored(id(1), { ...TEAMS, over: 13 });
  await addStrategy(library, first);
  await addStrategy(library, stored(id(2), { ...TEAMS, over: 2 }));
  await addStrategy(library, stored(id(3), { ...TEAMS, over: 3 }, { ...shapes, size: 16 }));
  await addStrategy(library, stored(id(4), { over: 5 })); // no team steers in it
  const { domains: found, damaged } = await keptChoices(library, domains);
  expect(damaged).toBe(0);
  expect(found.map(({ domain, runs, decisions }) => [domain, runs, decisions])).toEqual([
    ['Scenes, 20 classes', 2, 2 * (13 + 2)],
    ['Shapes', 1, 2 * 3],
  ]);
  const all = [...first.intervals, ...stored(id(2), { ...TEAMS, over: 2 }).intervals];
  const basics = all.flatMap(({ rows }) =>
    rows.slice(2).filter(({ choices }) => choices.augmentation === 'basic'),
  );
  expect(found[0]?.counts.augmentation['basic']).toBe(basics.length);
});

test('a run that is damaged is told of, and the others are counted', async () => {
  const library = createMemoryLibrary();
  await addStrategy(library, stored(id(1), { ...TEAMS, over: 2 }));
  await addStrategy(library, stored(id(2), { ...TEAMS, over: 2 }));
  await library.tables.write([
    { kind: 'put', table: 'strategyIntervals', key: [id(2), 1], value: { interval: 1, rows: 7 } },
  ]);
  const { domains: found, damaged } = await keptChoices(library, domains);
  expect([found[0]?.runs, damaged]).toEqual([1, 1]);
});
