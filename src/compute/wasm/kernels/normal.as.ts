/** Standard normal numbers from exact operations only, as `normal()` of core/random.ts draws them. */

/** ln x of a normal number x > 0: x = m 2ᵏ, m in [√½, √2), ln m = 2 artanh s, s = (m − 1) / (m + 1), as an odd series. */
function logarithm(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  let k = <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    k++;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s; // at most 0.0295
  let p: f64 = 1.0 / 21;
  p = p * z + 1.0 / 19;
  p = p * z + 1.0 / 17;
  p = p * z + 1.0 / 15;
  p = p * z + 1.0 / 13;
  p = p * z + 1.0 / 11;
  p = p * z + 1.0 / 9;
  p = p * z + 1.0 / 7;
  p = p * z + 1.0 / 5;
  p = p * z + 1.0 / 3;
  p = p * z + 1;
  return <f64>k * 0.6931471805599453 + 2 * s * p;
}

/** cos 2πu of a turn u in [0, 1): brought into a quarter turn, there the Taylor series. */
function cosineOfTurn(u: f64): f64 {
  let v = Math.abs(u - 0.5); // cos 2πu = −cos 2πv
  const beyond = v > 0.25;
  if (beyond) v = 0.5 - v;
  const x = 6.283185307179586 * v;
  const z = -x * x;
  let p: f64 = 1;
  for (let n: f64 = 22; n > 0; n -= 2) p = 1 + (z / (n * (n - 1))) * p;
  return beyond ? p : -p;
}

/**
 * Makes a normal number of two random words (Box and Muller 1958, cosine branch): the radius's in the low half, the
 * angle's in the high one.
 */
export function normal(words: u64): f64 {
  const radius = Math.sqrt(-2 * logarithm(1 - <f64>(<u32>words) / 4294967296.0));
  return radius * cosineOfTurn(<f64>(<u32>(words >> 32)) / 4294967296.0);
}
