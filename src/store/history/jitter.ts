const GOLDEN = 0.6180339887498949;

/**
 * Place of an agent's mark across its column, in [−0.5, 0.5): the same wherever and whenever it is drawn. Multiples of
 * the golden ratio keep neighbours apart.
 */
export function jitter(agent: number): number {
  return ((agent * GOLDEN) % 1) - 0.5;
}
