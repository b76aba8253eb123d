import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Run } from '#engine/run.ts';
import { consider } from '#engine/self-play/consider.ts';
import { createStage } from '#engine/stage.ts';
import { openLines } from '#environments/connect-four/ladder.ts';
import type { Appraisal } from '#protocol/messages.ts';
import { policyConfig, selfPlayConfig } from './self-play-config.ts';
import { openRun } from './small-run.ts';

let run: Run;
beforeAll(async () => {
  run = await openRun(selfPlayConfig());
});
afterAll(() => run.dispose());

test('an agent says what it expects of each column, and would choose the best that is free', async () => {
  const full = [3, 3, 3, 3, 3, 3];
  const { choices, appraisal, choice, over, winner } = await consider(run.state, 0, full);
  const { values, areChances } = appraisal as Appraisal; // the game goes on
  expect(areChances).toBe(false);
  expect(choices).toEqual([0, 1, 2, 4, 5, 6]);
  expect(values.map((value) => value === null)).toEqual([0, 0, 0, 1, 0, 0, 0].map(Boolean));
  const known = values.map((value) => value ?? Number.NEGATIVE_INFINITY);
  expect(choice).toBe(known.indexOf(Math.max(...known)));
  expect({ over, winner }).toEqual({ over: false, winner: null });
});

test('a policy says how likely it takes each column that is free', async () => {
  const drawing = await openRun(policyConfig());
  const { appraisal, choice } = await consider(drawing.state, 0, [3, 3, 3, 3, 3, 3]);
  drawing.dispose();
  const { values, areChances } = appraisal as Appraisal; // the game goes on
  expect(areChances).toBe(true);
  const known = values.filter((value) => value !== null);
  expect(known).toHaveLength(6);
  expect(known.every((chance) => chance > 0)).toBe(true);
  expect(known.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
  expect(values[choice as number]).toBe(Math.max(...known));
});

test('who has won is said, with the line that did, and nothing is expected any more', async () => {
  const game = await consider(run.state, 0, [0, 6, 0, 6, 0, 6, 0]);
  expect(game).toMatchObject({ over: true, winner: 0, choices: [], appraisal: null, choice: null });
  expect(game.line).toEqual([14, 21, 28, 35]);
  expect(game.cells[35]).toBe(0);
  expect(game.cells[41]).toBe(1);
  expect((await consider(run.state, 0, [0, 6, 0, 6, 0, 6, 1, 6])).winner).toBe(1);
});

test('what was paid for open lines is no part of the result that it expects', async () => {
  const shaped = await openRun(selfPlayConfig({ environmentOptions: { shaping: 0.5 } }));
  const moves = [3, 0, 3];
  const { appraisal } = await consider(run.state, 0, moves);
  const { cells, appraisal: corrected } = await consider(shaped.state, 0, moves);
  shaped.dispose();
  const lines = openLines(cells.map((owner) => (owner === -1 ? null : owner)));
  expect(lines).toBeGreaterThan(0); // of the first player; the second is to move
  expect(corrected?.values).toHaveLength(7);
  corrected?.values.forEach((value, column) => {
    expect(value).toBeCloseTo((appraisal?.values[column] as number) - (0.5 * lines) / 100, 6);
  });
});

test('a move that cannot be made is named', async () => {
  await expect(consider(run.state, 0, [3, 3, 3, 3, 3, 3, 3])).rejects.toThrow(
    /move 7 is 3; it must be one of 0, 1, 2, 4, 5, 6/,
  );
  await expect(consider(run.state, 0, [0, 6, 0, 6, 0, 6, 0, 6])).rejects.toThrow(
    /move 8 is 6; the game is over before it/,
  );
});

test('the stage shows what the agent expects of each column in the position that it shows', async () => {
  const stage = createStage(run.state);
  const first = await stage.advance(0, 1);
  expect(first.appraisal?.values).toHaveLength(7);
  expect(first.appraisal?.values.some((value) => value !== null)).toBe(true);
});
