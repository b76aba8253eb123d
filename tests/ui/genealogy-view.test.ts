import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  between,
  centredOn,
  panned,
  showing,
  type View,
  wholeWindow,
  windowOf,
  zoomed,
} from '#ui/genealogy/view.ts';

const WHOLE: View = { kind: 'whole' };
const extent = { generations: 200, planned: 500, over: false, width: 680 };

test('the whole run is shown with room to grow, and without when it is over', () => {
  const columns = (generations: number, over = false) =>
    wholeWindow({ generations, planned: 50, over }).columns;
  expect([3, 11, 12, 49].map((generations) => columns(generations))).toEqual([12, 12, 20, 50]);
  expect(columns(17, true)).toBe(17);
});

test('zooming keeps what is under the pointer where it is', () => {
  const near = zoomed(WHOLE, extent, 4, 90);
  const [before, after] = [windowOf(WHOLE, extent), windowOf(near, extent)];
  expect(after.columns).toBeCloseTo(before.columns / 4, 9);
  const place = ({ first, columns }: { first: number; columns: number }) => (90 - first) / columns;
  expect(place(after)).toBeCloseTo(place(before), 9);
});

test('zoomed far out, the view is whole again', () => {
  expect(zoomed(zoomed(WHOLE, extent, 8, 90), extent, 1 / 100, 90)).toEqual(WHOLE);
});

test('columns never get wider than 150 px', () => {
  const { columns } = windowOf(zoomed(WHOLE, extent, 1e6, 90), extent);
  expect(extent.width / columns).toBeLessThanOrEqual(150);
});

test('panned to the end, the view follows what comes', () => {
  const near = zoomed(WHOLE, extent, 5, 20);
  expect(near.kind).toBe('free');
  const end = panned(near, extent, 1000);
  expect(end.kind).toBe('latest');
  const later = { ...extent, generations: 230 };
  const { first, columns } = windowOf(end, later);
  expect(first + columns).toBeCloseTo(230, 9);
  expect(windowOf(near, later)).toEqual(windowOf(near, extent));
});

test('however one zooms and pans, the window stays within the run', () => {
  const move = fc.oneof(
    fc.record({ pan: fc.double({ min: -300, max: 300, noNaN: true }) }),
    fc.record({
      zoom: fc.double({ min: 0.1, max: 10, noNaN: true }),
      at: fc.integer({ min: 0, max: 199 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
      let view: View = WHOLE;
      for (const each of moves)
        view =
          'pan' in each ? panned(view, extent, each.pan) : zoomed(view, extent, each.zoom, each.at);
      const { first, columns } = windowOf(view, extent);
      expect(first).toBeGreaterThanOrEqual(0);
      // a window wider than what there is yet begins at the founders
      expect(first + columns).toBeLessThanOrEqual(Math.max(200, columns) + 1e-6);
      expect(columns).toBeLessThanOrEqual(wholeWindow(extent).columns);
    }),
  );
});

test('an agent that is out of sight is shown, one in sight moves nothing', () => {
  const near = centredOn(WHOLE, extent, 100, 34);
  expect(windowOf(near, extent).columns).toBeCloseTo(20, 9);
  expect(showing(near, extent, 100)).toBe(near);
  for (const generation of [0, 60, 150, 199]) {
    const { first, columns } = windowOf(showing(near, extent, generation), extent);
    expect(generation).toBeGreaterThanOrEqual(first - 1e-9);
    expect(generation + 1).toBeLessThanOrEqual(first + columns + 1e-9);
  }
});

test('a glide begins and ends where it should', () => {
  const [from, to] = [
    { first: 0, columns: 200 },
    { first: 80, columns: 20 },
  ];
  expect(between(from, to, 0)).toEqual(from);
  const end = between(from, to, 1);
  expect(end.first).toBeCloseTo(80, 9);
  expect(end.columns).toBeCloseTo(20, 9);
});
