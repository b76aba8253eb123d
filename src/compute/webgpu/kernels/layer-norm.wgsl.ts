/** LayerNorm over the features of one sample (Ba et al. 2016), and back. */
import { LEAKY_RELU, RELU } from '../../lowering/abi.ts';
import { kernel, LANES } from './kernel.ts';

/** Invocations that share a row. */
const SHARE = 8;
const ROWS = LANES / SHARE;
/** Groups of rows of a call of so many rows. */
const rowGroups = (rows: number) => Math.ceil(rows / ROWS);

/** Sums over the invocations of each row. */
const ROW_TOTAL = /* wgsl */ `
var<workgroup> partial: array<f32, ${LANES}>;
fn rowTotal(lane: u32, x: f32) -> f32 {
  partial[lane] = x;
  workgroupBarrier();
  var sum = 0.0;
  let first = lane - lane % ${SHARE}u;
  for (var n = 0u; n < ${SHARE}u; n++) { sum += partial[first + n]; }
  workgroupBarrier();
  return sum;
}
`;

/**
 * Operands: x, rows, size, stride, gain (or 0), shift, normalised (or 0: not kept), reciprocal deviations [rows] (kept
 * with it), y, activation (one that is fused).
 */
export const layerNormForward = kernel({
  operands: 10,
  groups: (o) => rowGroups(o[1] ?? 0),
  declarations: ROW_TOTAL,
  body: /* wgsl */ `
  let rows = word(r, 1u); let size = word(r, 2u); let stride = word(r, 3u); let kind = word(r, 9u);
  if (group.x * ${ROWS}u >= rows) { return; }
  let row = group.x * ${ROWS}u + lane / ${SHARE}u;
  let inside = row < rows;
  let x = at(r, 0u) + row * stride;
  let y = at(r, 8u) + row * stride;
  let gain = at(r, 4u); let shift = at(r, 5u); let affine = word(r, 4u) != 0u; let keeps = word(r, 6u) != 0u;
  let normalised = at(r, 6u) + row * stride;
  let begin = select(size, lane % ${SHARE}u, inside);
  var sum = 0.0;
  for (var j = begin; j < size; j += ${SHARE}u) { sum += memory[x + j]; }
  let mean = rowTotal(lane, sum) / f32(size);
  var squares = 0.0;
  for (var j = begin; j < size; j += ${SHARE}u) {
    let d = memory[x + j] - mean;
    squares += d * d;
  }
  let reciprocal = 1.0 / sqrt(rowTotal(lane, squares) / f32(size) + 1e-5);
  if (!inside) { return; }
  if (keeps && lane % ${SHARE}u == 0u) { memory[at(r, 7u) + row] = reciprocal; }
  for (var j = lane % ${SHARE}u; j < stride; j += ${SHARE}u) {
    var v = 0.0;
    if (j < size) { v = (memory[x + j] - mean) * reciprocal; }
    if (keeps) { memory[normalised + j] = v; }
    if (affine) { v = v * memory[gain + j] + memory[shift + j]; }
    if (kind == ${RELU}u) { v = select(v, 0.0, v < 0.0); }
    else if (kind == ${LEAKY_RELU}u) { v = select(v, v * 0.01, v < 0.0); }
    memory[y + j] = v;
  }`,
});

/**
 * Operands: dy, rows, size, stride, gain (or 0), normalised, reciprocal deviations, dx, gradient of gain, of shift (or 0).
 * The first groups take rows, the rest columns.
 */
export const layerNormBackward = kernel({
  operands: 10,
  groups: (o) => rowGroups(o[1] ?? 0) + (o[8] ? Math.ceil((o[3] ?? 0) / LANES) : 0),
  declarations: ROW_TOTAL,
  body: /* wgsl */ `
  let dy = at(r, 0u); let rows = word(r, 1u); let size = word(r, 2u); let stride = word(r, 3u);
  let gain = at(r, 4u); let affine = word(r, 4u) != 0u; let normalised = at(r, 5u);
  let rowGroups = (rows + ${ROWS - 1}u) / ${ROWS}u;
  if (group.x >= rowGroups) {
    let j = (group.x - rowGroups) * ${LANES}u + lane;
    if (word(r, 8u) != 0u && j < stride) {
      var g = 0.0;
      var s = 0.0;
      for (var row = 0u; row < rows; row++) {
        let d = memory[dy + row * stride + j];
        g += d * memory[normalised + row * stride + j];
        s += d;
      }
      memory[at(r, 8u) + j] = g;
      memory[at(r, 9u) + j] = s;
    }
    return;
  }
  let row = group.x * ${ROWS}u + lane / ${SHARE}u;
  let inside = row < rows;
  let gradient = dy + row * stride;
  let n = normalised + row * stride;
  var sum = 0.0;
  var along = 0.0;
  for (var j = select(size, lane % ${SHARE}u, inside); j < size; j += ${SHARE}u) {
    var g = memory[gradient + j];
    if (affine) { g *= memory[gain + j]; }
    sum += g;
    along += g * memory[n + j];
  }
  let mean = rowTotal(lane, sum) / f32(size);
  let slope = rowTotal(lane, along) / f32(size);
  if (!inside) { return; }
  let scale = memory[at(r, 6u) + row];
  let dx = at(r, 7u) + row * stride;
  for (var j = lane % ${SHARE}u; j < stride; j += ${SHARE}u) {
    var d = 0.0;
    if (j < size) {
      var g = memory[gradient + j];
      if (affine) { g *= memory[gain + j]; }
      d = (g - mean - memory[n + j] * slope) * scale;
    }
    memory[dx + j] = d;
  }`,
});
