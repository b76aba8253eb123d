/**
 * The f32x4 multiply-add peak: twelve chains held in registers, enough to hide the latency of a multiplication and an
 * addition, on numbers from memory, the sum returned so that nothing can be left out. A round is 96 operations.
 */
export function peak(rounds: i32, data: usize): f32 {
  const m = v128.load(data), a = v128.load(data, 16);
  let c0 = v128.load(data, 32), c1 = f32x4.add(c0, a), c2 = f32x4.add(c1, a), c3 = f32x4.add(c2, a);
  let c4 = f32x4.add(c3, a), c5 = f32x4.add(c4, a), c6 = f32x4.add(c5, a), c7 = f32x4.add(c6, a);
  let c8 = f32x4.add(c7, a), c9 = f32x4.add(c8, a), c10 = f32x4.add(c9, a), c11 = f32x4.add(c10, a);
  do {
    c0 = f32x4.add(f32x4.mul(c0, m), a);
    c1 = f32x4.add(f32x4.mul(c1, m), a);
    c2 = f32x4.add(f32x4.mul(c2, m), a);
    c3 = f32x4.add(f32x4.mul(c3, m), a);
    c4 = f32x4.add(f32x4.mul(c4, m), a);
    c5 = f32x4.add(f32x4.mul(c5, m), a);
    c6 = f32x4.add(f32x4.mul(c6, m), a);
    c7 = f32x4.add(f32x4.mul(c7, m), a);
    c8 = f32x4.add(f32x4.mul(c8, m), a);
    c9 = f32x4.add(f32x4.mul(c9, m), a);
    c10 = f32x4.add(f32x4.mul(c10, m), a);
    c11 = f32x4.add(f32x4.mul(c11, m), a);
    rounds--;
  } while (rounds > 0);
  c0 = f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3));
  c4 = f32x4.add(f32x4.add(c4, c5), f32x4.add(c6, c7));
  c8 = f32x4.add(f32x4.add(c8, c9), f32x4.add(c10, c11));
  return f32x4.extract_lane(f32x4.add(f32x4.add(c0, c4), c8), 0);
}
