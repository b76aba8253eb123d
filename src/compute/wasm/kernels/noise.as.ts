/** Noise on continuous actions. */
import { normal } from './normal.as';
import { at, word } from './record.as';
import { block, stepKey } from './threefry.as';

// @ts-ignore: decorator
@inline
function clamp(x: f64, bound: f64): f64 {
  return Math.max(-bound, Math.min(bound, x));
}

/** Operands: y, rows, width, stride, deviation, clip, agent's key, purpose, ordinal of the op. Padding of y is cleared. */
export function gaussianNoise(r: usize): void {
  let y = at(r, 0);
  const rows = word(r, 1), width = word(r, 2), ordinal = word(r, 8);
  const bytes: usize = word(r, 3) << 2;
  const deviation = load<f64>(at(r, 4)), clip = load<f64>(at(r, 5));
  const key = stepKey(at(r, 6), word(r, 7));
  memory.fill(y, 0, bytes * rows);
  let i = 0;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++)
      store<f32>(y + (<usize>j << 2), <f32>clamp(deviation * normal(block(key, i++, ordinal)), clip));
    y += bytes;
  }
}

/** Operands: x, y (same stride), rows, width, stride, pull, deviation, agent's key, purpose, ordinal of the op. */
export function ornsteinUhlenbeck(r: usize): void {
  let x = at(r, 0), y = at(r, 1);
  const rows = word(r, 2), width = word(r, 3), ordinal = word(r, 9);
  const bytes: usize = word(r, 4) << 2;
  const pull = load<f64>(at(r, 5)), deviation = load<f64>(at(r, 6));
  const key = stepKey(at(r, 7), word(r, 8));
  memory.fill(y, 0, bytes * rows);
  let i = 0;
  for (let row = 0; row < rows; row++) {
    for (let j: usize = 0; j < <usize>width << 2; j += 4) {
      const before = <f64>load<f32>(x + j);
      store<f32>(y + j, <f32>(before - pull * before + deviation * normal(block(key, i++, ordinal))));
    }
    x += bytes;
    y += bytes;
  }
}
