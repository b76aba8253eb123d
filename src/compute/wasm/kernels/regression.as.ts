/** Regression kernels: targets of critics, their errors, and the objective of actors. */
import { at, word } from './record.as';

/** Operands: next values, rewards, terminated, y (stride 4 each), rows, gamma. */
export function tdTarget(r: usize): void {
  let next = at(r, 0), rewards = at(r, 1), terminated = at(r, 2), y = at(r, 3);
  const rows = word(r, 4), gamma = <f32>load<f64>(at(r, 5));
  for (let row = 0; row < rows; row++) {
    const value: f32 = load<f32>(rewards) + gamma * (1 - load<f32>(terminated)) * load<f32>(next);
    v128.store(y, f32x4.replace_lane(f32x4.splat(0), 0, value));
    next += 16;
    rewards += 16;
    terminated += 16;
    y += 16;
  }
}

/** Operands: prediction, target, gradient (same stride), rows, width, stride, loss [1]. */
export function squaredError(r: usize): void {
  let prediction = at(r, 0), target = at(r, 1), gradient = at(r, 2);
  const rows = word(r, 3), width = word(r, 4);
  const bytes: usize = word(r, 5) << 2;
  const count = <f32>(rows * width);
  let sum: f32 = 0;
  memory.fill(gradient, 0, bytes * rows);
  for (let row = 0; row < rows; row++) {
    for (let j: usize = 0; j < <usize>width << 2; j += 4) {
      const error: f32 = load<f32>(prediction + j) - load<f32>(target + j);
      sum += error * error;
      store<f32>(gradient + j, (2 * error) / count);
    }
    prediction += bytes;
    target += bytes;
    gradient += bytes;
  }
  store<f32>(at(r, 6), sum / count);
}

/** Operands: value, gradient (stride 4 each), rows, loss [1]. */
export function negativeMean(r: usize): void {
  let value = at(r, 0), gradient = at(r, 1);
  const rows = word(r, 2);
  const slope = f32x4.replace_lane(f32x4.splat(0), 0, -1 / <f32>rows);
  let sum: f32 = 0;
  for (let row = 0; row < rows; row++) {
    sum += load<f32>(value);
    v128.store(gradient, slope);
    value += 16;
    gradient += 16;
  }
  store<f32>(at(r, 3), -sum / <f32>rows);
}
