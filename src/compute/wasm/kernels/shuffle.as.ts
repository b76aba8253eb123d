/** Minibatches of a rollout, in an order that is drawn. */
import { at, word } from './record.as';
import { block, stepKey, threefry } from './threefry.as';

const ROUNDS: u32 = 4;

/** Position x of a permutation of 0 … 4^half − 1: a balanced Feistel network (Luby and Rackoff 1988). */
function scatter(key: u64, x: u32, half: u32): u32 {
  const mask: u32 = (1 << half) - 1;
  let left = x >> half, right = x & mask;
  for (let round: u32 = 0; round < ROUNDS; round++) {
    const next = left ^ (<u32>threefry(<u32>key, <u32>(key >> 32), right, round) & mask);
    left = right;
    right = next;
  }
  return (left << half) | right;
}

/**
 * Operands: agent's key, purpose, ordinal of the op, number of the update [1], number of rows to draw from [1], rows drawn,
 * indices.
 * Of all positions only those below the number of rows count: one that leads beyond is followed until it leads back
 * (Black and Rogaway 2002, cycle walking), which leaves a permutation of the rows.
 */
export function shuffledIndices(r: usize): void {
  const update = <u32>load<f32>(at(r, 3)), rows = <u32>load<f32>(at(r, 4)), count = <u32>word(r, 5);
  const perEpoch = (rows + count - 1) / count;
  const key = block(stepKey(at(r, 0), word(r, 1)), update / perEpoch, word(r, 2));
  let half: u32 = 1;
  while (<u64>1 << (2 * half) < <u64>rows) half++;
  let indices = at(r, 6);
  let position = (update % perEpoch) * count;
  for (let i: u32 = 0; i < count; i++, position++, indices += 4) {
    let x = scatter(key, position % rows, half);
    while (x >= rows) x = scatter(key, x, half);
    store<u32>(indices, x);
  }
}
