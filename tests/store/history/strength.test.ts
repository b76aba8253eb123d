import { expect, test } from 'vitest';
import type { Games } from '#protocol/messages.ts';
import type { History } from '#store/history/history.ts';
import { strengthsIn } from '#store/history/strength.ts';

const historyOf = (games: readonly (Games | null)[]): History =>
  ({
    generations: games.length,
    games: (generation: number) => games[generation] ?? null,
  }) as History; // all that is asked of it

const games = (agent: number, won: number, others: Games['results'] = []): Games => ({
  agent,
  results: [
    { rival: 'random', won, drawn: 0, lost: 20 - won },
    { rival: 'one step ahead', won: won - 10, drawn: 2, lost: 28 - won },
    ...others,
  ],
});

test('champions are rated above the weakest of the ladder, and a stronger one higher', () => {
  const { champions, ladder } = strengthsIn(historyOf([games(1, 10), null, games(7, 19)]));
  expect(ladder.map(({ name }) => name)).toEqual(['random', 'one step ahead']);
  expect(ladder[0]?.rating).toBe(0);
  expect(ladder[1]?.rating).toBeGreaterThan(0);
  expect(champions.map(({ generation, agent }) => [generation, agent])).toEqual([
    [0, 1],
    [2, 7],
  ]);
  expect(champions[1]?.rating).toBeGreaterThan(champions[0]?.rating as number);
  expect(champions[1]?.shares).toEqual({ random: 19 / 20, 'one step ahead': 10 / 20 });
});

test('one champion has one rating in all generations, and games between agents count', () => {
  const between: Games['results'] = [{ rival: 1, won: 8, drawn: 0, lost: 0 }];
  const [first, again] = strengthsIn(historyOf([games(1, 12), games(1, 14)])).champions;
  expect(first?.rating).toBe(again?.rating);
  const apart = strengthsIn(historyOf([games(1, 12), games(2, 12)])).champions;
  const played = strengthsIn(historyOf([games(1, 12), games(2, 12, between)])).champions;
  expect(played[1]?.rating).toBeGreaterThan(apart[1]?.rating as number);
  expect(played[0]?.rating).toBeLessThan(apart[0]?.rating as number);
});

test('an agent that has learned on is another player than it was', () => {
  const ladder = (random: number, oneStep: number): Games['results'] => [
    { rival: 'random', won: random, drawn: 0, lost: 20 - random },
    { rival: 'one step ahead', won: oneStep, drawn: 0, lost: 20 - oneStep },
  ];
  const early = { agent: 3, generation: 0, results: ladder(10, 2) };
  const late = { agent: 3, generation: 1, results: ladder(19, 15) };
  const [first, last] = strengthsIn(historyOf([early, late])).champions;
  expect(first?.rating).toBeLessThan(20);
  expect(last?.rating).toBeGreaterThan(400);
  const again = strengthsIn(historyOf([early, early])).champions;
  expect(again[0]?.rating).toBe(again[1]?.rating);

  const between: Games['results'] = [{ rival: 3, generation: 0, won: 0, drawn: 0, lost: 8 }];
  const beaten = { ...late, results: [...late.results, ...between] };
  const [better, worse] = strengthsIn(historyOf([early, beaten])).champions;
  expect(better?.rating).toBeGreaterThan(first?.rating as number);
  expect(worse?.rating).toBeLessThan(last?.rating as number);
});

test('where no games were kept there is nobody to rate', () => {
  expect(strengthsIn(historyOf([null, null]))).toEqual({ champions: [], ladder: [] });
});
