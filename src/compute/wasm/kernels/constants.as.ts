/** Learned numbers behind a matrix, the same in every row, and back. */
import { at, word } from './record.as';

/** Operands: x, its width, its stride, constants, how many, y, its stride, rows. Padding of y is cleared. */
export function constantsForward(r: usize): void {
  let x = at(r, 0), y = at(r, 5);
  const width = word(r, 1), constants = at(r, 3), count = word(r, 4), stride = word(r, 6), rows = word(r, 7);
  memory.fill(y, 0, <usize>(rows * stride) << 2);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) store<f32>(y + (<usize>j << 2), load<f32>(x + (<usize>j << 2)));
    for (let j = 0; j < count; j++) store<f32>(y + (<usize>(width + j) << 2), load<f32>(constants + (<usize>j << 2)));
    x += <usize>word(r, 2) << 2;
    y += <usize>stride << 2;
  }
}

/** Operands: dy, its stride, dx (or 0), its width, its stride, gradients of the constants (or 0), how many, rows. */
export function constantsBackward(r: usize): void {
  const stride: usize = word(r, 1) << 2, width = word(r, 3), gradients = at(r, 5), count = word(r, 6), rows = word(r, 7);
  let dy = at(r, 0), dx = at(r, 2);
  if (gradients)
    for (let j = 0; j < count; j++) {
      let sum: f32 = 0;
      let from = dy + (<usize>(width + j) << 2);
      for (let row = 0; row < rows; row++, from += stride) sum += load<f32>(from);
      store<f32>(gradients + (<usize>j << 2), sum);
    }
  if (!dx) return;
  memory.fill(dx, 0, <usize>(rows * word(r, 4)) << 2);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) store<f32>(dx + (<usize>j << 2), load<f32>(dy + (<usize>j << 2)));
    dy += stride;
    dx += <usize>word(r, 4) << 2;
  }
}
