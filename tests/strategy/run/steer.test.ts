import { expect, test } from 'vitest';
import { fixedLanes } from '#core/strategy/seats.ts';
import type { StrategyRow } from '#core/strategy/strategy-config.ts';
import { choicesIn } from '#strategy/run/steer.ts';

const BASE = { augmentation: 'none', optimizer: 'adam', schedule: 'constant', loss: 'bce' };

test('a drawn row does what stands on its lanes', () => {
  const lanes = {
    ...fixedLanes(BASE),
    loss: [
      { from: 0, choice: 'cb' },
      { from: 2, choice: 'bce' },
    ],
  };
  const row: StrategyRow = { name: 'Mine', steering: { kind: 'drawn', lanes } };
  expect([0, 1, 2].map((interval) => choicesIn(row, interval, 1)?.loss)).toEqual([
    'cb',
    'cb',
    'bce',
  ]);
});

const among = {
  augmentation: ['none', 'basic'],
  optimizer: ['adam'],
  schedule: ['constant', 'step', 'cosine'],
  loss: ['bce', 'cb'],
};
const random = (name: string, every = 1): StrategyRow => ({
  name,
  steering: { kind: 'random', every, among },
});
const schedules = (row: StrategyRow, seed: number) =>
  Array.from({ length: 60 }, (_, interval) => choicesIn(row, interval, seed)?.schedule);

test('random switching draws every choice, and others under another seed or name', () => {
  expect(new Set(schedules(random('R'), 1))).toEqual(new Set(among.schedule));
  expect(schedules(random('R'), 1)).toEqual(schedules(random('R'), 1));
  expect(schedules(random('R'), 1)).not.toEqual(schedules(random('R'), 2));
  expect(schedules(random('R'), 1)).not.toEqual(schedules(random('S'), 1));
});

test('random switching holds its choices for as long as it says', () => {
  const drawn = schedules(random('R', 5), 1);
  for (const [interval, choice] of drawn.entries())
    expect(choice).toBe(drawn[interval - (interval % 5)]);
});
