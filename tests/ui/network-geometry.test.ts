import { expect, test } from 'vitest';
import type { Connections } from '#protocol/messages.ts';
import { MOST_UNITS, networkGeometry } from '#ui/inspector/network-geometry.ts';

const AREA = { width: 300, top: 0, height: 150 };
const layer = (label: string, size: number | null, before: number | null = size) => ({
  label,
  size,
  before,
});
const dense = (inputs: number, outputs: number): Connections => ({
  inputs,
  outputs,
  rows: inputs,
  columns: outputs,
  strengths: new Float32Array(inputs * outputs),
});

test('layers of few units have their units apart and are joined by lines, wide ones by a matrix', () => {
  const { columns, links } = networkGeometry(
    [layer('input', 4), layer('encoder 1', 32), layer('latent', 200), layer('output', 2)],
    [dense(4, 32), dense(32, 64), dense(64, 2)],
    AREA,
  );
  expect(columns.map(({ units }) => units.length)).toEqual([4, 32, 0, 2]);
  expect(links.map(({ look }) => look)).toEqual(['lines', 'matrix', 'matrix']);
  expect(links.every(({ connections }) => connections !== null)).toBe(true);
  for (const { top, height, units } of columns) {
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top + height).toBeLessThanOrEqual(AREA.height);
    for (const y of units) expect(y > top && y < top + height).toBe(true);
  }
});

test('what was added is marked at the lower end of its layer, what was removed below it', () => {
  const { columns } = networkGeometry(
    [layer('input', 4), layer('encoder 1', 48, 32), layer('latent', 16, 32), layer('output', 2)],
    [],
    AREA,
  );
  const [, grown, shrunk] = columns;
  expect(grown?.change?.kind).toBe('added');
  expect((grown?.change?.top ?? 0) + (grown?.change?.height ?? 0)).toBeCloseTo(
    (grown?.top ?? 0) + (grown?.height ?? 0),
  );
  expect(shrunk?.change).toMatchObject({ kind: 'removed' });
  expect(shrunk?.change?.top).toBeCloseTo((shrunk?.top ?? 0) + (shrunk?.height ?? 0));
});

test('a removed layer keeps its place, and no connection leads to it', () => {
  const { columns, links } = networkGeometry(
    [layer('input', 4), layer('head 1', 16), layer('head 2', null, 16), layer('output', 2)],
    [dense(4, 16), dense(16, 2)],
    AREA,
  );
  expect(columns[2]?.change?.kind).toBe('removed');
  expect(links.map(({ from, to }) => [from.label, to.label])).toEqual([
    ['input', 'head 1'],
    ['head 1', 'output'],
  ]);
  expect(links[1]?.connections?.outputs).toBe(2);
});

test('weights of another shape than the layers are not drawn', () => {
  const { links } = networkGeometry(
    [layer('input', 4), layer('head 1', MOST_UNITS), layer('output', 2)],
    [dense(4, 2)],
    AREA,
  );
  expect(links.every(({ connections }) => connections === null)).toBe(true);
});
