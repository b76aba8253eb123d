/** Matrices and learned numbers side by side, and apart. */
import { each, groupsOf, kernel } from './kernel.ts';

/** Operands: a, its width, its stride, b, its width, its stride, y, its stride, rows. Padding of y is cleared. */
export const concatForward = kernel({
  operands: 9,
  groups: (o) => groupsOf((o[7] ?? 0) * (o[8] ?? 0)),
  body: /* wgsl */ `
  let a = at(r, 0u); let aWidth = word(r, 1u); let b = at(r, 3u); let bWidth = word(r, 4u);
  let y = at(r, 6u); let stride = word(r, 7u);
  ${each(
    'stride * word(r, 8u)',
    /* wgsl */ `
    let row = i / stride; let j = i % stride;
    var v = 0.0;
    if (j < aWidth) { v = memory[a + row * word(r, 2u) + j]; }
    else if (j < aWidth + bWidth) { v = memory[b + row * word(r, 5u) + j - aWidth]; }
    memory[y + i] = v;`,
  )}`,
});

/** Operands: dy, its stride, da (or 0), its width, its stride, db (or 0), its width, its stride, rows. */
export const concatBackward = kernel({
  operands: 9,
  groups: (o) => groupsOf(Math.max(o[4] ?? 0, o[7] ?? 0) * (o[8] ?? 0)),
  body: /* wgsl */ `
  let dy = at(r, 0u); let stride = word(r, 1u); let da = at(r, 2u); let aWidth = word(r, 3u); let aStride = word(r, 4u);
  let db = at(r, 5u); let bWidth = word(r, 6u); let bStride = word(r, 7u); let rows = word(r, 8u);
  if (word(r, 2u) != 0u) {
    ${each(
      'aStride * rows',
      'let j = i % aStride; memory[da + i] = select(0.0, memory[dy + (i / aStride) * stride + j], j < aWidth);',
    )}
  }
  if (word(r, 5u) != 0u) {
    ${each(
      'bStride * rows',
      'let j = i % bStride; memory[db + i] = select(0.0, memory[dy + (i / bStride) * stride + aWidth + j], j < bWidth);',
    )}
  }`,
});

/** Operands: x, its width, its stride, constants, how many, y, its stride, rows. Padding of y is cleared. */
export const constantsForward = kernel({
  operands: 8,
  groups: (o) => groupsOf((o[6] ?? 0) * (o[7] ?? 0)),
  body: /* wgsl */ `
  let x = at(r, 0u); let width = word(r, 1u); let constants = at(r, 3u); let count = word(r, 4u);
  let y = at(r, 5u); let stride = word(r, 6u);
  ${each(
    'stride * word(r, 7u)',
    /* wgsl */ `
    let j = i % stride;
    var v = 0.0;
    if (j < width) { v = memory[x + (i / stride) * word(r, 2u) + j]; }
    else if (j < width + count) { v = memory[constants + j - width]; }
    memory[y + i] = v;`,
  )}`,
});

/** Operands: dy, its stride, dx (or 0), its width, its stride, gradients of the constants (or 0), how many, rows. */
export const constantsBackward = kernel({
  operands: 8,
  groups: (o) => groupsOf(Math.max((o[4] ?? 0) * (o[7] ?? 0), o[6] ?? 0)),
  body: /* wgsl */ `
  let dy = at(r, 0u); let stride = word(r, 1u); let dx = at(r, 2u); let width = word(r, 3u); let dxStride = word(r, 4u);
  let gradients = at(r, 5u); let rows = word(r, 7u);
  if (word(r, 5u) != 0u) {
    ${each(
      'word(r, 6u)',
      /* wgsl */ `
      var sum = 0.0;
      for (var row = 0u; row < rows; row++) { sum += memory[dy + row * stride + width + i]; }
      memory[gradients + i] = sum;`,
    )}
  }
  if (word(r, 2u) != 0u) {
    ${each(
      'dxStride * rows',
      'let j = i % dxStride; memory[dx + i] = select(0.0, memory[dy + (i / dxStride) * stride + j], j < width);',
    )}
  }`,
});
