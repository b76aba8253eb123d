/** Blocks of columns. */
import { at, word } from './record.as';

/** Operands: x, its stride, y, its stride, width, rows, whether the rows of y are cleared first (all of them from y on). */
export function copyBlock(r: usize): void {
  let x = at(r, 0), y = at(r, 2);
  const from: usize = word(r, 1) << 2, to: usize = word(r, 3) << 2, bytes: usize = word(r, 4) << 2;
  const rows = word(r, 5);
  if (word(r, 6)) memory.fill(y, 0, to * rows);
  for (let i = 0; i < rows; i++) {
    memory.copy(y, x, bytes);
    x += from;
    y += to;
  }
}
