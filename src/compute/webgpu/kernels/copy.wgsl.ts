/** Copying rows, blocks of columns, and a number into a row. */
import { each, groupsOf, kernel } from './kernel.ts';

/** Operands: x, flags (0: none), their stride, y, rows, stride of x and y. A row whose flag is not 0 becomes 0. */
export const copyUnless = kernel({
  operands: 6,
  groups: (o) => groupsOf((o[4] ?? 0) * (o[5] ?? 0)),
  body: /* wgsl */ `
  let stride = word(r, 5u);
  let flagged = word(r, 1u) != 0u;
  ${each(
    'word(r, 4u) * stride',
    /* wgsl */ `
    var value = memory[at(r, 0u) + i];
    if (flagged) { if (memory[at(r, 1u) + (i / stride) * word(r, 2u)] != 0.0) { value = 0.0; } }
    memory[at(r, 3u) + i] = value;`,
  )}`,
});

/** Operands: x, its stride, y, its stride, width, rows, whether the rows of y are cleared first (all of them from y on). */
export const copyBlock = kernel({
  operands: 7,
  groups: (o) => groupsOf((o[3] ?? 0) * (o[5] ?? 0)),
  body: /* wgsl */ `
  let stride = word(r, 3u); let width = word(r, 4u); let clears = word(r, 6u) != 0u;
  ${each(
    'word(r, 5u) * stride',
    /* wgsl */ `
    let j = i % stride;
    if (j < width) { memory[at(r, 2u) + i] = memory[at(r, 0u) + (i / stride) * word(r, 1u) + j]; }
    else if (clears) { memory[at(r, 2u) + i] = 0.0; }`,
  )}`,
});

/** Operands: x [1], row [1], its place in the first row, rows, stride. */
export const putNumber = kernel({
  operands: 5,
  groups: () => 1,
  together: true,
  body: /* wgsl */ `
  let row = min(u32(memory[at(r, 1u)]), word(r, 3u) - 1u);
  if (group.x == 0u && lane == 0u) { memory[at(r, 2u) + row * word(r, 4u)] = memory[at(r, 0u)]; }`,
});
