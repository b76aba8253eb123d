import { isFiniteArray } from '#core/statistics.ts';

/** Transitions side by side: per field [count × width]. */
export interface Transitions {
  readonly count: number;
  readonly fields: Readonly<Record<string, Float32Array>>;
}

/**
 * The transitions all of whose numbers are finite, in their order; the same arrays where all are. An agent that has
 * diverged acts by numbers that are not, and the others learn from the same replay buffer.
 */
export function finiteTransitions({ count, fields }: Transitions): Transitions {
  const columns = Object.entries(fields);
  if (columns.every(([, numbers]) => isFiniteArray(numbers))) return { count, fields };
  const row = (numbers: Float32Array, index: number) => {
    const width = numbers.length / count;
    return numbers.subarray(index * width, (index + 1) * width);
  };
  const kept = Array.from({ length: count }, (_, index) => index).filter((index) =>
    columns.every(([, numbers]) => isFiniteArray(row(numbers, index))),
  );
  const compact = (numbers: Float32Array) => {
    const rows = new Float32Array((numbers.length / count) * kept.length);
    kept.forEach((index, at) => {
      rows.set(row(numbers, index), (at * numbers.length) / count);
    });
    return rows;
  };
  return {
    count: kept.length,
    fields: Object.fromEntries(columns.map(([name, numbers]) => [name, compact(numbers)])),
  };
}
