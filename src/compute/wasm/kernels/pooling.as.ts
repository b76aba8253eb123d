/** The greatest of squares of pixels, and the mean and greatest of all, by channel; and back. Images are [pixel][channel]. */
import { loadPart, storePart } from './part.as';
import { at, word } from './record.as';

/**
 * Every record of `maxPool` begins with: x, floats from one image of it to the next, images, height, width, channels,
 * size of the squares, y, floats from one image of it to the next.
 */
export function maxPoolForward(r: usize): void {
  const images = word(r, 2), channels = word(r, 5), size = word(r, 6);
  const down = word(r, 3) / size, across = word(r, 4) / size;
  const xBytes: usize = word(r, 1) << 2, yBytes: usize = word(r, 8) << 2;
  const pixel: usize = channels << 2, line = <usize>word(r, 4) * pixel, end = <usize>(down * across) * pixel;
  let x = at(r, 0), y = at(r, 7);
  for (let image = 0; image < images; image++, x += xBytes, y += yBytes) {
    let to = y;
    for (let row = 0; row < down; row++) {
      if (size == 2 && !(channels & 3)) {
        greatestOfPairs(x + <usize>(2 * row) * line, line, across, pixel, to);
        to += <usize>across * pixel;
        continue;
      }
      for (let column = 0; column < across; column++, to += pixel) {
        const corner = x + <usize>(row * size) * line + <usize>(column * size) * pixel;
        for (let c = 0; c < channels; c += 4) {
          const left = channels - c;
          let greatest = f32x4.splat(-Infinity);
          for (let i = 0; i < size; i++)
            for (let j = 0; j < size; j++)
              greatest = f32x4.max(greatest, loadPart(corner + <usize>i * line + <usize>j * pixel + (<usize>c << 2), left));
          storePart(to + (<usize>c << 2), greatest, left);
        }
      }
    }
    if (end < yBytes) memory.fill(y + end, 0, yBytes - end);
  }
}

/** The greatest of each two by two pixels of two lines, of whole vectors of channels. */
function greatestOfPairs(x: usize, line: usize, across: i32, pixel: usize, to: usize): void {
  for (const end = to + <usize>across * pixel; to < end; x += pixel) {
    for (const last = to + pixel; to < last; to += 16, x += 16) {
      const above = f32x4.max(v128.load(x), v128.load(x + pixel));
      v128.store(to, f32x4.max(f32x4.max(above, v128.load(x + line)), v128.load(x + line + pixel)));
    }
  }
}

/** Goes back through that: `y` is what was put out, `toDy` and `toDx` are the ways from y and x to their gradients. */
function backThroughPairs(
  x: usize, line: usize, across: i32, pixel: usize, y: usize, toDy: isize, toDx: isize, masked: bool,
): void {
  for (const end = y + <usize>across * pixel; y < end; x += pixel) {
    for (const last = y + pixel; y < last; y += 16, x += 16) {
      const greatest = v128.load(y);
      let gradient = v128.load(y + toDy);
      if (masked) gradient = v128.and(gradient, f32x4.gt(greatest, f32x4.splat(0)));
      const a = f32x4.eq(v128.load(x), greatest), b = f32x4.eq(v128.load(x + pixel), greatest);
      const c = f32x4.eq(v128.load(x + line), greatest), d = f32x4.eq(v128.load(x + line + pixel), greatest);
      const dx = x + toDx;
      v128.store(dx, v128.and(gradient, a));
      gradient = v128.andnot(gradient, a);
      v128.store(dx + pixel, v128.and(gradient, b));
      gradient = v128.andnot(gradient, b);
      v128.store(dx + line, v128.and(gradient, c));
      v128.store(dx + line + pixel, v128.and(v128.andnot(gradient, c), d));
    }
  }
}

/**
 * Operands from 9 on: dy, dx, whether x came out of a ReLU. The first of equals gets the gradient, row by row; none where
 * that ReLU was at 0.
 */
export function maxPoolBackward(r: usize): void {
  const images = word(r, 2), channels = word(r, 5), size = word(r, 6), masked = word(r, 11) != 0;
  const down = word(r, 3) / size, across = word(r, 4) / size;
  const xBytes: usize = word(r, 1) << 2, yBytes: usize = word(r, 8) << 2;
  const pixel: usize = channels << 2, line = <usize>word(r, 4) * pixel;
  const toGradient: isize = at(r, 9) - at(r, 7), toDx: isize = at(r, 10) - at(r, 0);
  const pairs = size == 2 && !(channels & 3), whole = pairs && <usize>(2 * down) * line == xBytes && !(word(r, 4) & 1);
  let x = at(r, 0), y = at(r, 7);
  for (let image = 0; image < images; image++, x += xBytes, y += yBytes) {
    if (!whole) memory.fill(x + toDx, 0, xBytes);
    let from = y;
    for (let row = 0; row < down; row++) {
      if (pairs) {
        backThroughPairs(x + <usize>(2 * row) * line, line, across, pixel, from, toGradient, toDx, masked);
        from += <usize>across * pixel;
        continue;
      }
      for (let column = 0; column < across; column++, from += pixel) {
        const corner = x + <usize>(row * size) * line + <usize>(column * size) * pixel;
        for (let c = 0; c < channels; c += 4) {
          const left = channels - c;
          const greatest = loadPart(from + (<usize>c << 2), left);
          let gradient = loadPart(from + toGradient + (<usize>c << 2), left);
          if (masked) gradient = v128.and(gradient, f32x4.gt(greatest, f32x4.splat(0)));
          for (let i = 0; i < size; i++)
            for (let j = 0; j < size; j++) {
              const place = corner + <usize>i * line + <usize>j * pixel + (<usize>c << 2);
              const is = f32x4.eq(loadPart(place, left), greatest);
              storePart(place + toDx, v128.and(gradient, is), left);
              gradient = v128.andnot(gradient, is);
            }
        }
      }
    }
  }
}

/**
 * Every record of `globalPool` begins with: x, floats from one image of it to the next, images, pixels, channels, y,
 * floats from one row of it to the next. A row of y is the means, then the greatest.
 */
export function globalPoolForward(r: usize): void {
  const images = word(r, 2), channels = word(r, 4), count = <f32>word(r, 3);
  const xBytes: usize = word(r, 1) << 2, yBytes: usize = word(r, 6) << 2, pixel: usize = channels << 2;
  const end = <usize>word(r, 3) * pixel;
  let x = at(r, 0), y = at(r, 5);
  for (let image = 0; image < images; image++, x += xBytes, y += yBytes) {
    memory.fill(y, 0, yBytes);
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c, at: usize = <usize>c << 2;
      let sum = f32x4.splat(0), greatest = f32x4.splat(-Infinity);
      for (let p = at; p < end; p += pixel) {
        const v = loadPart(x + p, left);
        sum = f32x4.add(sum, v);
        greatest = f32x4.max(greatest, v);
      }
      storePart(y + at, f32x4.div(sum, f32x4.splat(count)), left);
      storePart(y + pixel + at, greatest, left);
    }
  }
}

/** Operands from 7 on: dy, dx. The first of equals gets the gradient of the greatest. */
export function globalPoolBackward(r: usize): void {
  const images = word(r, 2), channels = word(r, 4), count = <f32>word(r, 3);
  const xBytes: usize = word(r, 1) << 2, yBytes: usize = word(r, 6) << 2, pixel: usize = channels << 2;
  const end = <usize>word(r, 3) * pixel;
  let x = at(r, 0), y = at(r, 5), dy = at(r, 7), dx = at(r, 8);
  for (let image = 0; image < images; image++, x += xBytes, y += yBytes, dy += yBytes, dx += xBytes) {
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c, at: usize = <usize>c << 2;
      const share = f32x4.div(loadPart(dy + at, left), f32x4.splat(count));
      const greatest = loadPart(y + pixel + at, left);
      let gradient = loadPart(dy + pixel + at, left);
      for (let p = at; p < end; p += pixel) {
        const is = f32x4.eq(loadPart(x + p, left), greatest);
        storePart(dx + p, f32x4.add(share, v128.and(gradient, is)), left);
        gradient = v128.andnot(gradient, is);
      }
    }
    if (end < xBytes) memory.fill(dx + end, 0, xBytes - end);
  }
}
