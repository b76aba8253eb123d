import { expect, test } from 'vitest';
import type { Duel, Rival } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import { evaluate } from '#engine/evaluate.ts';
import { individualOf } from '#engine/inspect.ts';
import { type Match, type Player, playMatches } from '#engine/self-play/matches.ts';
import { measureChampion } from '#engine/self-play/measure.ts';
import type { Board, ConnectFourState } from '#environments/connect-four/rules.ts';
import type { Champion, Games } from '#protocol/messages.ts';
import { selfPlayConfig } from './self-play-config.ts';
import { openRun, play } from './small-run.ts';

/** Ends with what a generator returns. */
async function ended<T>(generator: AsyncGenerator<unknown, T, void>): Promise<T> {
  for (;;) {
    const { value, done } = await generator.next();
    if (done) return value;
  }
}

/** The highest cell of a column in which there is a disc. */
const topIn = (board: Board, column: number) =>
  board.findIndex((owner, cell) => cell % 7 === column && owner !== null);

const column = (to: number): Rival => ({ name: `column ${to}`, play: () => to });

test('matches are played by the rules: who moves first wins the race of columns', async () => {
  const run = await openRun(selfPlayConfig());
  const duel = run.state.environment.duel as Duel;
  const players = [{ rival: column(0) }, { rival: column(6) }] satisfies readonly Player[];
  const matches = [
    { first: 0, second: 1, key: [1, 2] },
    { first: 1, second: 0, key: [1, 2] },
  ] satisfies readonly Match[];
  expect(await ended(playMatches(run.state, duel, players, matches, 0))).toEqual([1, 1]);
  run.dispose();
});

test('an agent plays itself to the same result with both colours, and openings under one key are one', async () => {
  const run = await openRun(selfPlayConfig());
  const duel = run.state.environment.duel as Duel;
  const individual = await individualOf(run.state, 0);
  const matches = Array.from({ length: 6 }, (_, i): Match => {
    const key = keyFor(3, 'opening', Math.floor(i / 2), 0);
    return i % 2 === 0 ? { first: 0, second: 1, key } : { first: 1, second: 0, key };
  });
  const players = [{ individual }, { individual }];
  const results = await ended(playMatches(run.state, duel, players, matches, 2));
  for (const i of [0, 2, 4]) expect(results[i]).toBe(results[i + 1]);
  run.dispose();
});

test('games against the ladder begin with two drawn moves, and each beginning is played with both colours', async () => {
  const run = await openRun(selfPlayConfig({ generations: 1 }));
  await play(run);
  const duel = run.state.environment.duel as Duel;
  const seen: ConnectFourState[] = [];
  const rival: Rival = {
    name: 'who remembers',
    play(position) {
      seen.push(position as ConnectFourState);
      return 6;
    },
  };
  await ended(measureChampion(run.state, { ...duel, ladder: [rival] }));
  run.dispose();
  const discs = ({ board }: ConnectFourState) => board.filter((owner) => owner !== null).length;
  const first = seen.filter((position) => discs(position) === 2).map(({ board }) => board);
  const second = seen
    .filter((position) => discs(position) === 3)
    .map(({ board, last }) => board.with(topIn(board, last as number), null));
  expect(first).toHaveLength(10);
  expect(second).toEqual(first); // without the champion's move
  expect(new Set(first.map(String)).size).toBeGreaterThan(5);
});

test('fitness in a tournament sums to nothing, and every agent plays at least the games asked for', async () => {
  const run = await openRun(
    selfPlayConfig({
      populationSize: 4,
      evaluation: { episodes: 10 },
      environmentOptions: { fitness: 'tournament' },
    }),
  );
  const { fitness } = await ended(evaluate(run.state));
  run.dispose();
  expect(fitness.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0);
  expect(fitness.some((each) => each !== 0)).toBe(true);
  // two openings for each of three rivals, with both colours: twelve games
  for (const each of fitness) expect(each * 12).toBe(Math.round(each * 12));
});

test('the champion is measured after every generation, against the ladder and ancestors, and nothing changes by it', async () => {
  const run = await openRun(selfPlayConfig({ generations: 2 }));
  const reported: (Games | undefined)[] = [];
  await play(run, (event) => {
    if (event.kind === 'generation') reported.push(event.report.games);
  });
  expect(reported).toHaveLength(2);
  for (const games of reported)
    expect(games?.results.slice(0, 4).map(({ rival }) => rival)).toEqual([
      'random',
      'one step ahead',
      'two moves ahead',
      'four moves ahead',
    ]);
  for (const { won, drawn, lost } of reported[1]?.results ?? [])
    expect([4, 20]).toContain(won + drawn + lost);
  const { state } = run;
  const before = { champion: state.champion, hash: state.hash, steps: state.steps };
  const again = await ended(measureChampion(state, state.environment.duel as Duel));
  expect({ champion: state.champion, hash: state.hash, steps: state.steps }).toEqual(before);
  expect(again?.results.slice(0, 4)).toEqual(reported[1]?.results.slice(0, 4));

  // With the weights of another generation it is another player; with those that it has it is itself.
  const { individual } = state.champion as Champion;
  const { agent, generation } = individual;
  expect(again).toMatchObject({ agent, generation });
  const ancestors = [individual, { ...individual, generation: generation + 7 }];
  const apart = await ended(
    measureChampion({ ...state, ancestors }, state.environment.duel as Duel),
  );
  expect(apart?.results.slice(4).map((result) => [result.rival, result.generation])).toEqual([
    [agent, generation + 7],
  ]);
  run.dispose();
});
