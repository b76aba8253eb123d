/** Q-values: those of the actions taken, how far off they are, and how they come of a state's value and advantages. */
import { at, word } from './record.as';

/** Operands: x, columns (stride 4), y (stride 4), rows, width, stride of x. */
export function takeColumn(r: usize): void {
  let x = at(r, 0), column = at(r, 1), y = at(r, 2);
  const rows = word(r, 3), width = word(r, 4);
  const bytes: usize = word(r, 5) << 2;
  for (let row = 0; row < rows; row++) {
    const j = max(0, min(width - 1, <i32>load<f32>(column)));
    v128.store(y, f32x4.replace_lane(f32x4.splat(0), 0, load<f32>(x + (<usize>j << 2))));
    x += bytes;
    column += 16;
    y += 16;
  }
}

/** Operands: gradient (stride 4), columns (stride 4), y, rows, width, stride of y. */
export function putColumn(r: usize): void {
  let gradient = at(r, 0), column = at(r, 1), y = at(r, 2);
  const rows = word(r, 3), width = word(r, 4);
  const bytes: usize = word(r, 5) << 2;
  memory.fill(y, 0, bytes * rows);
  for (let row = 0; row < rows; row++) {
    const j = max(0, min(width - 1, <i32>load<f32>(column)));
    store<f32>(y + (<usize>j << 2), load<f32>(gradient));
    gradient += 16;
    column += 16;
    y += bytes;
  }
}

/** Operands: prediction, target, gradient (same stride), rows, width, stride, delta, loss [1]. */
export function huberError(r: usize): void {
  let prediction = at(r, 0), target = at(r, 1), gradient = at(r, 2);
  const rows = word(r, 3), width = word(r, 4), delta = <f32>load<f64>(at(r, 6));
  const bytes: usize = word(r, 5) << 2;
  const count = <f32>(rows * width);
  let sum: f32 = 0;
  memory.fill(gradient, 0, bytes * rows);
  for (let row = 0; row < rows; row++) {
    for (let j: usize = 0; j < <usize>width << 2; j += 4) {
      const error: f32 = load<f32>(prediction + j) - load<f32>(target + j);
      const kept: f32 = max<f32>(-delta, min<f32>(delta, error));
      sum += kept * (2 * error - kept);
      store<f32>(gradient + j, (2 * kept) / count);
    }
    prediction += bytes;
    target += bytes;
    gradient += bytes;
  }
  store<f32>(at(r, 7), sum / count);
}

/** Operands: x, y, rows, actions, stride of x, stride of y. */
export function duelingForward(r: usize): void {
  let x = at(r, 0), y = at(r, 1);
  const rows = word(r, 2), actions = word(r, 3);
  const read: usize = word(r, 4) << 2, write: usize = word(r, 5) << 2;
  memory.fill(y, 0, write * rows);
  for (let row = 0; row < rows; row++) {
    let mean: f32 = 0;
    for (let j = 1; j <= actions; j++) mean += load<f32>(x + (<usize>j << 2));
    mean /= <f32>actions;
    const value: f32 = load<f32>(x) - mean;
    for (let j = 0; j < actions; j++)
      store<f32>(y + (<usize>j << 2), value + load<f32>(x + (<usize>(j + 1) << 2)));
    x += read;
    y += write;
  }
}

/** Operands: gradient, y, rows, actions, stride of the gradient, stride of y. */
export function duelingBackward(r: usize): void {
  let gradient = at(r, 0), y = at(r, 1);
  const rows = word(r, 2), actions = word(r, 3);
  const read: usize = word(r, 4) << 2, write: usize = word(r, 5) << 2;
  memory.fill(y, 0, write * rows);
  for (let row = 0; row < rows; row++) {
    let sum: f32 = 0;
    for (let j = 0; j < actions; j++) sum += load<f32>(gradient + (<usize>j << 2));
    store<f32>(y, sum);
    const mean: f32 = sum / <f32>actions;
    for (let j = 0; j < actions; j++)
      store<f32>(y + (<usize>(j + 1) << 2), load<f32>(gradient + (<usize>j << 2)) - mean);
    gradient += read;
    y += write;
  }
}
