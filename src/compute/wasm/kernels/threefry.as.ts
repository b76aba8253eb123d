/** Threefry-2x32, 20 rounds (Salmon et al. 2011): the same numbers as core/random.ts. */
import { JOB, JOB_STEP } from '../../lowering/abi';

/** Enciphers the counter under the key: word 0 in the low half, word 1 in the high one. */
export function threefry(k0: u32, k1: u32, c0: u32, c1: u32): u64 {
  const k2: u32 = 0x1bd11bda ^ k0 ^ k1;
  let x0: u32 = c0 + k0, x1: u32 = c1 + k1;
  x0 += x1; x1 = rotl<u32>(x1, 13) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 15) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 26) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 6) ^ x0;
  x0 += k1; x1 += k2 + 1;
  x0 += x1; x1 = rotl<u32>(x1, 17) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 29) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 16) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 24) ^ x0;
  x0 += k2; x1 += k0 + 2;
  x0 += x1; x1 = rotl<u32>(x1, 13) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 15) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 26) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 6) ^ x0;
  x0 += k0; x1 += k1 + 3;
  x0 += x1; x1 = rotl<u32>(x1, 17) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 29) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 16) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 24) ^ x0;
  x0 += k1; x1 += k2 + 4;
  x0 += x1; x1 = rotl<u32>(x1, 13) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 15) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 26) ^ x0;
  x0 += x1; x1 = rotl<u32>(x1, 6) ^ x0;
  x0 += k2; x1 += k0 + 5;
  return <u64>x0 | (<u64>x1 << 32);
}

/** The key of a random op at this step: the agent's key, counter (purpose, step). */
export function stepKey(agentKey: usize, purpose: u32): u64 {
  return threefry(load<u32>(agentKey), load<u32>(agentKey, 4), purpose, load<u32>(JOB + (JOB_STEP << 2)));
}

/** Block `index` of the numbers of a random op, `ordinal` being its place among those of its purpose. */
// @ts-ignore: decorator
@inline
export function block(key: u64, index: u32, ordinal: u32): u64 {
  return threefry(<u32>key, <u32>(key >> 32), index, ordinal);
}

/** One of 0 … n−1 from 32 random bits: ⌊bits · n / 2³²⌋. */
// @ts-ignore: decorator
@inline
export function below(n: u32, bits: u32): u32 {
  return <u32>((<u64>bits * <u64>n) >> 32);
}
