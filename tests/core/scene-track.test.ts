import { expect, test } from 'vitest';
import type { Scene } from '#core/scene.ts';
import { packScenes, sceneReader } from '#core/scene-track.ts';

const VIEW = { left: -1, right: 1, bottom: 0, top: 1 };

/** A cart with a wheel that moves along, and a pole. */
const scene = (x: number, angle: number): Scene => ({
  view: VIEW,
  shapes: [
    { kind: 'rectangle', x, y: 0.2, width: 0.4, height: 0.1, angle: 0, ink: 'body' },
    { kind: 'disc', x: x + 0.15, y: 0.1, radius: 0.05, ink: 'joint' },
    {
      kind: 'line',
      points: [
        [x, 0.2],
        [x + Math.sin(angle), 0.2 + Math.cos(angle)],
      ],
      ink: 'limb',
      width: 0.02,
    },
  ],
});

const PLAYS = [
  [scene(0, 0), scene(0.1, 0.05), scene(0.3, -0.2)],
  [scene(-0.5, 0.4), scene(-0.7, 0.7)],
];

const numbers = (value: unknown) =>
  (JSON.stringify(value).match(/-?\d[\d.e-]*/g) ?? []).map(Number);

test('scenes come back within a thousandth of a world unit', () => {
  const { template, tracks } = packScenes(PLAYS);
  for (const [i, track] of tracks.entries()) {
    const reader = sceneReader(template, track);
    expect(reader.length).toBe(PLAYS[i]?.length);
    for (const [position, original] of (PLAYS[i] ?? []).entries()) {
      const read = reader.at(position);
      expect(read.view).toEqual(VIEW);
      expect(read.shapes.map(({ kind, ink }) => [kind, ink])).toEqual(
        original.shapes.map(({ kind, ink }) => [kind, ink]),
      );
      const [got, wanted] = [numbers(read.shapes), numbers(original.shapes)];
      for (const [j, value] of wanted.entries())
        expect(Math.abs((got[j] ?? Number.NaN) - value)).toBeLessThan(1e-3);
    }
  }
});

test('what moves together is held once', () => {
  const { tracks } = packScenes(PLAYS);
  expect(tracks[0]).toHaveLength(3); // the cart, and the tip of the pole in x and y
});

test('between two scenes lies a mixture, beyond the last there is the last', () => {
  const { template, tracks } = packScenes(PLAYS);
  const reader = sceneReader(template, tracks[0] ?? []);
  const [cart] = reader.at(0.5).shapes;
  expect(cart?.kind === 'rectangle' && cart.x).toBeCloseTo(0.05, 3);
  expect(reader.at(99)).toEqual(reader.at(2));
});

test('scenes of other shapes are refused', () => {
  const other: Scene = { view: VIEW, shapes: [] };
  expect(() => packScenes([[scene(0, 0), other]])).toThrow(/scene 1 has other shapes/);
});
