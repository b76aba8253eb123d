/** Choosing among the columns of a row. */
import { each, groupsOf, kernel } from './kernel.ts';
import { NAN, THREEFRY } from './numbers.wgsl.ts';

/** The column of the greatest of `width` numbers, the first of equals. NaN counts as greatest, so that it shows. */
export const GREATEST = /* wgsl */ `
fn greatest(row: u32, width: u32) -> u32 {
  var column = 0u;
  var best = memory[row];
  for (var j = 1u; j < width; j++) {
    if (isNan(best)) { break; }
    let x = memory[row + j];
    if (x > best || isNan(x)) {
      best = x;
      column = j;
    }
  }
  return column;
}
`;

/** Operands: x, rows, width, stride, y, its stride. */
export const argmax = kernel({
  operands: 6,
  groups: (o) => groupsOf(o[1] ?? 0),
  declarations: NAN + GREATEST,
  body: each(
    'word(r, 1u)',
    'memory[at(r, 4u) + i * word(r, 5u)] = f32(greatest(at(r, 0u) + i * word(r, 3u), word(r, 2u)));',
  ),
});

/** Operands: q, rows, width, stride, y, its stride, epsilon [1], agent's key (unused), purpose, ordinal of the op. */
export const epsilonGreedy = kernel({
  operands: 10,
  groups: (o) => groupsOf(o[1] ?? 0),
  declarations: NAN + GREATEST + THREEFRY,
  body: /* wgsl */ `
  let width = word(r, 2u);
  let stepped = stepKey(key(r), word(r, 8u));
  // of the word as a number in [0, 1), without rounding it
  let bound = ceil(memory[at(r, 6u)] * 4294967296.0);
  ${each(
    'word(r, 1u)',
    /* wgsl */ `
    let words = threefry(stepped, vec2u(i, word(r, 9u)));
    let explores = bound >= 4294967296.0 || (bound > 0.0 && words.x < u32(bound));
    var chosen = below(width, words.y);
    if (!explores) { chosen = greatest(at(r, 0u) + i * word(r, 3u), width); }
    memory[at(r, 4u) + i * word(r, 5u)] = f32(chosen);`,
  )}`,
});
