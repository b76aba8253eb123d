import { expect, test } from 'vitest';
import { eloRatings, type PairResult } from '#core/elo.ts';

const games = (player: string, rival: string, won: number, drawn: number, lost: number) =>
  ({ player, rival, won, drawn, lost }) satisfies PairResult;

test('400 points are odds of ten to one, whoever the anchor is', () => {
  const ratings = eloRatings([games('b', 'a', 10_000, 0, 1000)], 'a');
  expect(ratings.get('a')).toBe(0);
  expect(ratings.get('b')).toBeCloseTo(400, 0);
  expect(eloRatings([games('b', 'a', 10_000, 0, 1000)], 'b').get('a')).toBeCloseTo(-400, 0);
});

test('a draw is half a win, and who wins what they lose elsewhere is as strong as others', () => {
  expect(eloRatings([games('b', 'a', 0, 50, 0)], 'a').get('b')).toBeCloseTo(0);
  const ring = [games('a', 'b', 7, 0, 3), games('b', 'c', 7, 0, 3), games('c', 'a', 7, 0, 3)];
  for (const rating of eloRatings(ring, 'a').values()) expect(rating).toBeCloseTo(0);
});

test('whoever wins all games is rated finitely, and higher for more of them', () => {
  const few = eloRatings([games('b', 'a', 4, 0, 0)], 'a').get('b') as number;
  const many = eloRatings([games('b', 'a', 40, 0, 0)], 'a').get('b') as number;
  expect(few).toBeGreaterThan(100);
  expect(many).toBeGreaterThan(few);
  expect(Number.isFinite(many)).toBe(true);
});

test('players who never met are compared through others', () => {
  const ratings = eloRatings([games('c', 'b', 300, 0, 100), games('b', 'a', 300, 0, 100)], 'a');
  const [b, c] = [ratings.get('b') as number, ratings.get('c') as number];
  expect(c - b).toBeCloseTo(b, -1);
  expect(c).toBeGreaterThan(350);
});
