import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';
import type { Agent } from '#evolution/generation.ts';

/** The chain before the first generation. */
export const EMPTY_CHAIN = '0'.repeat(32);

/**
 * Extends the hash chain by a generation: the previous hash, every agent's id, parent and genome, its fitness, and its
 * weights. Two runs are the same if their hashes are; the first that differs names the generation.
 */
export function extendChain(
  previous: string,
  agents: readonly Agent[],
  fitness: Float64Array,
  weights: Iterable<Float32Array>,
): string {
  const hash = hasher().text(previous);
  hash.text(canonicalJson(agents.map(({ id, parent, genome }) => ({ id, parent, genome }))));
  hash.text(canonicalJson(Array.from(fitness)));
  for (const slab of weights) hash.floats(slab);
  return hash.hex();
}
