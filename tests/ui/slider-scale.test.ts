import { expect, test } from 'vitest';
import { createCatalog } from '#engine/catalog.ts';
import { type SliderRange, STOPS, stopOf, valueAt } from '#ui/setup/slider-scale.ts';

/** Every hyperparameter that the engine offers. */
const RANGES = createCatalog([]).algorithms.flatMap(({ id, hyperparameters }) =>
  hyperparameters.map(
    ({ name, kind, ...declared }): readonly [string, SliderRange & typeof declared] => [
      `${id}: ${name}`,
      { ...declared, integer: kind === 'integer' },
    ],
  ),
);

const valuesOf = (range: SliderRange) =>
  Array.from({ length: STOPS + 1 }, (_, stop) => valueAt(range, stop));

test.each(RANGES)(
  '%s: the stops lie within the limits, in order, and reach both ends',
  (_, range) => {
    const values = valuesOf(range);
    expect(values[0]).toBe(range.lowest);
    expect(values.at(-1)).toBe(range.highest);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  },
);

test.each(RANGES)('%s: a value lies at a stop of about its size', (_, range) => {
  for (const value of valuesOf(range)) {
    const again = valueAt(range, stopOf(range, value));
    expect(Math.abs(again - value)).toBeLessThanOrEqual(range.integer ? 0 : Math.abs(value) * 0.1);
  }
});

test.each(RANGES.filter(([name]) => /gamma|lambda/.test(name)))(
  '%s can be set near 1 without being rounded away',
  (_, range) => {
    const values = valuesOf(range);
    for (const value of [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 1])
      expect(values).toContain(value);
    expect(stopOf(range, 0.999)).toBeLessThan(STOPS);
  },
);

test('what is no number lies at the lowest end', () => {
  const range = { lowest: 0.1, highest: 10, scale: 'log', integer: false } as const;
  for (const value of ['', 'x', null, undefined, Number.NaN, [], -1, 0])
    expect(stopOf(range, value)).toBe(0);
});
