/** Kernels that make weights from the parents'. A call is a piece of the work; `replay` is the parents' memory. */
import { each, IN_REPLAY, kernel, LANES, TOTAL } from './kernel.ts';
import { NAN } from './numbers.wgsl.ts';

/** Operands: source (of the parents, if the highest bit is set), its stride, target, its stride, rows, columns. */
export const copyBlock = kernel({
  operands: 6,
  groups: () => 1,
  together: true,
  body: /* wgsl */ `
  let ofParent = word(r, 0u) >= ${IN_REPLAY}u;
  let origin = (word(r, 0u) & ${IN_REPLAY - 1}u) >> 2u;
  let columns = word(r, 5u);
  ${each(
    'word(r, 4u) * columns',
    /* wgsl */ `
    let source = origin + (i / columns) * word(r, 1u) + i % columns;
    let place = at(r, 2u) + (i / columns) * word(r, 3u) + i % columns;
    if (ofParent) { memory[place] = replay[source]; }
    else { memory[place] = memory[source]; }`,
  )}`,
});

/** Words of a change of one weight: its address, the strength of the move (below 0: a fresh value), a normal number. */
export const CHANGE = 3;

/** Operands: first word of a list of changes in the table, how many, bound of a weight. */
export const perturb = kernel({
  operands: 3,
  groups: () => 1,
  together: true,
  declarations: NAN,
  body: /* wgsl */ `
  let bound = bitcast<f32>(word(r, 2u));
  ${each(
    'word(r, 1u)',
    /* wgsl */ `
    let change = word(r, 0u) + i * ${CHANGE}u;
    let place = table[change] >> 2u;
    let strength = bitcast<f32>(table[change + 1u]);
    let z = bitcast<f32>(table[change + 2u]);
    let w = memory[place];
    var v = z;
    if (strength >= 0.0) { v = w + z * abs(strength * w); }
    memory[place] = select(clamp(v, -bound, bound), v, isNan(v));`,
  )}`,
});

/** Words of a block of the parents' memory to average: its address, stride, rows, columns. */
const AVERAGED = 4;

/**
 * Fills a tensor with the mean of some of the parents' blocks. Operands: first word of a list of blocks in the table, how
 * many, 1 / their count of floats, target, stride, rows, columns.
 */
export const fillMean = kernel({
  operands: 7,
  groups: () => 1,
  together: true,
  declarations: TOTAL,
  body: /* wgsl */ `
  var own = 0.0;
  for (var b = 0u; b < word(r, 1u); b++) {
    let block = word(r, 0u) + b * ${AVERAGED}u;
    let origin = table[block] >> 2u;
    let columns = table[block + 3u];
    for (var i = lane; i < table[block + 2u] * columns; i += ${LANES}u) {
      own += replay[origin + (i / columns) * table[block + 1u] + i % columns];
    }
  }
  let mean = total(lane, own) * bitcast<f32>(word(r, 2u));
  let columns = word(r, 6u);
  ${each(
    'word(r, 5u) * columns',
    'memory[at(r, 3u) + (i / columns) * word(r, 4u) + i % columns] = mean;',
  )}`,
});
