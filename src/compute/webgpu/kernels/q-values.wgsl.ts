/** Q-values: those of the actions taken, how far off they are, and how they come of a state's value and advantages. */
import { each, groupsOf, kernel, LANES, TOTAL } from './kernel.ts';
import { NAN } from './numbers.wgsl.ts';

/** Operands: x, columns (stride 4), y (stride 4), rows, width, stride of x. */
export const takeColumn = kernel({
  operands: 6,
  groups: (o) => groupsOf(4 * (o[3] ?? 0)),
  body: each(
    '4u * word(r, 3u)',
    /* wgsl */ `
    let row = i / 4u;
    let column = u32(clamp(i32(memory[at(r, 1u) + 4u * row]), 0, i32(word(r, 4u)) - 1));
    var y = 0.0;
    if (i % 4u == 0u) { y = memory[at(r, 0u) + row * word(r, 5u) + column]; }
    memory[at(r, 2u) + i] = y;`,
  ),
});

/** Operands: gradient (stride 4), columns (stride 4), y, rows, width, stride of y. */
export const putColumn = kernel({
  operands: 6,
  groups: (o) => groupsOf((o[3] ?? 0) * (o[5] ?? 0)),
  body: /* wgsl */ `
  let stride = word(r, 5u);
  ${each(
    'word(r, 3u) * stride',
    /* wgsl */ `
    let row = i / stride;
    let column = u32(clamp(i32(memory[at(r, 1u) + 4u * row]), 0, i32(word(r, 4u)) - 1));
    var y = 0.0;
    if (i % stride == column) { y = memory[at(r, 0u) + 4u * row]; }
    memory[at(r, 2u) + i] = y;`,
  )}`,
});

/** Operands: prediction, target, gradient (same stride), rows, width, stride, delta, loss [1]. */
export const huberError = kernel({
  operands: 8,
  groups: () => 1,
  declarations: NAN + TOTAL,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let width = word(r, 4u); let stride = word(r, 5u); let count = f32(word(r, 3u) * width);
  let delta = memory[at(r, 6u)];
  var sum = 0.0;
  for (var i = lane; i < word(r, 3u) * stride; i += ${LANES}u) {
    var error = 0.0;
    if (i % stride < width) { error = memory[at(r, 0u) + i] - memory[at(r, 1u) + i]; }
    let kept = select(clamp(error, -delta, delta), error, isNan(error));
    sum += kept * (2.0 * error - kept);
    memory[at(r, 2u) + i] = 2.0 * kept / count;
  }
  let all = total(lane, sum);
  if (lane == 0u) { memory[at(r, 7u)] = all / count; }`,
});

/** Operands: x, y, rows, actions, stride of x, stride of y. */
export const duelingForward = kernel({
  operands: 6,
  groups: (o) => groupsOf(o[2] ?? 0),
  body: /* wgsl */ `
  let actions = word(r, 3u); let stride = word(r, 5u);
  ${each(
    'word(r, 2u)',
    /* wgsl */ `
    let x = at(r, 0u) + i * word(r, 4u); let y = at(r, 1u) + i * stride;
    var mean = 0.0;
    for (var j = 1u; j <= actions; j++) { mean += memory[x + j]; }
    mean /= f32(actions);
    for (var j = 0u; j < stride; j++) {
      var q = 0.0;
      if (j < actions) { q = memory[x] - mean + memory[x + 1u + j]; }
      memory[y + j] = q;
    }`,
  )}`,
});

/** Operands: gradient, y, rows, actions, stride of the gradient, stride of y. */
export const duelingBackward = kernel({
  operands: 6,
  groups: (o) => groupsOf(o[2] ?? 0),
  body: /* wgsl */ `
  let actions = word(r, 3u); let stride = word(r, 5u);
  ${each(
    'word(r, 2u)',
    /* wgsl */ `
    let x = at(r, 0u) + i * word(r, 4u); let y = at(r, 1u) + i * stride;
    var sum = 0.0;
    for (var j = 0u; j < actions; j++) { sum += memory[x + j]; }
    memory[y] = sum;
    for (var j = 1u; j < stride; j++) {
      var slope = 0.0;
      if (j <= actions) { slope = memory[x + j - 1u] - sum / f32(actions); }
      memory[y + j] = slope;
    }`,
  )}`,
});
