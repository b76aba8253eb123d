import { describe, expect, test } from 'vitest';
import type { Lane } from '#core/strategy/seats.ts';
import {
  laneOf,
  spansOf,
  withChoice,
  withoutTurn,
  withTurn,
  withTurnMoved,
} from '#store/strategy/lanes.ts';

const LANE: Lane = [
  { from: 0, choice: 'cb' },
  { from: 12, choice: 'bce' },
];

describe('a turn', () => {
  test('holds from its interval up to the next one', () => {
    expect(spansOf(withTurn(LANE, 5, 'asl'), 20)).toEqual([
      { from: 0, to: 5, choice: 'cb' },
      { from: 5, to: 12, choice: 'asl' },
      { from: 12, to: 20, choice: 'bce' },
    ]);
  });

  test('to what already holds is none', () => {
    expect(withTurn(LANE, 5, 'cb')).toEqual(LANE);
    expect(withTurn(LANE, 12, 'cb')).toEqual([{ from: 0, choice: 'cb' }]);
  });

  test('takes the place of the one at its interval', () => {
    expect(withTurn(LANE, 0, 'asl')[0]).toEqual({ from: 0, choice: 'asl' });
  });

  test('chosen as its neighbours joins them', () => {
    expect(withChoice(LANE, 1, 'cb')).toEqual([{ from: 0, choice: 'cb' }]);
  });

  test('moves between its neighbours, and the first does not', () => {
    const lane = withTurn(LANE, 5, 'asl');
    expect(withTurnMoved(lane, 1, 30, 20)[1]?.from).toBe(11);
    expect(withTurnMoved(lane, 1, -3, 20)[1]?.from).toBe(1);
    expect(withTurnMoved(lane, 2, 30, 20)[2]?.from).toBe(19);
    expect(withTurnMoved(lane, 0, 3, 20)).toEqual(lane);
  });

  test('that goes leaves its room to the one before, and the first to the next', () => {
    expect(withoutTurn(LANE, 1)).toEqual([{ from: 0, choice: 'cb' }]);
    expect(withoutTurn(LANE, 0)).toEqual([{ from: 0, choice: 'bce' }]);
    expect(withoutTurn([{ from: 0, choice: 'cb' }], 0)).toEqual([{ from: 0, choice: 'cb' }]);
  });
});

test('turns beyond the end of a run have no span', () => {
  expect(spansOf(LANE, 10)).toEqual([{ from: 0, to: 10, choice: 'cb' }]);
});

test('what was chosen interval after interval is a lane of the changes', () => {
  expect(laneOf(['a', 'a', 'b', 'a'])).toEqual([
    { from: 0, choice: 'a' },
    { from: 2, choice: 'b' },
    { from: 3, choice: 'a' },
  ]);
});
