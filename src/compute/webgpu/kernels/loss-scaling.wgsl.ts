/** Scaling of losses, `ops/loss-scaling.ts`. */
import { FIRST_SCALE, HIGHEST_SCALE, SCALE_PATIENCE } from '../../lowering/abi.ts';
import { each, groupsOf, kernel, LANES, TOTAL } from './kernel.ts';

const POWER_OF_TWO = /* wgsl */ `
/** 2 to a power from −126 to 127. */
fn powerOfTwo(exponent: i32) -> f32 { return bitcast<f32>((exponent + 127) << 23u); }
`;

/** Operands: gradient, scaling, y, floats. */
export const scaleGradient = kernel({
  operands: 4,
  groups: (o) => groupsOf(o[3] ?? 0),
  declarations: POWER_OF_TWO,
  body: /* wgsl */ `
  let by = powerOfTwo(${FIRST_SCALE} + i32(memory[at(r, 1u)]));
  ${each('word(r, 3u)', 'memory[at(r, 2u) + i] = by * memory[at(r, 0u) + i];')}`,
});

/** Operands: gradients, floats, scaling, whether the update counts [1]. */
export const unscaleGradient = kernel({
  operands: 4,
  groups: () => 1,
  together: true,
  declarations: POWER_OF_TWO + TOTAL,
  body: /* wgsl */ `
  if (group.x > 0u) { return; }
  let gradients = at(r, 0u); let length = word(r, 1u); let scaling = at(r, 2u);
  let doublings = i32(memory[scaling]); let updates = memory[scaling + 1u] + 1.0;
  var off = 0.0; // infinite or NaN, which a compiler may take not to be, so they are told from their bits
  for (var i = lane; i < length; i += ${LANES}u) {
    if ((bitcast<u32>(memory[gradients + i]) & 0x7f800000u) == 0x7f800000u) { off = 1.0; }
  }
  let counts = total(lane, off) == 0.0;
  let by = powerOfTwo(-${FIRST_SCALE} - doublings);
  for (var i = lane; i < length; i += ${LANES}u) {
    if (counts) { memory[gradients + i] *= by; }
    else { memory[gradients + i] = 0.0; }
  }
  if (lane > 0u) { return; }
  let grows = updates >= ${SCALE_PATIENCE}.0;
  if (!counts) { memory[scaling] = f32(max(doublings - 1, -${FIRST_SCALE})); }
  else if (grows) { memory[scaling] = f32(min(doublings + 1, ${HIGHEST_SCALE - FIRST_SCALE})); }
  memory[scaling + 1u] = select(updates, 0.0, !counts || grows);
  memory[at(r, 3u)] = select(0.0, 1.0, counts);`,
});
