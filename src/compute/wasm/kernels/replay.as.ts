/** Drawing a minibatch from the replay buffer. */
import { at, word } from './record.as';
import { below, block, stepKey } from './threefry.as';

/** Operands: agent's key, purpose, ordinal of the op, address of how many are remembered, rows, indices [rows]. */
export function drawIndices(r: usize): void {
  const key = stepKey(at(r, 0), word(r, 1));
  const ordinal = word(r, 2), remembered = load<u32>(at(r, 3)), rows = word(r, 4), indices = at(r, 5);
  for (let i = 0; i < rows; i += 2) {
    const words = block(key, i >> 1, ordinal);
    const to = indices + (<usize>i << 2);
    store<u32>(to, below(remembered, <u32>words));
    if (i + 1 < rows) store<u32>(to, below(remembered, <u32>(words >> 32)), 4);
  }
}

/** Operands: the field in the first transition, its width, floats of a transition, indices, rows, y, its stride. */
export function gather(r: usize): void {
  const field = at(r, 0), width = word(r, 1), rows = word(r, 4);
  const transition: usize = word(r, 2) << 2;
  const bytes: usize = word(r, 6) << 2;
  let y = at(r, 5), index = at(r, 3);
  for (let i = 0; i < rows; i++) {
    const from = field + <usize>load<u32>(index) * transition;
    if (width == 1) v128.store(y, v128.load32_zero(from));
    else if (!(width & 3)) for (let j: usize = 0; j < bytes; j += 16) v128.store(y + j, v128.load(from + j));
    else {
      v128.store(y + bytes - 16, i32x4.splat(0)); // padding
      for (let j = 0; j < width; j++) store<f32>(y + (<usize>j << 2), load<f32>(from + (<usize>j << 2)));
    }
    y += bytes;
    index += 4;
  }
}
