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
    for (let c = 0; c < channels; c += 4) {
      let sum = zero;
      const left = channels - c;
      for (let p: usize = <usize>c << 2; p < end; p += pixel) sum = f32x4.add(sum, loadPart(x + p, left));
      storePart(means + (<usize>c << 2), sum, left);
    }
    shareInGroups(means, channels, groups, count);
    for (let c = 0; c < channels; c += 4) {
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
    for (let c = 0; c < channels; c += 4) {
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
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c, at: usize = <usize>c << 2;
      const mean = loadPart(means + at, left), reciprocal = loadPart(reciprocals + at, left);
      let sum = f32x4.splat(0), along = f32x4.splat(0);
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
    for (let c = 0; c < channels; c += 4) {
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
