/** Choices that have a gradient: noise that makes a softmax a draw, and the softmax. */
import { each, groupsOf, kernel } from './kernel.ts';
import { EXPONENTIAL, LOGARITHM, THREEFRY } from './numbers.wgsl.ts';
import { CATEGORICAL } from './policy.wgsl.ts';

/**
 * −ln(−ln u) of u = (word + ½) / 2³². Near 1 the inner logarithm is taken from 1 − u, which an f32 can hold.
 */
const GUMBEL = /* wgsl */ `
fn gumbel(bits: u32) -> f32 {
  var inner = 0.0;
  if (bits < 0x80000000u) { inner = -logarithm((f32(bits) + 0.5) * 2.3283064365386963e-10); }
  else {
    let rest = (f32(0xffffffffu - bits) + 0.5) * 2.3283064365386963e-10;
    inner = oddSeries(rest / (2.0 - rest));
  }
  return -logarithm(inner);
}
`;

/** Operands: y, rows, width, stride, agent's key (unused), purpose, ordinal of the op. Padding of y is cleared. */
export const gumbelNoise = kernel({
  operands: 7,
  groups: (o) => groupsOf((o[1] ?? 0) * (o[3] ?? 0)),
  declarations: THREEFRY + LOGARITHM + GUMBEL,
  body: /* wgsl */ `
  let width = word(r, 2u); let stride = word(r, 3u);
  let stepped = stepKey(key(r), word(r, 5u));
  ${each(
    'word(r, 1u) * stride',
    /* wgsl */ `
    let j = i % stride;
    var v = 0.0;
    if (j < width) {
      let n = (i / stride) * width + j;
      let words = threefry(stepped, vec2u(n / 2u, word(r, 6u)));
      v = gumbel(select(words.x, words.y, n % 2u == 1u));
    }
    memory[at(r, 0u) + i] = v;`,
  )}`,
});

/** Operands: x, rows, width, stride of x and y, y. Padding of y is cleared. */
export const softmaxForward = kernel({
  operands: 5,
  groups: (o) => groupsOf(o[1] ?? 0),
  declarations: EXPONENTIAL + LOGARITHM + CATEGORICAL,
  body: /* wgsl */ `
  let width = word(r, 2u); let stride = word(r, 3u);
  ${each(
    'word(r, 1u)',
    /* wgsl */ `
    let x = at(r, 0u) + i * stride;
    let y = at(r, 4u) + i * stride;
    let greatest = greatestLogit(x, width);
    var total = 0.0;
    for (var j = 0u; j < width; j++) { total += exponential(memory[x + j] - greatest); }
    for (var j = 0u; j < stride; j++) {
      var v = 0.0;
      if (j < width) { v = exponential(memory[x + j] - greatest) / total; }
      memory[y + j] = v;
    }`,
  )}`,
});

/** Operands: y, dy, rows, width, stride of all, dx. Padding of dx is cleared. */
export const softmaxBackward = kernel({
  operands: 6,
  groups: (o) => groupsOf(o[2] ?? 0),
  body: /* wgsl */ `
  let width = word(r, 3u); let stride = word(r, 4u);
  ${each(
    'word(r, 2u)',
    /* wgsl */ `
    let y = at(r, 0u) + i * stride;
    let dy = at(r, 1u) + i * stride;
    let dx = at(r, 5u) + i * stride;
    var mean = 0.0;
    for (var j = 0u; j < width; j++) { mean += memory[y + j] * memory[dy + j]; }
    for (var j = 0u; j < stride; j++) {
      var v = 0.0;
      if (j < width) { v = memory[y + j] * (memory[dy + j] - mean); }
      memory[dx + j] = v;
    }`,
  )}`,
});
