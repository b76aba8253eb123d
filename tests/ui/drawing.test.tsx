// @vitest-environment happy-dom
import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Plot } from '#ui/charts/chart.ts';
import { Drawing } from '#ui/charts/Drawing.tsx';
import { MARGIN, plotArea } from '#ui/charts/plot-area.ts';
import { GENERATIONS } from '#ui/charts/run-axis.ts';

const plot: Plot = {
  label: 'Fitness by generation',
  height: 230,
  extent: { low: -40, high: 60 },
  name: 'fitness',
  rows: [3, 4, 5, 6].map((generation) => ({ generation, best: 10 * generation - 40 })),
  series: [{ kind: 'line', of: 'best', width: 2 }],
  figures: () => [],
};

/** Points of a path of straight lines. */
const pointsOf = (path: string) =>
  [...path.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

test.each([
  ['alone', MARGIN],
  ['over a canvas', { ...MARGIN, bottom: 146 }],
])('curves lie where marks are laid out by the same area: %s', (_, margin) => {
  const area = plotArea({ width: 600, height: 230 }, { first: 2, columns: 6 }, plot.extent, margin);
  const { container } = render(
    <Drawing plot={plot} {...GENERATIONS} area={area}>
      {null}
    </Drawing>,
  );
  const points = pointsOf(container.querySelector('.recharts-line-curve')?.getAttribute('d') ?? '');
  expect(points).toHaveLength(4);
  for (const [i, { generation, best }] of (
    plot.rows as { generation: number; best: number }[]
  ).entries()) {
    expect(points[i]?.[0]).toBeCloseTo(area.x(generation), 1);
    expect(points[i]?.[1]).toBeCloseTo(area.y(best), 1);
  }
  const words = [...container.querySelectorAll('text')].map(({ textContent }) => textContent);
  expect(words).toEqual(expect.arrayContaining(['3', '8', '−40', '60', 'fitness', 'generation']));
});
