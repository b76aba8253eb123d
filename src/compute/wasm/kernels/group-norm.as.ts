/** GroupNorm over all pixels and the channels of a group (Wu and He 2018), and back. Images are [pixel][channel]. */
import { LEAKY_RELU, RELU } from '../../lowering/abi';
import { loadPart, storePart } from './part.as';
import { at, word } from './record.as';

const EPSILON: f32 = 1e-5;

/**
 * Replaces each group's numbers by channel, of which there are `channels`, by their sum over the group divided by
 * `count`.
 */
function shareInGroups(numbers: usize, channels: i32, groups: i32, count: f32): void {
  const each = channels / groups;
  for (let group = 0; group < groups; group++, numbers += <usize>each << 2) {
    let sum: f32 = 0;
    for (let i = 0; i < each; i++) sum += load<f32>(numbers + (<usize>i << 2));
    for (let i = 0; i < each; i++) store<f32>(numbers + (<usize>i << 2), sum / count);
  }
}

/** Channels that are gone over together, a cache line: no line of memory is read twice in a pass. */
const TOGETHER: i32 = 16;

/** Sums by channel of four vectors of each pixel from `x` to `end`, `pixel` bytes apart. */
function sumPixels(x: usize, end: usize, pixel: usize, to: usize): void {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (; x < end; x += pixel) {
    a = f32x4.add(a, v128.load(x));
    b = f32x4.add(b, v128.load(x, 16));
    c = f32x4.add(c, v128.load(x, 32));
    d = f32x4.add(d, v128.load(x, 48));
  }
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
  v128.store(to, d, 48);
}

// @ts-ignore: decorator
@inline
function addSquare(sum: v128, x: v128, mean: v128): v128 {
  const d = f32x4.sub(x, mean);
  return f32x4.add(sum, f32x4.mul(d, d));
}

/** Sums of squares of the distances from the means. */
function sumSquares(x: usize, end: usize, pixel: usize, means: usize, to: usize): void {
  const e = v128.load(means), f = v128.load(means, 16), g = v128.load(means, 32), h = v128.load(means, 48);
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (; x < end; x += pixel) {
    a = addSquare(a, v128.load(x), e);
    b = addSquare(b, v128.load(x, 16), f);
    c = addSquare(c, v128.load(x, 32), g);
    d = addSquare(d, v128.load(x, 48), h);
  }
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
  v128.store(to, d, 48);
}

/**
 * Operands: x, images, pixels, channels, floats from one image to the next, groups, gain, shift, means and reciprocal
 * deviations [images × channels] each (or 0: not kept), y, activation (one that is fused), scratch [2 × channels].
 */
export function groupNormForward(r: usize): void {
  const images = word(r, 1), pixels = word(r, 2), channels = word(r, 3), groups = word(r, 5);
  const bytes: usize = word(r, 4) << 2, gain = at(r, 6), shift = at(r, 7), activation = word(r, 11);
  const pixel: usize = channels << 2, end: usize = <usize>pixels * pixel;
  const count = <f32>(pixels * (channels / groups));
  const zero = f32x4.splat(0);
  let x = at(r, 0), y = at(r, 10), means = at(r, 8), reciprocals = at(r, 9);
  const kept = means != 0;
  if (!kept) means = at(r, 12), reciprocals = means + <usize>(((channels + 3) & ~3) << 2);
  for (let image = 0; image < images; image++, x += bytes, y += bytes) {
    let c = 0;
    for (; c + TOGETHER <= channels; c += TOGETHER) sumPixels(x + (<usize>c << 2), x + end, pixel, means + (<usize>c << 2));
    for (; c < channels; c += 4) {
      let sum = zero;
      const left = channels - c;
      for (let p: usize = <usize>c << 2; p < end; p += pixel) sum = f32x4.add(sum, loadPart(x + p, left));
      storePart(means + (<usize>c << 2), sum, left);
    }
    shareInGroups(means, channels, groups, count);
    for (c = 0; c + TOGETHER <= channels; c += TOGETHER) {
      const at: usize = <usize>c << 2;
      sumSquares(x + at, x + end, pixel, means + at, reciprocals + at);
    }
    for (; c < channels; c += 4) {
      let squares = zero;
      const left = channels - c;
      const mean = loadPart(means + (<usize>c << 2), left);
      for (let p: usize = <usize>c << 2; p < end; p += pixel) {
        const d = f32x4.sub(loadPart(x + p, left), mean);
        squares = f32x4.add(squares, f32x4.mul(d, d));
      }
      storePart(reciprocals + (<usize>c << 2), squares, left);
    }
    shareInGroups(reciprocals, channels, groups, count);
    for (let c = 0; c < channels; c++) {
      const at = reciprocals + (<usize>c << 2);
      store<f32>(at, 1 / sqrt<f32>(load<f32>(at) + EPSILON));
    }
    c = 0;
    if (activation != LEAKY_RELU)
      for (; c + 8 <= channels; c += 8) {
        const at: usize = <usize>c << 2;
        normalisePixels(x + at, x + end, pixel, y + at, means + at, reciprocals + at, gain + at, shift + at, activation);
      }
    for (; c < channels; c += 4) {
      const left = channels - c, at: usize = <usize>c << 2;
      const mean = loadPart(means + at, left);
      const scale = f32x4.mul(loadPart(reciprocals + at, left), loadPart(gain + at, left));
      const add = loadPart(shift + at, left);
      for (let p = at; p < end; p += pixel) {
        let v = f32x4.add(f32x4.mul(f32x4.sub(loadPart(x + p, left), mean), scale), add);
        if (activation == RELU) v = f32x4.pmax(v, zero);
        else if (activation == LEAKY_RELU) v = f32x4.pmax(v, f32x4.mul(v, f32x4.splat(0.01)));
        storePart(y + p, v, left);
      }
    }
    if (end < bytes) memory.fill(y + end, 0, bytes - end);
    if (kept) means += pixel, reciprocals += pixel;
  }
}

/** Two vectors of each pixel, normalised, scaled, shifted and through a ReLU where there is one. */
function normalisePixels(
  x: usize, end: usize, pixel: usize, y: usize, means: usize, reciprocals: usize, gain: usize, shift: usize, activation: i32,
): void {
  const a = v128.load(means), b = v128.load(means, 16);
  const c = f32x4.mul(v128.load(reciprocals), v128.load(gain)), d = f32x4.mul(v128.load(reciprocals, 16), v128.load(gain, 16));
  const e = v128.load(shift), f = v128.load(shift, 16), zero = f32x4.splat(0);
  if (activation == RELU) {
    for (; x < end; x += pixel, y += pixel) {
      v128.store(y, f32x4.pmax(f32x4.add(f32x4.mul(f32x4.sub(v128.load(x), a), c), e), zero));
      v128.store(y, f32x4.pmax(f32x4.add(f32x4.mul(f32x4.sub(v128.load(x, 16), b), d), f), zero), 16);
    }
  } else {
    for (; x < end; x += pixel, y += pixel) {
      v128.store(y, f32x4.add(f32x4.mul(f32x4.sub(v128.load(x), a), c), e));
      v128.store(y, f32x4.add(f32x4.mul(f32x4.sub(v128.load(x, 16), b), d), f), 16);
    }
  }
}

/** Sums by channel, of two vectors of each pixel, of dy and of dy n; n = (x − mean) · reciprocal. */
function sumGradients(
  dy: usize, x: usize, end: usize, pixel: usize, means: usize, reciprocals: usize, sums: usize, alongs: usize,
): void {
  const a = v128.load(means), b = v128.load(means, 16), c = v128.load(reciprocals), d = v128.load(reciprocals, 16);
  let sum = f32x4.splat(0), sum2 = sum, along = sum, along2 = sum;
  for (; x < end; x += pixel, dy += pixel) {
    const g = v128.load(dy), h = v128.load(dy, 16);
    sum = f32x4.add(sum, g);
    sum2 = f32x4.add(sum2, h);
    along = f32x4.add(along, f32x4.mul(g, f32x4.mul(f32x4.sub(v128.load(x), a), c)));
    along2 = f32x4.add(along2, f32x4.mul(h, f32x4.mul(f32x4.sub(v128.load(x, 16), b), d)));
  }
  v128.store(sums, sum);
  v128.store(sums, sum2, 16);
  v128.store(alongs, along);
  v128.store(alongs, along2, 16);
}

/** dx of two vectors of each pixel. */
function gradientPixels(
  dy: usize, x: usize, end: usize, pixel: usize, dx: usize, means: usize, reciprocals: usize, gain: usize, sums: usize, alongs: usize,
): void {
  const a = v128.load(means), b = v128.load(means, 16), c = v128.load(reciprocals), d = v128.load(reciprocals, 16);
  const e = v128.load(gain), f = v128.load(gain, 16), sum = v128.load(sums), sum2 = v128.load(sums, 16);
  const along = v128.load(alongs), along2 = v128.load(alongs, 16);
  for (; x < end; x += pixel, dy += pixel, dx += pixel) {
    const n = f32x4.mul(f32x4.sub(v128.load(x), a), c), n2 = f32x4.mul(f32x4.sub(v128.load(x, 16), b), d);
    const g = f32x4.mul(v128.load(dy), e), g2 = f32x4.mul(v128.load(dy, 16), f);
    v128.store(dx, f32x4.mul(f32x4.sub(f32x4.sub(g, sum), f32x4.mul(n, along)), c));
    v128.store(dx, f32x4.mul(f32x4.sub(f32x4.sub(g2, sum2), f32x4.mul(n2, along2)), d), 16);
  }
}

/**
 * Operands: dy, images, pixels, channels, floats from one image to the next, groups, gain, x, means and reciprocal
 * deviations as kept, dx, gradient of gain, of shift (or 0), scratch [2 × channels].
 * dx = (g − mean g − n · mean(g n)) / deviation, g = gain · dy, n the normalised input, means over the group.
 */
export function groupNormBackward(r: usize): void {
  const images = word(r, 1), pixels = word(r, 2), channels = word(r, 3), groups = word(r, 5);
  const bytes: usize = word(r, 4) << 2, gain = at(r, 6), dGain = at(r, 11), dShift = at(r, 12);
  const pixel: usize = channels << 2, end: usize = <usize>pixels * pixel;
  const count = <f32>(pixels * (channels / groups));
  const sums = at(r, 13), alongs = sums + <usize>(((channels + 3) & ~3) << 2);
  let dy = at(r, 0), x = at(r, 7), means = at(r, 8), reciprocals = at(r, 9), dx = at(r, 10);
  if (dGain) {
    memory.fill(dGain, 0, pixel);
    memory.fill(dShift, 0, pixel);
  }
  for (let image = 0; image < images; image++) {
    const pairs = channels & ~7;
    for (let c = 0; c < pairs; c += 8) {
      const at: usize = <usize>c << 2;
      sumGradients(dy + at, x + at, x + end, pixel, means + at, reciprocals + at, sums + at, alongs + at);
    }
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c, at: usize = <usize>c << 2;
      const mean = loadPart(means + at, left), reciprocal = loadPart(reciprocals + at, left);
      let sum = f32x4.splat(0), along = f32x4.splat(0);
      if (c < pairs) {
        sum = v128.load(sums + at);
        along = v128.load(alongs + at);
      } else
        for (let p = at; p < end; p += pixel) {
          const d = loadPart(dy + p, left);
          sum = f32x4.add(sum, d);
          along = f32x4.add(along, f32x4.mul(d, f32x4.mul(f32x4.sub(loadPart(x + p, left), mean), reciprocal)));
        }
      if (dGain) {
        storePart(dGain + at, f32x4.add(loadPart(dGain + at, left), along), left);
        storePart(dShift + at, f32x4.add(loadPart(dShift + at, left), sum), left);
      }
      const factor = loadPart(gain + at, left);
      storePart(sums + at, f32x4.mul(sum, factor), left);
      storePart(alongs + at, f32x4.mul(along, factor), left);
    }
    shareInGroups(sums, channels, groups, count);
    shareInGroups(alongs, channels, groups, count);
    for (let c = 0; c < pairs; c += 8) {
      const at: usize = <usize>c << 2;
      gradientPixels(dy + at, x + at, x + end, pixel, dx + at, means + at, reciprocals + at, gain + at, sums + at, alongs + at);
    }
    for (let c = pairs; c < channels; c += 4) {
      const left = channels - c, at: usize = <usize>c << 2;
      const mean = loadPart(means + at, left), reciprocal = loadPart(reciprocals + at, left), factor = loadPart(gain + at, left);
      const sum = loadPart(sums + at, left), along = loadPart(alongs + at, left);
      for (let p = at; p < end; p += pixel) {
        const n = f32x4.mul(f32x4.sub(loadPart(x + p, left), mean), reciprocal);
        const g = f32x4.mul(loadPart(dy + p, left), factor);
        storePart(dx + p, f32x4.mul(f32x4.sub(f32x4.sub(g, sum), f32x4.mul(n, along)), reciprocal), left);
      }
    }
    if (end < bytes) memory.fill(dx + end, 0, bytes - end);
    dy += bytes;
    x += bytes;
    dx += bytes;
    means += pixel;
    reciprocals += pixel;
  }
}
