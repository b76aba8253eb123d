import { expect, test } from 'vitest';
import { cholesky, solveLower, solveUpper } from '#core/cholesky.ts';

const MATRIX = [4, 12, -16, 12, 37, -43, -16, -43, 98];

test('the triangle is the one whose square is the matrix', () => {
  expect([...cholesky(MATRIX, 3)]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
});

test('both triangles are solved', () => {
  const lower = cholesky(MATRIX, 3);
  const x = solveUpper(lower, solveLower(lower, [1, 2, 3]));
  const back = [0, 1, 2].map((i) =>
    [0, 1, 2].reduce((sum, j) => sum + (MATRIX[i * 3 + j] as number) * (x[j] as number), 0),
  );
  expect(back).toEqual([1, 2, 3].map((each) => expect.closeTo(each, 9)));
});

test('a matrix that is not positive definite is refused', () => {
  expect(() => cholesky([1, 2, 2, 1], 2)).toThrow('pivot 1 is -3');
});
