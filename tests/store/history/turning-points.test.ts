import { expect, test } from 'vitest';
import type { Family } from '#core/lineage.ts';
import { scorecard } from '#store/history/scorecard.ts';
import { type TurningPoint, turningPoints } from '#store/history/turning-points.ts';
import { growHistory } from './grow-history.ts';
import { championOf, makeHistory } from './made-history.ts';

const HISTORIES = 200;

function pointsOf(seed: number, effect: (family: Family, generation: number) => number) {
  const { history, worthOf } = makeHistory(seed, { effect });
  const { generation, slot, agent, mean } = championOf(history, worthOf);
  return turningPoints(history, generation, slot, { agent, generation, mean });
}

const isTold = ({ verdict }: TurningPoint) => verdict !== 'untold';

test('where mutations do nothing, none can be told in at least 9 of 10 histories', () => {
  let deceived = 0;
  for (let seed = 0; seed < HISTORIES; seed++) if (pointsOf(seed, () => 0).some(isTold)) deceived++;
  expect(deceived).toBeLessThanOrEqual(HISTORIES / 10);
});

test('the largest rise from parent to child alone would name a mutation in every such history', () => {
  for (let seed = 0; seed < 20; seed++)
    expect(pointsOf(seed, () => 0).some(({ step }) => step.gain > 40)).toBe(true);
});

test('a mutation that does much is found, and what it did lies in its interval', () => {
  let found = 0;
  let held = 0;
  for (let seed = 0; seed < HISTORIES; seed++) {
    // The architecture mutations of generation 12 make the difference.
    const points = pointsOf(seed, (family, generation) =>
      family === 'architecture' && generation === 12 ? 400 : 0,
    );
    const made = points.find(
      ({ step }) => step.generation === 12 && step.mutation.family === 'architecture',
    );
    if (!made || made.copies === 0) continue;
    if (points[0] === made && made.verdict === 'higher') found++;
    if (made.low <= 400 && 400 <= made.high) held++;
  }
  expect(held).toBeGreaterThan(100);
  expect(found / held).toBeGreaterThan(0.9);
});

test('of a champion, its fitness among copies and its figure over fresh episodes must both tell', () => {
  const effect = (family: Family, generation: number) =>
    family === 'architecture' && generation === 12 ? 400 : 0;
  for (let seed = 0; seed < HISTORIES; seed++) {
    const { history, worthOf } = makeHistory(seed, { effect });
    const { generation, slot } = championOf(history, worthOf);
    const own = turningPoints(history, generation, slot)[0];
    if (own?.verdict !== 'higher' || own.step.generation !== 12) continue;
    const { agent } = own.step;
    const parent = own.step.fitness - own.step.gain;
    const unlucky = { agent, generation: 12, mean: parent }; // fresh episodes show no gain at all
    const [now] = turningPoints(history, generation, slot, unlucky).filter(
      ({ step }) => step.agent === agent,
    );
    expect(now?.verdict).toBe('untold');
    expect(now?.high).toBeCloseTo(own.high, 9);
    expect(now?.low).toBeLessThan(own.low);
    return;
  }
  throw new Error('no history has such a mutation');
});

test('a mutation without an unmutated copy in its generation cannot be told, nor can one of a young run', () => {
  const { history, worthOf } = makeHistory(3, { effect: () => 0, generations: 3 });
  const { generation, slot } = championOf(history, worthOf);
  for (const point of turningPoints(history, generation, slot)) {
    expect(point.verdict).toBe('untold');
    expect(point.low).toBeNaN();
  }
  expect(turningPoints(growHistory(3), 0, 0)).toEqual([]);
});

test('of kinds of mutation that do nothing at most one in ten is told from copies, one that does is', () => {
  let told = 0;
  let found = 0;
  for (let seed = 0; seed < HISTORIES; seed++) {
    const effect = (family: Family) => (family === 'parameters' ? -60 : 0);
    const { history } = makeHistory(seed, { effect });
    for (const { family, verdict } of scorecard(history))
      if (family === 'parameters') found += Number(verdict === 'below');
      else if (family !== 'activation') told += Number(verdict === 'above' || verdict === 'below');
  }
  expect(told / (2 * HISTORIES)).toBeLessThanOrEqual(0.1);
  expect(found / HISTORIES).toBeGreaterThan(0.9);
});

test('a parent’s luck and what everyone learns are no merit of a mutation', () => {
  const { history } = makeHistory(5, { effect: () => 0, generations: 300 });
  for (const { family, mean, low, high, count } of scorecard(history)) {
    if (family === 'activation') expect(count).toBe(0);
    else {
      // Children of chosen, lucky parents fall back by tens; beside copies nothing is left.
      expect(Math.abs(mean)).toBeLessThan(10);
      expect(low).toBeLessThan(high);
    }
  }
});
