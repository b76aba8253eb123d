import { expect, test } from 'vitest';
import { handIn, isSameBefore, withHand } from '#core/strategy/hand.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { SMALL_STRATEGY, SMALL_TEAMS } from '../../engine/strategy/small-strategy.ts';

test('a choice by hand holds in its interval alone, or until another comes', () => {
  const once = withHand(undefined, 2, { loss: 'cb' }, false);
  expect([1, 2, 3].map((at) => handIn(once, at))).toEqual([{}, { loss: 'cb' }, {}]);
  const stays = withHand(once, 3, { loss: 'asl', optimizer: 'sgd' }, true);
  expect(handIn(stays, 2)).toEqual({ loss: 'cb' });
  expect(handIn(stays, 9)).toEqual({ loss: 'asl', optimizer: 'sgd' });
  const back = withHand(stays, 5, { loss: null }, true);
  expect([4, 5].map((at) => handIn(back, at).loss)).toEqual(['asl', undefined]);
  expect(withHand(withHand(undefined, 2, { loss: 'cb' }, true), 2, { loss: null }, true)).toBe(
    undefined,
  );
});

test('a choice for one interval leaves what held before to go on after it', () => {
  const stays = withHand(undefined, 0, { schedule: 'step' }, true);
  const once = withHand(stays, 4, { schedule: 'constant' }, false);
  expect([3, 4, 5].map((at) => handIn(once, at).schedule)).toEqual(['step', 'constant', 'step']);
  expect(isSameBefore(stays, once, 4)).toBe(true);
  expect(isSameBefore(stays, once, 5)).toBe(false);
});

test('a row keeps its hand through the parser, which names a choice that there is not', () => {
  const catalog = strategyCatalog();
  const parse = (config: typeof SMALL_TEAMS, row: number, hand: unknown) =>
    parseStrategyConfig(
      { ...config, rows: config.rows.map((each, at) => (at === row ? { ...each, hand } : each)) },
      catalog,
    );
  const hand = {
    loss: [
      { from: 1, choice: 'mse' },
      { from: 3, choice: null },
    ],
  };
  const read = parse(SMALL_STRATEGY, 1, hand);
  expect(read.ok && read.config.rows[1]?.hand).toEqual(hand);
  const message = (parsed: typeof read) => (parsed.ok ? '' : parsed.problems[0]?.message);
  expect(message(parse(SMALL_STRATEGY, 1, { loss: [{ from: 1, choice: 'x' }] }))).toMatch(
    /rows\.1\.hand\.loss\.0\.choice.*one of bce/,
  );
  // A team learns from a person's choice, so it must be one of its own.
  expect(message(parse(SMALL_TEAMS, 2, { schedule: [{ from: 1, choice: 'step' }] }))).toMatch(
    /must be one of constant, or null/,
  );
  const trained = catalog.presets.find(({ id }) => id === 'trained-team')
    ?.config as typeof SMALL_TEAMS;
  expect(parse(trained, 0, { schedule: [{ from: 1, choice: 'step' }] }).ok).toBe(true); // it learns no more
  expect(message(parse(SMALL_STRATEGY, 0, {}))).toMatch(/or not be there/);
  const twice = [
    { from: 1, choice: 'mse' },
    { from: 1, choice: null },
  ];
  expect(message(parse(SMALL_STRATEGY, 0, { loss: twice }))).toMatch(/after the turn before/);
});
