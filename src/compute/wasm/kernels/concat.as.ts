/** Two matrices side by side, and apart. */
import { at, word } from './record.as';

function copyRows(from: usize, fromStride: i32, to: usize, toStride: i32, rows: i32, width: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) store<f32>(to + (<usize>j << 2), load<f32>(from + (<usize>j << 2)));
    from += <usize>fromStride << 2;
    to += <usize>toStride << 2;
  }
}

/** Operands: a, its width, its stride, b, its width, its stride, y, its stride, rows. Padding of y is cleared. */
export function concatForward(r: usize): void {
  const aWidth = word(r, 1), bWidth = word(r, 4), y = at(r, 6), stride = word(r, 7), rows = word(r, 8);
  memory.fill(y, 0, <usize>(rows * stride) << 2);
  copyRows(at(r, 0), word(r, 2), y, stride, rows, aWidth);
  copyRows(at(r, 3), word(r, 5), y + (<usize>aWidth << 2), stride, rows, bWidth);
}

/** Operands: dy, its stride, da (or 0), its width, its stride, db (or 0), its width, its stride, rows. */
export function concatBackward(r: usize): void {
  const dy = at(r, 0), stride = word(r, 1), da = at(r, 2), aWidth = word(r, 3), aStride = word(r, 4);
  const db = at(r, 5), bWidth = word(r, 6), bStride = word(r, 7), rows = word(r, 8);
  if (da) {
    memory.fill(da, 0, <usize>(rows * aStride) << 2);
    copyRows(dy, stride, da, aStride, rows, aWidth);
  }
  if (db) {
    memory.fill(db, 0, <usize>(rows * bStride) << 2);
    copyRows(dy + (<usize>aWidth << 2), stride, db, bStride, rows, bWidth);
  }
}
