/**
 * Images out of a data set, plain or changed and mixed, `ops/dataset-images.ts`. Pixels lie in the data set as one number
 * each, red + 256 green + 65536 blue, and come out as three.
 *
 * Every record begins with: pixels (of `mixImages` labels) of the first image, size, floats from one image to the next in
 * the data set, indices of images (stride 4), rows.
 */
import { at, word } from './record.as';

/** The three bytes of a pixel, as numbers in three lanes. */
// @ts-ignore: decorator
@inline
function unpacked(pixel: usize): v128 {
  const bytes = i8x16.swizzle(
    i32x4.splat(<i32>load<f32>(pixel)),
    i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, -1, -1, -1, -1),
  );
  return f32x4.convert_i32x4_s(bytes);
}

/** Loads three f64 numbers, at addresses that are operands `i` and on, into the first three lanes. */
// @ts-ignore: decorator
@inline
function colour(r: usize, i: i32, divided: bool): v128 {
  const red = load<f64>(at(r, i)), green = load<f64>(at(r, i + 1)), blue = load<f64>(at(r, i + 2));
  return divided ? f32x4(<f32>(1 / red), <f32>(1 / green), <f32>(1 / blue), 0) : f32x4(<f32>red, <f32>green, <f32>blue, 0);
}

/** Pixels of the image that a row shows. */
// @ts-ignore: decorator
@inline
function imageOf(r: usize, row: i32): usize {
  return at(r, 0) + <usize>(<i32>load<f32>(at(r, 3) + (<usize>row << 4)) * word(r, 2)) * 4;
}

/** Stores the first three lanes. */
// @ts-ignore: decorator
@inline
function store3(to: usize, v: v128): void {
  v128.store64_lane(to, v, 0);
  v128.store32_lane(to, v, 2, 8);
}

/** Operands from 5 on: mean and deviation of red, green and blue, y, floats from one image of it to the next. */
export function plainImages(r: usize): void {
  const rows = word(r, 4), pixels = word(r, 1) * word(r, 1);
  const apart: usize = word(r, 12) << 2, end: usize = <usize>(3 * pixels) << 2;
  const factor = f32x4.mul(f32x4.splat(1.0 / 255.0), colour(r, 8, true));
  const added = f32x4.neg(f32x4.mul(colour(r, 5, false), colour(r, 8, true)));
  let y = at(r, 11);
  for (let row = 0; row < rows; row++, y += apart) {
    let pixel = imageOf(r, row);
    for (let to = y; to < y + end; to += 12, pixel += 4) store3(to, f32x4.add(f32x4.mul(unpacked(pixel), factor), added));
    if (end < apart) memory.fill(y + end, 0, apart - end);
  }
}

/** 0 1 2 3 2 1 0 1 …, of a size of 4. */
// @ts-ignore: decorator
@inline
function mirrored(at: i32, size: i32): i32 {
  if (<u32>at < <u32>size) return at;
  const period = max(1, 2 * (size - 1));
  const within = ((at % period) + period) % period;
  return within < size ? within : period - within;
}

// @ts-ignore: decorator
@inline
function between(a: v128, b: v128, share: f32): v128 {
  return f32x4.add(f32x4.mul(a, f32x4.splat(1 - share)), f32x4.mul(b, f32x4.splat(share)));
}

/** The colour of a point, between the four pixels around it; beyond its edges an image is mirrored. */
// @ts-ignore: decorator
@inline
function sample(image: usize, size: i32, u: f32, v: f32): v128 {
  const left = floor<f32>(u), top = floor<f32>(v);
  const x = mirrored(<i32>left, size), line = image + (<usize>(mirrored(<i32>top, size) * size) << 2);
  const right = u - left, down = v - top;
  if (right == 0 && down == 0) return unpacked(line + (<usize>x << 2));
  const next = mirrored(<i32>left + 1, size), below = image + (<usize>(mirrored(<i32>top + 1, size) * size) << 2);
  return between(
    between(unpacked(line + (<usize>x << 2)), unpacked(line + (<usize>next << 2)), right),
    between(unpacked(below + (<usize>x << 2)), unpacked(below + (<usize>next << 2)), right),
    down,
  );
}

/** Number `i` of a change, in the order of `CHANGE`. */
// @ts-ignore: decorator
@inline
function number(change: usize, i: i32): f32 {
  return load<f32>(change + (<usize>i << 2));
}

/** A column of the matrix of colours. */
// @ts-ignore: decorator
@inline
function column(change: usize, i: i32): v128 {
  return f32x4(number(change, 6 + i), number(change, 10 + i), number(change, 14 + i), 0);
}

/** Tells whether a change leaves colours as they are. */
function keepsColours(change: usize): bool {
  for (let i = 0; i < 12; i++) if (number(change, 6 + i) != (i % 5 == 0 ? <f32>1 : <f32>0)) return false;
  return number(change, 18) > 1 && number(change, 19) == 0;
}

// @ts-ignore: decorator
@inline
function isWhole(x: f32): bool {
  return floor<f32>(x) == x;
}

/**
 * Operands from 5 on: mean and deviation of red, green and blue, y, floats from one image of it to the next, changes,
 * floats from one to the next. Not yet mixed. Whole vectors are stored, the last one a float beyond the end of y.
 */
export function changeImages(r: usize): void {
  const rows = word(r, 4), size = word(r, 1);
  const apart: usize = word(r, 12) << 2;
  const mean = colour(r, 5, false), factor = colour(r, 8, true);
  const zero = f32x4.splat(0), one = f32x4.splat(1), level = f32x4.splat(1.0 / 255.0);
  let y = at(r, 11), change = at(r, 13);
  for (let row = 0; row < rows; row++, y += apart, change += <usize>word(r, 14) << 2) {
    const image = imageOf(r, row);
    const a = number(change, 0), b = number(change, 1), c = number(change, 2);
    const d = number(change, 3), e = number(change, 4), f = number(change, 5);
    const reds = f32x4.mul(column(change, 0), level), greens = f32x4.mul(column(change, 1), level);
    const blues = f32x4.mul(column(change, 2), level), added = column(change, 3);
    const solarize = v128.load32_splat(change + 72), levels = v128.load32_splat(change + 76);
    const cutLeft = number(change, 20), cutTop = number(change, 21), cutRight = number(change, 22), cutBottom = number(change, 23);
    const cut = f32x4.mul(f32x4.sub(v128.load(change + 96), mean), factor);
    const rounds = number(change, 19) != 0, plain = keepsColours(change);
    // by whole pixels along the edges: no colours between pixels are needed
    const whole = b == 0 && d == 0 && isWhole(a) && isWhole(c) && isWhole(e) && isWhole(f);
    let to = y;
    for (let line: f32 = 0; line < <f32>size; line++) {
      const isCut = line >= cutTop && line < cutBottom;
      const row = whole ? image + (<usize>(mirrored(<i32>(e * line + f), size) * size) << 2) : 0;
      let column = <i32>c;
      for (let x: f32 = 0; x < <f32>size; x++, to += 12, column += <i32>a) {
        if (isCut && x >= cutLeft && x < cutRight) {
          v128.store(to, cut);
          continue;
        }
        const colours = whole
          ? unpacked(row + (<usize>mirrored(column, size) << 2))
          : sample(image, size, a * x + b * line + c, d * x + e * line + f);
        if (plain) {
          v128.store(to, f32x4.mul(f32x4.sub(f32x4.mul(colours, level), mean), factor));
          continue;
        }
        let sum = f32x4.add(added, f32x4.mul(reds, v128.shuffle<i32>(colours, colours, 0, 0, 0, 0)));
        sum = f32x4.add(sum, f32x4.mul(greens, v128.shuffle<i32>(colours, colours, 1, 1, 1, 1)));
        sum = f32x4.add(sum, f32x4.mul(blues, v128.shuffle<i32>(colours, colours, 2, 2, 2, 2)));
        sum = f32x4.max(zero, f32x4.min(one, sum));
        sum = v128.bitselect(f32x4.sub(one, sum), sum, f32x4.ge(sum, solarize));
        if (rounds) sum = f32x4.div(f32x4.floor(f32x4.mul(sum, levels)), levels);
        v128.store(to, f32x4.mul(f32x4.sub(sum, mean), factor));
      }
    }
    if (to < y + apart) memory.fill(to, 0, y + apart - to);
  }
}

/** to = keep · own + (1 − keep) · other, of so many pixels; where all is kept the other is not read. */
function blend(to: usize, own: usize, other: usize, keep: f32, pixels: i32): void {
  const end = to + <usize>(12 * pixels);
  const stay = f32x4.splat(keep), come = f32x4.splat(1 - keep);
  if (keep == 1) memory.copy(to, own, end - to);
  else {
    for (; to + 16 <= end; to += 16, own += 16, other += 16)
      v128.store(to, f32x4.add(f32x4.mul(stay, v128.load(own)), f32x4.mul(come, v128.load(other))));
    for (; to < end; to += 4, own += 4, other += 4) store<f32>(to, keep * load<f32>(own) + (1 - keep) * load<f32>(other));
  }
}

/**
 * Operands from 5 on: classes, images not yet mixed, floats from one to the next (of the mixed ones too), changes, floats
 * from one to the next, union [1], images, targets, their stride.
 */
export function mixImages(r: usize): void {
  const rows = word(r, 4), size = word(r, 1), classes = word(r, 5);
  const unmixed = at(r, 6), apart: usize = word(r, 7) << 2, line: usize = 12 * size;
  const union = load<f32>(at(r, 10)), targetBytes: usize = word(r, 13) << 2;
  let change = at(r, 8), to = at(r, 11), targets = at(r, 12);
  for (let row = 0; row < rows; row++, change += <usize>word(r, 9) << 2, to += apart, targets += targetBytes) {
    const partner = max(0, min(<i32>number(change, 27), rows - 1)), keep = number(change, 28);
    const own = unmixed + <usize>row * apart, other = unmixed + <usize>partner * apart;
    const left = <i32>number(change, 29), top = <i32>number(change, 30);
    const right = max(left, <i32>number(change, 31)), bottom = max(top, <i32>number(change, 32));
    const area = (right - left) * (bottom - top);
    if (area == 0) blend(to, own, other, keep, size * size);
    else
      for (let y = 0; y < size; y++) {
        const at: usize = <usize>y * line, from: usize = at + 12 * left, until: usize = at + 12 * right;
        if (y >= top && y < bottom) {
          blend(to + at, own + at, other + at, keep, left);
          blend(to + from, own + from, other + from, 0, right - left);
          blend(to + until, own + until, other + until, keep, size - right);
        } else blend(to + at, own + at, other + at, keep, size);
      }
    const end: usize = <usize>size * line;
    if (end < apart) memory.fill(to + end, 0, apart - end);

    const share: f32 = keep * (1 - <f32>area / <f32>(size * size));
    const ownLabels = imageOf(r, row), otherLabels = imageOf(r, partner);
    memory.fill(targets, 0, targetBytes);
    for (let j: usize = 0; j < <usize>classes << 2; j += 4) {
      const mine = load<f32>(ownLabels + j);
      let target = mine;
      if (share != 1) {
        const others = load<f32>(otherLabels + j), weighed = share * mine + (1 - share) * others;
        target = weighed + union * (max<f32>(mine, others) - weighed);
      }
      store<f32>(targets + j, target);
    }
  }
}
