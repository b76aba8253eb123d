/** Four channels of a pixel at a time, where the last may be fewer. */

/** The next channels of so many that are left; zero in the lanes beyond. */
// @ts-ignore: decorator
@inline
export function loadPart(from: usize, left: i32): v128 {
  if (left >= 4) return v128.load(from);
  let part = f32x4.replace_lane(f32x4.splat(0), 0, load<f32>(from));
  if (left > 1) part = f32x4.replace_lane(part, 1, load<f32>(from, 4));
  if (left > 2) part = f32x4.replace_lane(part, 2, load<f32>(from, 8));
  return part;
}

/** Stores the next channels of so many that are left. */
// @ts-ignore: decorator
@inline
export function storePart(to: usize, part: v128, left: i32): void {
  if (left >= 4) {
    v128.store(to, part);
    return;
  }
  store<f32>(to, f32x4.extract_lane(part, 0));
  if (left > 1) store<f32>(to, f32x4.extract_lane(part, 1), 4);
  if (left > 2) store<f32>(to, f32x4.extract_lane(part, 2), 8);
}
