import { expect, test } from 'vitest';
import type { GamePicture } from '#protocol/messages.ts';
import { appraisalWords, isPersonsTurn, outcome, spokenGame } from '#store/play/game.ts';

const after = (moves: readonly number[], end: Partial<GamePicture> = {}): GamePicture => ({
  moves,
  rows: 6,
  columns: 7,
  cells: [],
  line: [],
  choices: [0],
  over: false,
  winner: null,
  appraisal: null,
  choice: null,
  ...end,
});

test('a move and its answer are read aloud together', () => {
  expect(spokenGame(after([3, 2]), 0)).toBe('You: column 4. Agent: column 3. Your turn.');
  expect(spokenGame(after([2, 4, 3]), 1)).toBe('You: column 5. Agent: column 4. Your turn.');
});

test('who begins hears nothing of moves; who does not hears the first', () => {
  expect(spokenGame(after([]), 0)).toBe('Your turn.');
  expect(spokenGame(after([3]), 1)).toBe('Agent: column 4. Your turn.');
  expect(isPersonsTurn([], 0)).toBe(true);
  expect(isPersonsTurn([], 1)).toBe(false);
});

test('the end is told after the moves that led to it', () => {
  expect(spokenGame(after([3, 2, 3], { over: true, winner: 0 }), 0)).toBe(
    'You: column 4. You win.',
  );
  expect(spokenGame(after([3, 2, 3, 2], { over: true, winner: 1 }), 0)).toBe(
    'You: column 4. Agent: column 3. Agent wins.',
  );
  expect(outcome(after([1], { over: true }), 0)).toBe('It is a draw.');
});

test('a value below 0 has its sign, a chance is in percent, and what cannot be chosen has neither', () => {
  const words = [0.5, -0.25, null].map((value) => appraisalWords(value, false));
  expect(words).toEqual(['0.50', '−0.25', '–']);
  expect(appraisalWords(0.125, true)).toBe('13 %');
});
