/**
 * Functions of one f32, in the same steps as the WASM kernels (`exponential.as.ts`, `elementary.as.ts`), because those of
 * WGSL may be off by 2⁻¹¹. A compiler of shaders may take it that there is no NaN, so it is told from its bits.
 */

export const NAN = /* wgsl */ `
fn isNan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
`;

/** e^x. Below −87.3 as at −87.3 (1e-38), above 88.3 as at 88.3 (2e38). NaN stays NaN. After Cephes. */
export const EXPONENTIAL = /* wgsl */ `
${NAN}
fn exponential(given: f32) -> f32 {
  if (isNan(given)) { return given; }
  let x = clamp(given, -87.3, 88.3);
  let n = round(x * 1.44269504088896341);
  let s = (x - n * 0.693359375) - n * -2.12194440e-4;
  var p = 1.9875691500e-4;
  p = p * s + 1.3981999507e-3;
  p = p * s + 8.3334519073e-3;
  p = p * s + 4.1665795894e-2;
  p = p * s + 1.6666665459e-1;
  p = p * s + 5.0000001201e-1;
  p = p * (s * s) + s + 1.0;
  return p * bitcast<f32>((i32(n) + 127) << 23u);
}
`;

/** Natural logarithm of a number above 0 that is not denormal: x = m 2ᵏ, ln m = 2 artanh s as an odd series. */
export const LOGARITHM = /* wgsl */ `
fn oddSeries(s: f32) -> f32 {
  let z = s * s;
  var p = 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 1.0 / 5.0;
  p = p * z + 1.0 / 3.0;
  return 2.0 * s + 2.0 * s * z * p;
}
fn logarithm(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  var k = f32(i32(bits >> 23u) - 127);
  var m = bitcast<f32>((bits & 0x7fffffu) | 0x3f800000u);
  if (m > 1.41421356) {
    m *= 0.5;
    k += 1.0;
  }
  return k * 0.693359375 + (k * -2.12194440e-4 + oddSeries((m - 1.0) / (m + 1.0)));
}
`;

/** Threefry-2x32, 20 rounds, as in core/random.ts; the key of a random op at this step; a whole number below n. */
export const THREEFRY = /* wgsl */ `
fn turn(x: vec2u, by: u32) -> vec2u {
  let sum = x.x + x.y;
  return vec2u(sum, ((x.y << by) | (x.y >> (32u - by))) ^ sum);
}
fn threefry(key: vec2u, counter: vec2u) -> vec2u {
  let k2 = 0x1bd11bdau ^ key.x ^ key.y;
  var x = counter + key;
  x = turn(turn(turn(turn(x, 13u), 15u), 26u), 6u) + vec2u(key.y, k2 + 1u);
  x = turn(turn(turn(turn(x, 17u), 29u), 16u), 24u) + vec2u(k2, key.x + 2u);
  x = turn(turn(turn(turn(x, 13u), 15u), 26u), 6u) + vec2u(key.x, key.y + 3u);
  x = turn(turn(turn(turn(x, 17u), 29u), 16u), 24u) + vec2u(key.y, k2 + 4u);
  return turn(turn(turn(turn(x, 13u), 15u), 26u), 6u) + vec2u(k2, key.x + 5u);
}
fn stepKey(agent: vec2u, purpose: u32) -> vec2u { return threefry(agent, vec2u(purpose, job[0])); }
fn below(n: u32, bits: u32) -> u32 {
  let low = (bits & 0xffffu) * (n & 0xffffu);
  let middle = (bits >> 16u) * (n & 0xffffu) + (low >> 16u);
  let other = (bits & 0xffffu) * (n >> 16u) + (middle & 0xffffu);
  return (bits >> 16u) * (n >> 16u) + (middle >> 16u) + (other >> 16u);
}
`;

/**
 * A standard normal number of two random words (Box and Muller 1958, cosine branch): the radius's, the angle's. Where
 * the first is small, 1 − u would lose it, so ln(1 − u) is taken from u itself.
 */
export const NORMAL = /* wgsl */ `
${LOGARITHM}
fn normal(words: vec2u) -> f32 {
  let u = f32(words.x) * 2.3283064365386963e-10;
  var l = 0.0;
  if (words.x < 0x80000000u) { l = oddSeries(u / (2.0 - u)); }
  else { l = -logarithm(f32(0u - words.x) * 2.3283064365386963e-10); }
  // of the angle, brought into a quarter turn by whole numbers
  let off = select(words.y - 0x80000000u, 0x80000000u - words.y, words.y < 0x80000000u);
  let beyond = off > 0x40000000u;
  let v = f32(select(off, 0x80000000u - off, beyond)) * 2.3283064365386963e-10;
  let x = 6.283185307179586 * v;
  let z = -x * x;
  var p = 1.0;
  for (var n = 16.0; n > 0.0; n -= 2.0) { p = 1.0 + (z / (n * (n - 1.0))) * p; }
  return sqrt(2.0 * l) * select(-p, p, beyond);
}
`;
