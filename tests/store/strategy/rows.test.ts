import { expect, test } from 'vitest';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import {
  canAddRow,
  steeredBy,
  withCopiedRow,
  withNewRow,
  withoutRow,
  withRow,
  withTeamSteering,
} from '#store/strategy/rows.ts';
import { CATALOG, CONFIG } from './fake-strategy-engine.ts';

const names = ({ rows }: typeof CONFIG) => rows.map(({ name }) => name);

test('rows can be added and copied up to the most, each with a name of its own', () => {
  let config = CONFIG;
  while (canAddRow(config)) config = withCopiedRow(withNewRow(config), 0);
  expect(config.rows).toHaveLength(MOST_ROWS);
  expect(new Set(names(config)).size).toBe(MOST_ROWS);
  expect(parseStrategyConfig(config, CATALOG).ok).toBe(true);
  expect(withNewRow(config)).toBe(config);
});

test('a copy stands after its row', () => {
  expect(names(withCopiedRow(CONFIG, 0)).slice(0, 2)).toEqual(['Usual', 'Usual 2']);
});

test('the last row stays', () => {
  const one = withoutRow(withoutRow(withoutRow(CONFIG, 0), 0), 0);
  expect(one.rows).toHaveLength(1);
});

test('a row under another kind of steering can run', () => {
  const random = CONFIG.rows.findIndex(({ steering }) => steering.kind === 'random');
  for (const at of CONFIG.rows.keys()) {
    const { steering } = CONFIG.rows[at] ?? {};
    if (!steering) continue;
    const other = steeredBy(at === random ? 'drawn' : 'random', steering, CATALOG);
    expect(parseStrategyConfig(withRow(CONFIG, at, { steering: other }), CATALOG).ok).toBe(true);
    expect(other.kind).not.toBe(steering.kind);
  }
});

test('a row that is given to a team gets one, and the next row the same', () => {
  const first = withTeamSteering(CONFIG, 0, CATALOG);
  const second = withTeamSteering(first, 1, CATALOG);
  expect(second.teams).toHaveLength(1);
  expect(second.rows[1]?.steering).toEqual({ kind: 'team', team: 'Team' });
  expect(parseStrategyConfig(second, CATALOG).ok).toBe(true);
  const [row] = second.rows;
  const back = steeredBy('drawn', row?.steering as never, CATALOG, second);
  expect(parseStrategyConfig(withRow(second, 0, { steering: back }), CATALOG).ok).toBe(true);
});
