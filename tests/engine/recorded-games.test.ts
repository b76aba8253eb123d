import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '#engine/catalog.ts';
import { connectFourSelfPlay } from '#environments/connect-four/self-play.ts';
import { GAME_GOALS, type RecordedGames, wonShare } from '../learning/game-goals.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const RUNS: readonly RecordedGames[] = JSON.parse(
  read('../learning/recorded/connect-four-dqn.json'),
);

test('with every one of three seeds the champion at Connect Four won as often as it is to', () => {
  expect(RUNS.map(({ seed }) => seed)).toEqual([1, 2, 3]);
  expect(RUNS.every(({ engine }) => engine === ENGINE_VERSION)).toBe(true);
  for (const run of RUNS)
    for (const [rival, goal] of Object.entries(GAME_GOALS))
      expect(wonShare(run, rival), `seed ${run.seed} against ${rival}`).toBeGreaterThanOrEqual(
        goal,
      );
});

test('the figures tell of these games, against every player of the ladder', () => {
  const page = read('../benchmarks/figures.md').replaceAll(/ +/g, ' ');
  const ladder = connectFourSelfPlay().duel?.ladder ?? [];
  for (const run of RUNS) {
    const shares = ladder.map(({ name }) => `${Math.round(100 * wonShare(run, name))} %`);
    const steps = `${Math.round(run.steps / 1000)}k`;
    expect(page).toContain(`| ${[run.seed, ...shares, run.generations, steps].join(' | ')} |`);
  }
});
