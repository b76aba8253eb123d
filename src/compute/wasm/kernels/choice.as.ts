/** Choosing among the columns of a row. */
import { at, word } from './record.as';
import { below, block, stepKey } from './threefry.as';

/** The column of the greatest of `width` numbers, the first of equals. NaN counts as greatest, so that it shows. */
export function greatest(row: usize, width: i32): i32 {
  let column = 0;
  let best = load<f32>(row);
  for (let j = 1; j < width; j++) {
    const x = load<f32>(row + (<usize>j << 2));
    if (x > best || (x != x && best == best)) {
      best = x;
      column = j;
    }
  }
  return column;
}

/** Operands: x, rows, width, stride, y, its stride. */
export function argmax(r: usize): void {
  let x = at(r, 0), y = at(r, 4);
  const rows = word(r, 1), width = word(r, 2);
  for (let row = 0; row < rows; row++) {
    store<f32>(y, <f32>greatest(x, width));
    x += <usize>word(r, 3) << 2;
    y += <usize>word(r, 5) << 2;
  }
}

/** Operands: q, rows, width, stride, y, its stride, epsilon [1], agent's key, purpose, ordinal of the op. */
export function epsilonGreedy(r: usize): void {
  let q = at(r, 0), y = at(r, 4);
  const rows = word(r, 1), width = word(r, 2), epsilon = <f64>load<f32>(at(r, 6)), ordinal = word(r, 9);
  const key = stepKey(at(r, 7), word(r, 8));
  for (let row = 0; row < rows; row++) {
    const words = block(key, row, ordinal);
    const explores = <f64>(<u32>words) / 4294967296.0 < epsilon;
    store<f32>(y, <f32>(explores ? <i32>below(width, <u32>(words >> 32)) : greatest(q, width)));
    q += <usize>word(r, 3) << 2;
    y += <usize>word(r, 5) << 2;
  }
}
