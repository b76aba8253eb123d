/** Noise on continuous actions. */
import { each, groupsOf, kernel } from './kernel.ts';
import { NORMAL, THREEFRY } from './numbers.wgsl.ts';

/** Operands: y, rows, width, stride, deviation, clip, agent's key (unused), purpose, ordinal of the op. Padding is cleared. */
export const gaussianNoise = kernel({
  operands: 9,
  groups: (o) => groupsOf((o[1] ?? 0) * (o[3] ?? 0)),
  declarations: THREEFRY + NORMAL,
  body: /* wgsl */ `
  let width = word(r, 2u); let stride = word(r, 3u); let deviation = memory[at(r, 4u)]; let bound = memory[at(r, 5u)];
  let stepped = stepKey(key(r), word(r, 7u));
  ${each(
    'word(r, 1u) * stride',
    /* wgsl */ `
    let j = i % stride;
    var v = 0.0;
    if (j < width) {
      let words = threefry(stepped, vec2u((i / stride) * width + j, word(r, 8u)));
      v = clamp(deviation * normal(words), -bound, bound);
    }
    memory[at(r, 0u) + i] = v;`,
  )}`,
});

/** Operands: x, y (same stride), rows, width, stride, pull, deviation, agent's key (unused), purpose, ordinal of the op. */
export const ornsteinUhlenbeck = kernel({
  operands: 10,
  groups: (o) => groupsOf((o[2] ?? 0) * (o[4] ?? 0)),
  declarations: THREEFRY + NORMAL,
  body: /* wgsl */ `
  let width = word(r, 3u); let stride = word(r, 4u); let pull = memory[at(r, 5u)]; let deviation = memory[at(r, 6u)];
  let stepped = stepKey(key(r), word(r, 8u));
  ${each(
    'word(r, 2u) * stride',
    /* wgsl */ `
    let j = i % stride;
    var v = 0.0;
    if (j < width) {
      let before = memory[at(r, 0u) + i];
      let words = threefry(stepped, vec2u((i / stride) * width + j, word(r, 9u)));
      v = before - pull * before + deviation * normal(words);
    }
    memory[at(r, 1u) + i] = v;`,
  )}`,
});
