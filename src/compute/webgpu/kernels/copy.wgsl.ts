/** Copying rows. */
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
