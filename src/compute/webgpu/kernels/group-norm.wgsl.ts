/** GroupNorm over all pixels and the channels of a group (Wu and He 2018), and back. Images are [pixel][channel]. */
import { GRADIENT_PIXELS, LEAKY_RELU, RELU } from '../../lowering/abi.ts';
import { each, groupsOf, kernel, LANES, TOTAL } from './kernel.ts';

/**
 * Operands: x, images, pixels, channels, floats from one image to the next, groups, gain, shift, means and reciprocal
 * deviations [images × channels] each (or 0: not kept), y, activation (one that is fused), scratch (unused). A
 * workgroup takes a group of an image.
 */
export const groupNormForward = kernel({
  operands: 13,
  groups: (o) => (o[1] ?? 0) * (o[5] ?? 0),
  declarations: TOTAL,
  body: /* wgsl */ `
  let pixels = word(r, 2u); let channels = word(r, 3u); let stride = word(r, 4u); let parts = word(r, 5u);
  if (group.x >= word(r, 1u) * parts) { return; }
  let image = group.x / parts; let width = channels / parts; let first = (group.x % parts) * width;
  let x = at(r, 0u) + image * stride; let y = at(r, 10u) + image * stride;
  let gain = at(r, 6u); let shift = at(r, 7u); let kind = word(r, 11u);
  let count = pixels * width;
  var sum = 0.0;
  for (var e = lane; e < count; e += ${LANES}u) { sum += memory[x + (e / width) * channels + first + e % width]; }
  let mean = total(lane, sum) / f32(count);
  var squares = 0.0;
  for (var e = lane; e < count; e += ${LANES}u) {
    let d = memory[x + (e / width) * channels + first + e % width] - mean;
    squares += d * d;
  }
  let reciprocal = 1.0 / sqrt(total(lane, squares) / f32(count) + 1e-5);
  if (word(r, 8u) != 0u) {
    for (var c = lane; c < width; c += ${LANES}u) {
      memory[at(r, 8u) + image * channels + first + c] = mean;
      memory[at(r, 9u) + image * channels + first + c] = reciprocal;
    }
  }
  for (var e = lane; e < count; e += ${LANES}u) {
    let c = first + e % width;
    let place = (e / width) * channels + c;
    var v = (memory[x + place] - mean) * (reciprocal * memory[gain + c]) + memory[shift + c];
    if (kind == ${RELU}u) { v = select(v, 0.0, v < 0.0); }
    else if (kind == ${LEAKY_RELU}u) { v = select(v, v * 0.01, v < 0.0); }
    memory[y + place] = v;
  }
  for (var rest = pixels * channels + lane; rest < stride; rest += ${LANES}u) { memory[y + rest] = 0.0; }`,
});

/**
 * Operands: dy, images, pixels, channels, floats from one image to the next, groups, gain, x, means and reciprocal
 * deviations as kept, dx, gradient of gain, of shift (or 0), scratch: of each part of the pixels its sums by channel for
 * gain, then for shift. The first workgroups take a group of an image each, the rest a channel of a part of the pixels.
 */
export const groupNormBackward = kernel({
  operands: 14,
  groups: (o) => (o[1] ?? 0) * (o[5] ?? 0) + (o[11] ? (o[3] ?? 0) * partsOf(o) : 0),
  finish: kernel({
    operands: 14,
    groups: (o) => groupsOf(o[3] ?? 0),
    body: /* wgsl */ `
  if (word(r, 11u) == 0u) { return; }
  let channels = word(r, 3u); let parts = (word(r, 1u) * word(r, 2u) + ${GRADIENT_PIXELS - 1}u) / ${GRADIENT_PIXELS}u;
  ${each(
    'channels',
    /* wgsl */ `
    var along = 0.0;
    var sum = 0.0;
    for (var part = 0u; part < parts; part++) {
      along += memory[at(r, 13u) + 2u * part * channels + i];
      sum += memory[at(r, 13u) + (2u * part + 1u) * channels + i];
    }
    memory[at(r, 11u) + i] = along;
    memory[at(r, 12u) + i] = sum;`,
  )}`,
  }),
  declarations: TOTAL,
  body: /* wgsl */ `
  let images = word(r, 1u); let pixels = word(r, 2u); let channels = word(r, 3u); let stride = word(r, 4u);
  let parts = word(r, 5u); let gain = at(r, 6u); let means = at(r, 8u); let reciprocals = at(r, 9u);
  if (group.x >= images * parts) {
    let part = (group.x - images * parts) / channels; let c = (group.x - images * parts) % channels;
    let partStart = part * ${GRADIENT_PIXELS}u; let end = min(images * pixels, partStart + ${GRADIENT_PIXELS}u);
    if (word(r, 11u) == 0u || partStart >= end) { return; }
    var along = 0.0;
    var sum = 0.0;
    for (var e = partStart + lane; e < end; e += ${LANES}u) {
      let image = e / pixels;
      let place = image * stride + (e % pixels) * channels + c;
      let d = memory[at(r, 0u) + place];
      let kept = image * channels + c;
      along += d * (memory[at(r, 7u) + place] - memory[means + kept]) * memory[reciprocals + kept];
      sum += d;
    }
    let alongs = total(lane, along);
    let sums = total(lane, sum);
    if (lane == 0u) {
      memory[at(r, 13u) + 2u * part * channels + c] = alongs;
      memory[at(r, 13u) + (2u * part + 1u) * channels + c] = sums;
    }
    return;
  }
  let image = group.x / parts; let width = channels / parts; let first = (group.x % parts) * width;
  let dy = at(r, 0u) + image * stride; let x = at(r, 7u) + image * stride; let dx = at(r, 10u) + image * stride;
  let mean = memory[means + image * channels + first];
  let reciprocal = memory[reciprocals + image * channels + first];
  let count = pixels * width;
  var sum = 0.0;
  var along = 0.0;
  for (var e = lane; e < count; e += ${LANES}u) {
    let c = first + e % width;
    let place = (e / width) * channels + c;
    let g = memory[dy + place] * memory[gain + c];
    sum += g;
    along += g * (memory[x + place] - mean) * reciprocal;
  }
  let level = total(lane, sum) / f32(count);
  let slope = total(lane, along) / f32(count);
  for (var e = lane; e < count; e += ${LANES}u) {
    let c = first + e % width;
    let place = (e / width) * channels + c;
    let n = (memory[x + place] - mean) * reciprocal;
    memory[dx + place] = (memory[dy + place] * memory[gain + c] - level - n * slope) * reciprocal;
  }
  for (var rest = pixels * channels + lane; rest < stride; rest += ${LANES}u) { memory[dx + rest] = 0.0; }`,
});

const partsOf = (o: readonly number[]) => Math.ceil(((o[1] ?? 0) * (o[2] ?? 0)) / GRADIENT_PIXELS);
