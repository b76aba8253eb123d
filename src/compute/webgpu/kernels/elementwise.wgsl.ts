/** Pairs of matrices, element by element. NaN stays NaN. */
import { each, groupsOf, kernel } from './kernel.ts';
import { NAN } from './numbers.wgsl.ts';

/** Operands: a, b, y, floats. */
export const minimum = kernel({
  operands: 4,
  groups: (o) => groupsOf(o[3] ?? 0),
  declarations: NAN,
  body: each(
    'word(r, 3u)',
    /* wgsl */ `
    let a = memory[at(r, 0u) + i]; let b = memory[at(r, 1u) + i];
    memory[at(r, 2u) + i] = select(b, a, a < b || isNan(a));`,
  ),
});

/** Operands: a, b, y, floats. y = a + b. */
export const sum = kernel({
  operands: 4,
  groups: (o) => groupsOf(o[3] ?? 0),
  body: each(
    'word(r, 3u)',
    /* wgsl */ `
    memory[at(r, 2u) + i] = memory[at(r, 0u) + i] + memory[at(r, 1u) + i];`,
  ),
});

/** Operands: a, b, y, floats. y = a + b, no less than −1 and no more than 1. */
export const clampedSum = kernel({
  operands: 4,
  groups: (o) => groupsOf(o[3] ?? 0),
  declarations: NAN,
  body: each(
    'word(r, 3u)',
    /* wgsl */ `
    let sum = memory[at(r, 0u) + i] + memory[at(r, 1u) + i];
    memory[at(r, 2u) + i] = select(clamp(sum, -1.0, 1.0), sum, isNan(sum));`,
  ),
});
