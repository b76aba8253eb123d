import { expect, test } from 'vitest';
import { frequencyGroups } from '#strategy/metrics/frequency-groups.ts';
import { validationFigures } from '#strategy/run/figures.ts';

test('the loss of labels that are not judged counts for nothing, as their precision does', () => {
  const groups = frequencyGroups([3, 1]);
  const logits = Float32Array.of(2, -3, -1, 4);
  const targets = Uint8Array.of(1, 0, 0, 0);
  const loss = (z: number, y: number) => Math.log(1 + Math.exp(y === 1 ? -z : z));
  const found = validationFigures(logits, targets, 2, groups, Uint8Array.of(0, 0, 0, 1));
  expect(found.loss).toBeCloseTo((loss(2, 1) + loss(-3, 0) + loss(-1, 0)) / 3, 6);
  const all = validationFigures(logits, targets, 2, groups);
  expect(all.loss).toBeCloseTo((loss(2, 1) + loss(-3, 0) + loss(-1, 0) + loss(4, 0)) / 4, 6);
});
