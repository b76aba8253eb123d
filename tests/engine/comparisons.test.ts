import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '#engine/catalog.ts';
import { comparisonTexts, FIGURES, PAGE, recordedRuns } from '../learning/comparison-files.ts';
import { differenceOf, isComparable, lastQuarter } from '../learning/comparisons.ts';
import { CATALOG } from './small-run.ts';

test('the table of comparisons and the figures that the page shows are those of the recorded runs', () => {
  const { page, figures } = comparisonTexts(CATALOG);
  expect(readFileSync(PAGE, 'utf8'), 'npm run compare -- --table').toBe(page);
  expect(JSON.parse(readFileSync(FIGURES, 'utf8'))).toEqual(JSON.parse(figures));
});

test('a preset says what its runs with today’s engine gave, and no other does', () => {
  for (const preset of CATALOG.presets) {
    const runs = recordedRuns(preset).filter(({ engine }) => engine === ENGINE_VERSION);
    expect(preset.comparison?.wins, preset.id).toBe(differenceOf(runs, 'shipped')?.wins);
  }
});

test('the first preset is rescued by evolution with at least nine of ten seeds', () => {
  const [first] = CATALOG.presets;
  const difference = first && differenceOf(recordedRuns(first), 'shipped');
  expect(difference?.seeds).toBe(10);
  expect(difference?.wins).toBeGreaterThanOrEqual(9);
  expect(difference?.best.low).toBeGreaterThan(0);
});

test('presets whose fitness is against their own rivals are not compared', () => {
  const left = CATALOG.presets.filter((preset) => !isComparable(preset, CATALOG));
  expect(left.map(({ id }) => id)).toEqual(['adversary-maddpg']);
});

test('a run is judged by the last quarter of its generations, diverged agents left out', () => {
  const fitness = [
    [9, 9, 9],
    [1, 2, 3],
    [4, 5, 6],
    [1, 2, Number.NaN],
    [2, 4, 6],
  ];
  expect(lastQuarter(fitness.map((values) => Float64Array.from(values)))).toEqual({
    best: 4,
    median: 2.75,
  });
});
