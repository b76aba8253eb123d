/**
 * Images out of a data set, plain or changed and mixed, `ops/dataset-images.ts`. Pixels lie in the data set as one number
 * each, red + 256 green + 65536 blue, and come out as three.
 *
 * Every record begins with: pixels (of `mixImages` labels) of the first image, size, floats from one image to the next in
 * the data set, indices of images (stride 4), rows.
 */
import { each, groupsOf, IN_REPLAY, kernel } from './kernel.ts';
import { NAN } from './numbers.wgsl.ts';

/** Start of the image of a row in the data set, and a pixel's colours, from 0 to 255. */
const PIXELS = /* wgsl */ `
fn imageOf(r: u32, row: u32) -> u32 {
  return ((word(r, 0u) & ${IN_REPLAY - 1}u) >> 2u) + u32(memory[at(r, 3u) + 4u * row]) * word(r, 2u);
}
fn unpacked(place: u32) -> vec3f {
  let pixel = u32(replay[place]);
  return vec3f(f32(pixel & 255u), f32((pixel >> 8u) & 255u), f32(pixel >> 16u));
}
fn colour(r: u32, i: u32) -> vec3f { return vec3f(memory[at(r, i)], memory[at(r, i + 1u)], memory[at(r, i + 2u)]); }
`;

/** Pixel `i` of all rows' images becomes `value`; the call for an image's last pixel clears the floats behind it. */
const STORE = /* wgsl */ `
fn put(r: u32, i: u32, value: vec3f) {
  let pixels = word(r, 1u) * word(r, 1u); let apart = word(r, 12u);
  let row = i / pixels; let pixel = i % pixels;
  let image = at(r, 11u) + row * apart;
  for (var c = 0u; c < 3u; c++) { memory[image + 3u * pixel + c] = value[c]; }
  if (pixel == pixels - 1u) { for (var j = 3u * pixels; j < apart; j++) { memory[image + j] = 0.0; } }
}
`;

/** Operands from 5 on: mean and deviation of red, green and blue, y, floats from one image of it to the next. */
export const plainImages = kernel({
  operands: 13,
  groups: (o) => groupsOf((o[1] ?? 0) * (o[1] ?? 0) * (o[4] ?? 0)),
  declarations: PIXELS + STORE,
  body: /* wgsl */ `
  let mean = colour(r, 5u); let deviation = colour(r, 8u);
  let pixels = word(r, 1u) * word(r, 1u);
  ${each(
    'word(r, 4u) * pixels',
    'put(r, i, (unpacked(imageOf(r, i / pixels) + i % pixels) / 255.0 - mean) / deviation);',
  )}`,
});

/**
 * Operands from 5 on: mean and deviation of red, green and blue, y, floats from one image of it to the next, changes,
 * floats from one to the next. Not yet mixed.
 */
export const changeImages = kernel({
  operands: 15,
  groups: (o) => groupsOf(4 * (o[1] ?? 0) * (o[1] ?? 0) * (o[4] ?? 0)),
  declarations: /* wgsl */ `${PIXELS}${STORE}${NAN}
fn mirrored(at: i32, size: i32) -> u32 {
  let period = max(1, 2 * (size - 1));
  let within = ((at % period) + period) % period;
  return u32(select(period - within, within, within < size));
}
fn sampled(image: u32, size: i32, u: f32, v: f32) -> vec3f {
  let left = floor(u); let top = floor(v);
  let x = mirrored(i32(left), size); let next = mirrored(i32(left) + 1, size);
  let line = image + mirrored(i32(top), size) * u32(size); let below = image + mirrored(i32(top) + 1, size) * u32(size);
  let right = u - left; let down = v - top;
  let above = unpacked(line + x) * (1.0 - right) + unpacked(line + next) * right;
  let beneath = unpacked(below + x) * (1.0 - right) + unpacked(below + next) * right;
  return above * (1.0 - down) + beneath * down;
}
`,
  body: /* wgsl */ `
  let mean = colour(r, 5u); let deviation = colour(r, 8u);
  let size = word(r, 1u); let pixels = size * size;
  ${each(
    'word(r, 4u) * pixels',
    /* wgsl */ `
    let row = i / pixels;
    let c = at(r, 13u) + row * word(r, 14u);
    let x = f32(i % size); let y = f32((i % pixels) / size);
    var value = vec3f(memory[c + 24u], memory[c + 25u], memory[c + 26u]);
    if (!(x >= memory[c + 20u] && y >= memory[c + 21u] && x < memory[c + 22u] && y < memory[c + 23u])) {
      let given = sampled(
        imageOf(r, row), i32(size),
        memory[c] * x + memory[c + 1u] * y + memory[c + 2u],
        memory[c + 3u] * x + memory[c + 4u] * y + memory[c + 5u],
      ) / 255.0;
      let levels = memory[c + 19u];
      for (var channel = 0u; channel < 3u; channel++) {
        let m = c + 6u + 4u * channel;
        let sum = memory[m + 3u] + memory[m] * given.x + memory[m + 1u] * given.y + memory[m + 2u] * given.z;
        var level = clamp(sum, 0.0, 1.0);
        if (level >= memory[c + 18u]) { level = 1.0 - level; }
        if (levels != 0.0) { level = floor(level * levels) / levels; }
        value[channel] = select(level, sum, isNan(sum));
      }
    }
    put(r, i, (value - mean) / deviation);`,
  )}`,
});

/**
 * Operands from 5 on: classes, images not yet mixed, floats from one to the next (of the mixed ones too), changes, floats
 * from one to the next, union [1], images, targets, their stride.
 */
export const mixImages = kernel({
  operands: 14,
  groups: (o) => groupsOf((o[4] ?? 0) * (o[7] ?? 0)),
  declarations: /* wgsl */ `${PIXELS}
fn changeOf(r: u32, row: u32) -> u32 { return at(r, 8u) + row * word(r, 9u); }
fn partnerOf(r: u32, change: u32) -> u32 { return min(u32(memory[change + 27u]), word(r, 4u) - 1u); }
`,
  body: /* wgsl */ `
  let rows = word(r, 4u); let size = word(r, 1u); let apart = word(r, 7u);
  ${each(
    'rows * apart',
    /* wgsl */ `
    let c = changeOf(r, i / apart); let j = i % apart;
    let x = f32((j / 3u) % size); let y = f32(j / 3u / size);
    let inside = x >= memory[c + 29u] && y >= memory[c + 30u] && x < memory[c + 31u] && y < memory[c + 32u];
    let keep = select(memory[c + 28u], 0.0, inside);
    var v = 0.0;
    if (j < 3u * size * size) {
      v = memory[at(r, 6u) + i];
      if (keep != 1.0) { v = keep * v + (1.0 - keep) * memory[at(r, 6u) + partnerOf(r, c) * apart + j]; }
    }
    memory[at(r, 11u) + i] = v;`,
  )}
  let stride = word(r, 13u);
  let rule = memory[at(r, 10u)];
  ${each(
    'rows * stride',
    /* wgsl */ `
    let row = i / stride; let j = i % stride; let c = changeOf(r, row);
    let area = max(0.0, memory[c + 31u] - memory[c + 29u]) * max(0.0, memory[c + 32u] - memory[c + 30u]);
    let share = memory[c + 28u] * (1.0 - area / f32(size * size));
    var label = 0.0;
    if (j < word(r, 5u)) {
      label = replay[imageOf(r, row) + j];
      if (share != 1.0) {
        let other = replay[imageOf(r, partnerOf(r, c)) + j];
        let weighed = share * label + (1.0 - share) * other;
        label = weighed + rule * (max(label, other) - weighed);
      }
    }
    memory[at(r, 12u) + i] = label;`,
  )}`,
});
