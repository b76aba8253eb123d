/** Activations, and back. Formulas as in PyTorch: ELU with α 1, leaky ReLU with slope 0.01, GELU exact (x Φ(x)). */
import {
  ELU,
  GELU,
  LEAKY_RELU,
  RELU,
  SIGMOID,
  SOFTPLUS,
  SOFTSIGN,
  TANH,
} from '../../lowering/abi.ts';
import { each, eachStored, groupsOf, kernel } from './kernel.ts';
import { EXPONENTIAL } from './numbers.wgsl.ts';

const FUNCTIONS = /* wgsl */ `
${EXPONENTIAL}
fn hyperbolicTangent(x: f32) -> f32 {
  let a = abs(x);
  if (a < 0.625) {
    let z = x * x;
    var p = -5.70498872745e-3;
    p = p * z + 2.06390887954e-2;
    p = p * z - 5.37397155531e-2;
    p = p * z + 1.33314422036e-1;
    p = p * z - 3.33332819422e-1;
    return p * z * x + x;
  }
  let e = exponential(-2.0 * a);
  let far = (1.0 - e) / (1.0 + e);
  return select(far, -far, x < 0.0);
}
fn sigmoid(x: f32) -> f32 { return 1.0 / (1.0 + exponential(-x)); }
fn softplus(x: f32) -> f32 {
  let t = exponential(-abs(x));
  let s = t / (2.0 + t);
  let z = s * s;
  var p = 2.0 / 15.0;
  p = p * z + 2.0 / 13.0;
  p = p * z + 2.0 / 11.0;
  p = p * z + 2.0 / 9.0;
  p = p * z + 2.0 / 7.0;
  p = p * z + 2.0 / 5.0;
  p = p * z + 2.0 / 3.0;
  return select(x, 0.0, x < 0.0) + (p * z * s + (s + s));
}
/** erf x; off by at most 4e-7 (Abramowitz and Stegun 7.1.28, near 0 the Taylor series). */
fn erf(x: f32) -> f32 {
  let a = abs(x);
  if (a < 0.75) {
    let z = x * x;
    var p = -0.000013227513227513228;
    p = p * z + 0.00010683760683760684;
    p = p * z - 0.0007575757575757576;
    p = p * z + 0.004629629629629629;
    p = p * z - 0.023809523809523808;
    p = p * z + 0.1;
    p = p * z - 0.3333333333333333;
    return (p * z + 1.0) * x * 1.1283791670955126;
  }
  let b = min(a, 10.0); // beyond which the denominator would overflow
  var q = 0.0000430638;
  q = q * b + 0.0002765672;
  q = q * b + 0.0001520143;
  q = q * b + 0.0092705272;
  q = q * b + 0.0422820123;
  q = q * b + 0.0705230784;
  q = q * b + 1.0;
  q *= q; q *= q; q *= q; q *= q;
  let far = 1.0 - 1.0 / q;
  return select(far, -far, x < 0.0);
}
fn normalDistribution(x: f32) -> f32 { return 0.5 * (1.0 + erf(x * 0.7071067811865476)); }
fn value(kind: u32, x: f32) -> f32 {
  if (isNan(x)) { return x; }
  switch (kind) {
    case ${RELU}u: { return select(x, 0.0, x < 0.0); }
    case ${LEAKY_RELU}u: { return select(x, x * 0.01, x < 0.0); }
    case ${ELU}u: { return select(exponential(x) - 1.0, x, x > 0.0); }
    case ${GELU}u: { return x * normalDistribution(x); }
    case ${TANH}u: { return hyperbolicTangent(x); }
    case ${SIGMOID}u: { return sigmoid(x); }
    case ${SOFTPLUS}u: { return softplus(x); }
    case ${SOFTSIGN}u: { return x / (1.0 + abs(x)); }
    default: { return x; }
  }
}
/** The derivative, from the output; of GELU from the input. */
fn slope(kind: u32, y: f32) -> f32 {
  switch (kind) {
    case ${RELU}u: { return select(0.0, 1.0, y > 0.0); }
    case ${LEAKY_RELU}u: { return select(0.01, 1.0, y > 0.0); }
    case ${ELU}u: { return select(y + 1.0, 1.0, y > 0.0); }
    case ${GELU}u: {
      return normalDistribution(y) + y * 0.3989422804014327 * exponential(-0.5 * y * y);
    }
    case ${TANH}u: { return 1.0 - y * y; }
    case ${SIGMOID}u: { return y * (1.0 - y); }
    case ${SOFTPLUS}u: { return 1.0 - exponential(-y); }
    case ${SOFTSIGN}u: { let s = 1.0 - abs(y); return s * s; }
    default: { return 1.0; }
  }
}
`;

/** Operands: x, y (may be x), rows, size, stride, activation. */
export const activationForward = kernel({
  operands: 6,
  groups: (o) => groupsOf((o[2] ?? 0) * (o[4] ?? 0)),
  declarations: FUNCTIONS,
  body: /* wgsl */ `
  let x = at(r, 0u); let y = at(r, 1u); let size = word(r, 3u); let stride = word(r, 4u); let kind = word(r, 5u);
  ${each('word(r, 2u) * stride', 'memory[y + i] = select(0.0, value(kind, memory[x + i]), i % stride < size);')}`,
});

/** Operands: dy, what was kept (the output; of GELU the input), dx (may be dy), rows, stride, activation. */
export const activationBackward = kernel({
  operands: 6,
  groups: (o) => groupsOf((o[3] ?? 0) * (o[4] ?? 0)),
  halves: [0, 1, 2],
  declarations: /* wgsl */ `${FUNCTIONS}
fn gradientOf(r: u32, i: u32) -> f32 { return load(at(r, 0u) + i) * slope(word(r, 5u), load(at(r, 1u) + i)); }
`,
  body: (access) => /* wgsl */ `
  let dx = at(r, 2u);
  ${eachStored(access, 'word(r, 3u) * word(r, 4u)', 'dx', 'gradientOf')}`,
});
