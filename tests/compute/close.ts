import { expect } from 'vitest';

/** Each element within `tolerance` of the greatest expected magnitude, or of 1e-3 where all are smaller. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 2e-5,
): void {
  expect(actual.length).toBe(expected.length);
  let scale = 1e-3;
  for (let i = 0; i < expected.length; i++)
    scale = Math.max(scale, Math.abs(expected[i] as number));
  for (let i = 0; i < expected.length; i++) {
    const off = Math.abs((actual[i] as number) - (expected[i] as number));
    if (!(off <= tolerance * scale))
      expect.fail(
        `element ${i} of ${expected.length} is ${actual[i]}, not ${expected[i]} (largest ${scale})`,
      );
  }
}
