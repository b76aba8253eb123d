/** Regression kernels: targets of critics, their errors, and the objective of actors. */
import { GREATEST } from './choice.wgsl.ts';
import { each, eachRow, groupsOf, kernel, LANES, TOTAL } from './kernel.ts';
import { NAN } from './numbers.wgsl.ts';

/**
 * Operands: q, next, best (or 0), rows, width, stride, actions, rewards, terminated (stride 4 each), gamma, gradient,
 * loss [1], mean absolute TD error [1], TD target [rows, stride 4].
 */
export const temporalDifference = kernel({
  operands: 14,
  groups: () => 1,
  declarations: NAN + GREATEST + TOTAL,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let rows = word(r, 3u); let width = word(r, 4u); let stride = word(r, 5u);
  let next = at(r, 1u); let best = select(next, at(r, 2u), word(r, 2u) != 0u);
  let gamma = memory[at(r, 9u)];
  var sum = 0.0; var distance = 0.0;
  ${eachRow(
    'rows',
    /* wgsl */ `
    let chosen = greatest(best + row * stride, width);
    let action = u32(clamp(i32(memory[at(r, 6u) + 4u * row]), 0, i32(width) - 1));
    let y = memory[at(r, 7u) + 4u * row] +
      gamma * (1.0 - memory[at(r, 8u) + 4u * row]) * memory[next + row * stride + chosen];
    let error = memory[at(r, 0u) + row * stride + action] - y;
    sum += error * error;
    distance += abs(error);
    for (var j = 0u; j < stride; j++) {
      memory[at(r, 10u) + row * stride + j] = select(0.0, 2.0 * error / f32(rows), j == action);
    }
    memory[at(r, 13u) + 4u * row] = y;`,
  )}
  let all = total(lane, sum);
  let far = total(lane, distance);
  if (lane == 0u) {
    memory[at(r, 11u)] = all / f32(rows);
    memory[at(r, 12u)] = far / f32(rows);
  }`,
});

/** Operands: next values, rewards, terminated, y (stride 4 each), rows, gamma. */
export const tdTarget = kernel({
  operands: 6,
  groups: (o) => groupsOf(4 * (o[4] ?? 0)),
  body: /* wgsl */ `
  let gamma = memory[at(r, 5u)];
  ${each(
    '4u * word(r, 4u)',
    /* wgsl */ `
    var y = 0.0;
    if (i % 4u == 0u) { y = memory[at(r, 1u) + i] + gamma * (1.0 - memory[at(r, 2u) + i]) * memory[at(r, 0u) + i]; }
    memory[at(r, 3u) + i] = y;`,
  )}`,
});

/** Operands: prediction, target, gradient (same stride), rows, width, stride, loss [1]. */
export const squaredError = kernel({
  operands: 7,
  groups: () => 1,
  declarations: TOTAL,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let width = word(r, 4u); let stride = word(r, 5u); let count = f32(word(r, 3u) * width);
  var sum = 0.0;
  for (var i = lane; i < word(r, 3u) * stride; i += ${LANES}u) {
    var error = 0.0;
    if (i % stride < width) { error = memory[at(r, 0u) + i] - memory[at(r, 1u) + i]; }
    sum += error * error;
    memory[at(r, 2u) + i] = 2.0 * error / count;
  }
  let all = total(lane, sum);
  if (lane == 0u) { memory[at(r, 6u)] = all / count; }`,
});

/** Operands: value, gradient (stride 4 each), rows, loss [1]. */
export const negativeMean = kernel({
  operands: 4,
  groups: () => 1,
  declarations: TOTAL,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let rows = word(r, 2u);
  var sum = 0.0;
  for (var i = lane; i < 4u * rows; i += ${LANES}u) {
    let first = i % 4u == 0u;
    if (first) { sum += memory[at(r, 0u) + i]; }
    memory[at(r, 1u) + i] = select(0.0, -1.0 / f32(rows), first);
  }
  let all = total(lane, sum);
  if (lane == 0u) { memory[at(r, 3u)] = -all / f32(rows); }`,
});
