import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BEFORE, rowsIn, type Segment, sharedRows } from '#networks/segments.ts';

/** Every row in order, under what it belongs to: source and place in each dimension. */
function namesOf(segments: readonly Segment[]): string[] {
  const places = (lengths: readonly number[]): string[] => {
    const [length, ...inner] = lengths;
    if (length === undefined) return [''];
    return Array.from({ length }, (_, i) => places(inner).map((rest) => `${i} ${rest}`)).flat();
  };
  return segments.flatMap(({ from, lengths }) => places(lengths).map((at) => `${from} ${at}`));
}

/** Pairs of rows, old and new. */
const pairsOf = (from: readonly Segment[], to: readonly Segment[]): [number, number][] =>
  sharedRows(from, to).flatMap(({ source, target, rows }) =>
    Array.from({ length: rows }, (_, i): [number, number] => [source + i, target + i]),
  );

/** The same sources with as many dimensions each, of other lengths. */
const anyTwo: fc.Arbitrary<[Segment[], Segment[]]> = fc
  .uniqueArray(fc.constantFrom(BEFORE, 'action', 'picture'), { minLength: 1 })
  .chain((names) =>
    fc.tuple(
      ...names.map((from) =>
        fc.integer({ min: 1, max: 3 }).chain((dimensions) => {
          const lengths = fc.array(fc.integer({ min: 1, max: 4 }), {
            minLength: dimensions,
            maxLength: dimensions,
          });
          return fc.tuple(lengths, lengths).map(([a, b]): [Segment, Segment] => [
            { from, lengths: a },
            { from, lengths: b },
          ]);
        }),
      ),
    ),
  )
  .map((pairs) => [pairs.map(([a]) => a), pairs.map(([, b]) => b)]);

test('rows are shared where source and place in every dimension are the same, and only there', () => {
  fc.assert(
    fc.property(anyTwo, ([from, to]) => {
      const [before, after] = [namesOf(from), namesOf(to)];
      expect(rowsIn(from)).toBe(before.length);
      const expected = after.flatMap((name, i) =>
        before.includes(name) ? [[before.indexOf(name), i]] : [],
      );
      expect(pairsOf(from, to)).toEqual(expected);
    }),
  );
});

test('channels that a convolution gains leave the kernels of the others alone', () => {
  const kernels = (channels: number): Segment[] => [{ from: BEFORE, lengths: [3, 3, channels] }];
  const shared = sharedRows(kernels(2), kernels(5));
  expect(shared).toHaveLength(9);
  expect(shared[4]).toEqual({ source: 8, target: 20, rows: 2 });
});

test('a larger kernel keeps the smaller one in its corner, with all channels', () => {
  const kernels = (size: number): Segment[] => [{ from: BEFORE, lengths: [size, size, 2] }];
  expect(pairsOf(kernels(2), kernels(3)).map(([, row]) => row)).toEqual([0, 1, 2, 3, 6, 7, 8, 9]);
});

test('behind a flattened image each channel keeps the weights of its places', () => {
  const flat = (channels: number): Segment[] => [{ from: BEFORE, lengths: [4, 4, channels] }];
  const shared = sharedRows(flat(8), flat(4));
  expect(shared).toHaveLength(16);
  expect(shared[5]).toEqual({ source: 40, target: 20, rows: 4 });
});

test('an input that joins keeps its own rows when the one before it grows', () => {
  const joined = (units: number): Segment[] => [
    { from: BEFORE, lengths: [units] },
    { from: 'action', lengths: [2] },
  ];
  expect(sharedRows(joined(3), joined(5))).toEqual([
    { source: 0, target: 0, rows: 3 },
    { source: 3, target: 5, rows: 2 },
  ]);
});

test('numbers and an image share nothing, nor do other sources', () => {
  const image: Segment[] = [{ from: BEFORE, lengths: [2, 2, 1] }];
  expect(sharedRows([{ from: BEFORE, lengths: [4] }], image)).toEqual([]);
  expect(sharedRows([{ from: 'action', lengths: [2, 2, 1] }], image)).toEqual([]);
});
