/** Activations, and back. Formulas as in PyTorch: ELU with α 1, leaky ReLU with slope 0.01, GELU exact (x Φ(x)). */
import { ELU, GELU, LEAKY_RELU, RELU, SIGMOID, SOFTPLUS, SOFTSIGN, TANH } from '../../lowering/abi';
import { exp4, normal4, normalDensity4, sigmoid4, softplus4, tanh4 } from './exponential.as';
import { at, word } from './record.as';

// @ts-ignore: decorator
@inline
function value(kind: i32, x: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  switch (kind) {
    case RELU:
      return f32x4.pmax(x, zero);
    case LEAKY_RELU:
      return f32x4.pmax(x, f32x4.mul(x, f32x4.splat(0.01)));
    case ELU:
      return v128.bitselect(x, f32x4.sub(exp4(x), one), f32x4.gt(x, zero));
    case GELU:
      return f32x4.mul(x, normal4(x));
    case TANH:
      return tanh4(x);
    case SIGMOID:
      return sigmoid4(x);
    case SOFTPLUS:
      return softplus4(x);
    case SOFTSIGN:
      return f32x4.div(x, f32x4.add(one, f32x4.abs(x)));
    default:
      return x;
  }
}

/** The derivative, from the output; of GELU from the input. */
// @ts-ignore: decorator
@inline
function slope(kind: i32, y: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  switch (kind) {
    case RELU:
      return v128.and(one, f32x4.gt(y, zero));
    case LEAKY_RELU:
      return v128.bitselect(one, f32x4.splat(0.01), f32x4.gt(y, zero));
    case ELU:
      return v128.bitselect(one, f32x4.add(y, one), f32x4.gt(y, zero));
    case GELU:
      return f32x4.add(normal4(y), f32x4.mul(y, normalDensity4(y)));
    case TANH:
      return f32x4.sub(one, f32x4.mul(y, y));
    case SIGMOID:
      return f32x4.mul(y, f32x4.sub(one, y));
    case SOFTPLUS:
      return f32x4.sub(one, exp4(f32x4.neg(y)));
    case SOFTSIGN: {
      const s = f32x4.sub(one, f32x4.abs(y));
      return f32x4.mul(s, s);
    }
    default:
      return one;
  }
}

// @ts-ignore: decorator
@inline
function forwardAll(kind: i32, x: usize, y: usize, bytes: usize): void {
  let j: usize = 0;
  do {
    v128.store(y + j, value(kind, v128.load(x + j)));
    j += 16;
  } while (j < bytes);
}

// @ts-ignore: decorator
@inline
function backwardAll(kind: i32, dy: usize, kept: usize, dx: usize, bytes: usize): void {
  let j: usize = 0;
  do {
    v128.store(dx + j, f32x4.mul(v128.load(dy + j), slope(kind, v128.load(kept + j))));
    j += 16;
  } while (j < bytes);
}

/** Operands: x, y (may be x), rows, size, stride, activation. */
export function activationForward(r: usize): void {
  const x = at(r, 0), y = at(r, 1);
  const rows = word(r, 2), size = word(r, 3), stride = word(r, 4), kind = word(r, 5);
  const bytes: usize = (rows * stride) << 2;
  switch (kind) {
    case RELU: forwardAll(RELU, x, y, bytes); break;
    case LEAKY_RELU: forwardAll(LEAKY_RELU, x, y, bytes); break;
    case ELU: forwardAll(ELU, x, y, bytes); break;
    case GELU: forwardAll(GELU, x, y, bytes); break;
    case TANH: forwardAll(TANH, x, y, bytes); break;
    case SIGMOID: forwardAll(SIGMOID, x, y, bytes); break;
    case SOFTPLUS: forwardAll(SOFTPLUS, x, y, bytes); break;
    case SOFTSIGN: forwardAll(SOFTSIGN, x, y, bytes); break;
    default: memory.copy(y, x, bytes);
  }
  // of these the value at 0 is not 0, so padding must be cleared
  if ((kind == SIGMOID || kind == SOFTPLUS) && size != stride)
    for (let row = 0; row < rows; row++)
      for (let j = size; j < stride; j++) store<f32>(y + (<usize>(row * stride + j) << 2), 0);
}

/** Operands: dy, what was kept (the output; of GELU the input), dx (may be dy), rows, stride, activation. */
export function activationBackward(r: usize): void {
  const dy = at(r, 0), kept = at(r, 1), dx = at(r, 2), kind = word(r, 5);
  const bytes: usize = (word(r, 3) * word(r, 4)) << 2;
  switch (kind) {
    case RELU: backwardAll(RELU, dy, kept, dx, bytes); break;
    case LEAKY_RELU: backwardAll(LEAKY_RELU, dy, kept, dx, bytes); break;
    case ELU: backwardAll(ELU, dy, kept, dx, bytes); break;
    case GELU: backwardAll(GELU, dy, kept, dx, bytes); break;
    case TANH: backwardAll(TANH, dy, kept, dx, bytes); break;
    case SIGMOID: backwardAll(SIGMOID, dy, kept, dx, bytes); break;
    case SOFTPLUS: backwardAll(SOFTPLUS, dy, kept, dx, bytes); break;
    case SOFTSIGN: backwardAll(SOFTSIGN, dy, kept, dx, bytes); break;
    default: memory.copy(dx, dy, bytes);
  }
}
