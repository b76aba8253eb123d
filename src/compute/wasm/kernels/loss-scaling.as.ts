/** Scaling of losses, `ops/loss-scaling.ts`. */
import { FIRST_SCALE, HIGHEST_SCALE, SCALE_PATIENCE } from '../../lowering/abi';
import { at, word } from './record.as';

/** 2 to a power from −126 to 127. */
// @ts-ignore: decorator
@inline
function powerOfTwo(exponent: i32): f32 {
  return reinterpret<f32>((exponent + 127) << 23);
}

/** Operands: gradient, scaling, y, floats. */
export function scaleGradient(r: usize): void {
  const x = at(r, 0), y = at(r, 2), bytes: usize = word(r, 3) << 2;
  const by = f32x4.splat(powerOfTwo(FIRST_SCALE + <i32>load<f32>(at(r, 1))));
  for (let j: usize = 0; j < bytes; j += 16) v128.store(y + j, f32x4.mul(v128.load(x + j), by));
}

/** Operands: gradients, floats, scaling, whether the update counts [1]. */
export function unscaleGradient(r: usize): void {
  const gradients = at(r, 0), bytes: usize = word(r, 1) << 2, scaling = at(r, 2);
  const doublings = <i32>load<f32>(scaling);
  let off = f32x4.splat(0); // NaN as soon as anything is infinite or NaN
  for (let j: usize = 0; j < bytes; j += 16) {
    const g = v128.load(gradients + j);
    off = f32x4.add(off, f32x4.sub(g, g));
  }
  if (v128.any_true(f32x4.ne(off, off))) {
    memory.fill(gradients, 0, bytes);
    store<f32>(scaling, <f32>max(doublings - 1, -FIRST_SCALE));
    store<f32>(scaling, 0, 4);
    store<f32>(at(r, 3), 0);
    return;
  }
  const by = f32x4.splat(powerOfTwo(-FIRST_SCALE - doublings));
  for (let j: usize = 0; j < bytes; j += 16) v128.store(gradients + j, f32x4.mul(v128.load(gradients + j), by));
  const updates = load<f32>(scaling, 4) + 1, grows = updates >= <f32>SCALE_PATIENCE;
  if (grows) store<f32>(scaling, <f32>min(doublings + 1, HIGHEST_SCALE - FIRST_SCALE));
  store<f32>(scaling, grows ? 0 : updates, 4);
  store<f32>(at(r, 3), 1);
}
