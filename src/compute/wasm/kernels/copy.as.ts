/** Copying rows, and a number into a row. */
import { at, word } from './record.as';

/** Operands: x, flags (0: none), their stride, y, rows, stride of x and y. A row whose flag is not 0 becomes 0. */
export function copyUnless(r: usize): void {
  const bytes: usize = word(r, 5) << 2;
  const apart: usize = word(r, 2) << 2;
  const rows = word(r, 4);
  let x = at(r, 0), flag = at(r, 1), y = at(r, 3);
  for (let i = 0; i < rows; i++) {
    if (flag && load<f32>(flag) != 0) memory.fill(y, 0, bytes);
    else memory.copy(y, x, bytes);
    x += bytes;
    y += bytes;
    if (flag) flag += apart;
  }
}

/** Operands: x [1], row [1], its place in the first row, rows, stride. */
export function putNumber(r: usize): void {
  const row = max(0, min(<i32>load<f32>(at(r, 1)), word(r, 3) - 1));
  store<f32>(at(r, 2) + (<usize>(row * word(r, 4)) << 2), load<f32>(at(r, 0)));
}
