/** GroupNorm over all pixels and the channels of a group (Wu and He 2018), and back. Images are [pixel][channel]. */
import { GRADIENT_PIXELS, LEAKY_RELU, RELU } from '../../lowering/abi.ts';
import { each, eachStored, groupsOf, kernel, LANES, TOTAL } from './kernel.ts';

/**
 * Operands: x, images, pixels, channels, floats from one image to the next, groups, gain, shift, means and reciprocal
 * deviations [images × channels] each, y, activation (one that is fused), scratch (unused). A workgroup takes the mean
 * and deviation of a group of an image; then all is normalised.
 */
export const groupNormForward = kernel({
  operands: 13,
  groups: (o) => (o[1] ?? 0) * (o[5] ?? 0),
  halves: [0, 10],
  finish: kernel({
    operands: 13,
    groups: (o) => groupsOf((o[1] ?? 0) * (o[4] ?? 0)),
    halves: [0, 10],
    declarations: /* wgsl */ `
fn normalised(r: u32, i: u32) -> f32 {
  let channels = word(r, 3u); let stride = word(r, 4u); let kind = word(r, 11u);
  let place = i % stride; let c = place % channels; let kept = (i / stride) * channels + c;
  if (place >= word(r, 2u) * channels) { return 0.0; }
  let v = (load(at(r, 0u) + i) - load(at(r, 8u) + kept)) * (load(at(r, 9u) + kept) * load(at(r, 6u) + c))
    + load(at(r, 7u) + c);
  if (kind == ${RELU}u) { return select(v, 0.0, v < 0.0); }
  if (kind == ${LEAKY_RELU}u) { return select(v, v * 0.01, v < 0.0); }
  return v;
}
`,
    body: (access) => /* wgsl */ `
  let y = at(r, 10u);
  ${eachStored(access, 'word(r, 1u) * word(r, 4u)', 'y', 'normalised')}`,
  }),
  declarations: TOTAL,
  body: () => /* wgsl */ `
  let pixels = word(r, 2u); let channels = word(r, 3u); let parts = word(r, 5u);
  if (group.x >= word(r, 1u) * parts) { return; }
  let image = group.x / parts; let width = channels / parts; let first = (group.x % parts) * width;
  let x = at(r, 0u) + image * word(r, 4u);
  let count = pixels * width;
  var sum = 0.0;
  for (var e = lane; e < count; e += ${LANES}u) { sum += load(x + (e / width) * channels + first + e % width); }
  let mean = total(lane, sum) / f32(count);
  var squares = 0.0;
  for (var e = lane; e < count; e += ${LANES}u) {
    let d = load(x + (e / width) * channels + first + e % width) - mean;
    squares += d * d;
  }
  let reciprocal = 1.0 / sqrt(total(lane, squares) / f32(count) + 1e-5);
  for (var c = lane; c < width; c += ${LANES}u) {
    store(at(r, 8u) + image * channels + first + c, mean);
    store(at(r, 9u) + image * channels + first + c, reciprocal);
  }`,
});

/**
 * Operands: dy, images, pixels, channels, floats from one image to the next, groups, gain, x, means and reciprocal
 * deviations as kept, dx, gradient of gain, of shift (or 0), scratch: of each part of the pixels its sums by channel for
 * gain, then for shift; then by group of each image the mean of dy · gain, and that of its product with x normalised. The
 * first workgroups take a group of an image each, the rest a channel of a part of the pixels.
 */
const BACK = {
  operands: 14,
  halves: [0, 7, 10],
  define: /* wgsl */ `
  let images = word(r, 1u); let pixels = word(r, 2u); let channels = word(r, 3u); let stride = word(r, 4u);
  let parts = word(r, 5u); let gain = at(r, 6u); let means = at(r, 8u); let reciprocals = at(r, 9u);
  let spans = (images * pixels + ${GRADIENT_PIXELS - 1}u) / ${GRADIENT_PIXELS}u; let sums = at(r, 13u);
  let levels = sums + 2u * spans * channels; let slopes = levels + images * parts;`,
} as const;

export const groupNormBackward = kernel({
  ...BACK,
  groups: (o) => (o[1] ?? 0) * (o[5] ?? 0) + (o[11] ? (o[3] ?? 0) * spansOf(o) : 0),
  finish: kernel({
    ...BACK,
    groups: (o) => groupsOf((o[1] ?? 0) * (o[4] ?? 0)),
    declarations: /* wgsl */ `
fn gradientOf(r: u32, i: u32) -> f32 {${BACK.define}
  let place = i % stride; let c = place % channels; let image = i / stride; let kept = image * channels + c;
  if (place >= pixels * channels) { return 0.0; }
  let own = image * parts + c / (channels / parts);
  let n = (load(at(r, 7u) + i) - load(means + kept)) * load(reciprocals + kept);
  return (load(at(r, 0u) + i) * load(gain + c) - load(levels + own) - n * load(slopes + own)) * load(reciprocals + kept);
}
`,
    body: (access) => /* wgsl */ `${BACK.define}
  let dx = at(r, 10u);
  ${eachStored(access, 'images * stride', 'dx', 'gradientOf')}
  if (word(r, 11u) == 0u) { return; }
  ${each(
    'channels',
    /* wgsl */ `
    var along = 0.0;
    var sum = 0.0;
    for (var span = 0u; span < spans; span++) {
      along += load(sums + 2u * span * channels + i);
      sum += load(sums + (2u * span + 1u) * channels + i);
    }
    store(at(r, 11u) + i, along);
    store(at(r, 12u) + i, sum);`,
  )}`,
  }),
  declarations: TOTAL,
  body: () => /* wgsl */ `${BACK.define}
  if (group.x >= images * parts) {
    let span = (group.x - images * parts) / channels; let c = (group.x - images * parts) % channels;
    let spanStart = span * ${GRADIENT_PIXELS}u; let end = min(images * pixels, spanStart + ${GRADIENT_PIXELS}u);
    if (word(r, 11u) == 0u || spanStart >= end) { return; }
    var along = 0.0;
    var sum = 0.0;
    for (var e = spanStart + lane; e < end; e += ${LANES}u) {
      let image = e / pixels;
      let place = image * stride + (e % pixels) * channels + c;
      let d = load(at(r, 0u) + place);
      let kept = image * channels + c;
      along += d * (load(at(r, 7u) + place) - load(means + kept)) * load(reciprocals + kept);
      sum += d;
    }
    let alongs = total(lane, along);
    let all = total(lane, sum);
    if (lane == 0u) {
      store(sums + 2u * span * channels + c, alongs);
      store(sums + (2u * span + 1u) * channels + c, all);
    }
    return;
  }
  let image = group.x / parts; let width = channels / parts; let first = (group.x % parts) * width;
  let dy = at(r, 0u) + image * stride; let x = at(r, 7u) + image * stride;
  let mean = load(means + image * channels + first);
  let reciprocal = load(reciprocals + image * channels + first);
  let count = pixels * width;
  var sum = 0.0;
  var along = 0.0;
  for (var e = lane; e < count; e += ${LANES}u) {
    let c = first + e % width;
    let place = (e / width) * channels + c;
    let g = load(dy + place) * load(gain + c);
    sum += g;
    along += g * (load(x + place) - mean) * reciprocal;
  }
  let level = total(lane, sum) / f32(count);
  let slope = total(lane, along) / f32(count);
  if (lane == 0u) {
    store(levels + group.x, level);
    store(slopes + group.x, slope);
  }`,
});

const spansOf = (o: readonly number[]) => Math.ceil(((o[1] ?? 0) * (o[2] ?? 0)) / GRADIENT_PIXELS);
