/** Drawing a minibatch from the replay buffer, or from a rollout in an order that is drawn. Indices are whole f32. */
import { each, groupsOf, IN_REPLAY, kernel } from './kernel.ts';
import { THREEFRY } from './numbers.wgsl.ts';

/** Operands: agent's key (unused), purpose, ordinal of the op, how many are remembered (unused), rows, indices [rows]. */
export const drawIndices = kernel({
  operands: 6,
  groups: (o) => groupsOf((o[4] ?? 0) / 2),
  declarations: THREEFRY,
  body: /* wgsl */ `
  let stepped = stepKey(key(r), word(r, 1u));
  let rows = word(r, 4u); let indices = at(r, 5u);
  ${each(
    '(rows + 1u) / 2u',
    /* wgsl */ `
    let words = threefry(stepped, vec2u(i, word(r, 2u)));
    memory[indices + 2u * i] = f32(below(job[1], words.x));
    if (2u * i + 1u < rows) { memory[indices + 2u * i + 1u] = f32(below(job[1], words.y)); }`,
  )}`,
});

/** Operands: the field in the first transition, its width, floats of a transition, indices, rows, y, its stride. */
export const gather = kernel({
  operands: 7,
  groups: (o) => groupsOf((o[4] ?? 0) * (o[6] ?? 0)),
  together: true,
  body: /* wgsl */ `
  let width = word(r, 1u); let transition = word(r, 2u); let indices = at(r, 3u); let y = at(r, 5u);
  let stride = word(r, 6u);
  let remembered = word(r, 0u) >= ${IN_REPLAY}u;
  let inReplay = (word(r, 0u) & ${IN_REPLAY - 1}u) >> 2u;
  let inMemory = at(r, 0u);
  ${each(
    'word(r, 4u) * stride',
    /* wgsl */ `
    let j = i % stride;
    let place = u32(memory[indices + i / stride]) * transition + j;
    var v = 0.0;
    if (j < width) {
      if (remembered) { v = replay[inReplay + place]; }
      else { v = memory[inMemory + place]; }
    }
    memory[y + i] = v;`,
  )}`,
});

/**
 * Operands: agent's key (unused), purpose, ordinal of the op, number of the update [1], number of rows to draw from [1],
 * rows drawn, indices. A permutation of 0 … 4^half − 1 by a balanced Feistel network, walked until it is back among the rows.
 */
export const shuffledIndices = kernel({
  operands: 7,
  groups: (o) => groupsOf(o[5] ?? 0),
  declarations: /* wgsl */ `
${THREEFRY}
fn scatter(key: vec2u, x: u32, half: u32) -> u32 {
  let mask = (1u << half) - 1u;
  var left = x >> half;
  var right = x & mask;
  for (var round = 0u; round < 4u; round++) {
    let next = left ^ (threefry(key, vec2u(right, round)).x & mask);
    left = right;
    right = next;
  }
  return (left << half) | right;
}
`,
  body: /* wgsl */ `
  let update = u32(memory[at(r, 3u)]); let rows = u32(memory[at(r, 4u)]); let count = word(r, 5u); let indices = at(r, 6u);
  let perEpoch = (rows + count - 1u) / count;
  let epoch = threefry(stepKey(key(r), word(r, 1u)), vec2u(update / perEpoch, word(r, 2u)));
  var half = 1u;
  while (half < 16u && (1u << (2u * half)) < rows) { half++; }
  let first = (update % perEpoch) * count;
  ${each(
    'count',
    /* wgsl */ `
    var x = scatter(epoch, (first + i) % rows, half);
    while (x >= rows) { x = scatter(epoch, x, half); }
    memory[indices + i] = f32(x);`,
  )}`,
});
