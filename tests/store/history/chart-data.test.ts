import { expect, test } from 'vitest';
import { FAMILIES } from '#core/lineage.ts';
import { mean } from '#core/statistics.ts';
import { activationsOf, createChoices, sharesOf } from '#store/history/choices.ts';
import {
  densityColumn,
  hyperparameterExtents,
  shareOf,
  valueAt,
  valueScale,
} from '#store/history/density.ts';
import { createDiversity } from '#store/history/diversity.ts';
import { jitter } from '#store/history/jitter.ts';
import { shapeOf, shapeWords } from '#store/history/network-shape.ts';
import { scorecard } from '#store/history/scorecard.ts';
import { rates } from '#store/history/throughput.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { growHistory } from './grow-history.ts';

const history = growHistory(40, { populationSize: 16 });
const cells = Array.from({ length: history.generations }, (_, g) =>
  Array.from({ length: history.size(g) }, (_, slot) => history.cell(g, slot)),
).flat();

test('the scorecard counts every mutated child once, beside the copies of its generation', () => {
  const children = cells.filter(({ isNew, parentSlot }) => isNew && parentSlot >= 0);
  const changeOf = ({ fitness, generation, parentSlot }: (typeof children)[number]) =>
    fitness - history.fitness(generation - 1, parentSlot);
  const baselineOf = (generation: number) =>
    mean(
      children
        .filter((each) => each.generation === generation && each.family === 'none')
        .map(changeOf)
        .filter((change) => !Number.isNaN(change)),
    );
  for (const { family, count, alone, diverged, mean: found } of scorecard(history)) {
    const own = children.filter((child) => child.family === family);
    expect(count + alone + diverged).toBe(own.length);
    const beside = own
      .map((child) => changeOf(child) - baselineOf(child.generation))
      .filter((change) => !Number.isNaN(change));
    expect(beside).toHaveLength(count);
    if (count > 0) expect(found).toBeCloseTo(mean(beside), 9);
  }
});

test('a score says whether its interval overlaps 0, and nothing of a young run', () => {
  for (const { low, high, verdict, generations } of scorecard(history))
    if (generations >= 8) expect(verdict).toBe(low > 0 ? 'above' : high < 0 ? 'below' : 'overlaps');
  const young = growHistory(1);
  expect(scorecard(young).map(({ verdict }) => verdict)).toEqual(
    FAMILIES.slice(1).map(() => 'unknown'),
  );
});

test('what is kept up with a history is what is computed at once', () => {
  const grown = growHistory(40, { populationSize: 16 });
  grown.truncate(25);
  const diversityOf = createDiversity(CONFIG.network, 'online');
  const early = scorecard(grown);
  diversityOf(grown);
  grown.truncate(10);
  expect(scorecard(grown)).not.toEqual(early);
  expect(diversityOf(grown)).toEqual(createDiversity(CONFIG.network, 'online')(grown));
  expect(diversityOf(grown)).toHaveLength(10);
});

test('diversity is that of the founders and the architectures of a generation', () => {
  const diversity = createDiversity(CONFIG.network, 'online')(history);
  expect(diversity).toHaveLength(40);
  expect(diversity[0]).toMatchObject({ founders: 16, architectures: 1, architectureEntropy: 0 });
  expect(diversity[0]?.effectiveFounders).toBeCloseTo(16, 9);
  for (const { founders, effectiveFounders, architectures, effectiveArchitectures } of diversity) {
    expect(effectiveFounders).toBeLessThanOrEqual(founders + 1e-9);
    expect(effectiveArchitectures).toBeLessThanOrEqual(architectures + 1e-9);
  }
  const founders = diversity.map((each) => each.founders);
  expect(founders).toEqual([...founders].sort((a, b) => b - a)); // who has died out stays so
  const last = history.generations - 1;
  const weights = new Set(Array.from({ length: 16 }, (_, s) => history.cell(last, s).parameters));
  expect(diversity.at(-1)?.architectures).toBeGreaterThanOrEqual(weights.size);
});

test('choices are those of the networks that the mutations made', () => {
  const choices = createChoices(CONFIG.network, 'online')(history);
  expect(choices.map(({ name }) => name)).toEqual(['Activation', 'Hidden layers']);
  for (const generation of [0, 17, 39]) {
    const shapes = cells
      .filter((cell) => cell.generation === generation)
      .map((cell) => shapeOf(history, cell, 'online', CONFIG.network));
    [activationsOf, shapeWords].forEach((wordsOf, kind) => {
      const { values = [], counts = [] } = choices[kind] ?? {};
      const told = values.flatMap((value, at) =>
        Array.from({ length: counts[generation]?.[at] ?? 0 }, () => value),
      );
      expect(told.sort()).toEqual(shapes.map(wordsOf).sort());
    });
  }
});

test('shares of few values and all others are one in every generation', () => {
  const [, layers] = createChoices(CONFIG.network, 'online')(history);
  if (!layers) throw new Error('there are no layers to choose');
  const shares = sharesOf(layers, 10, 39, 3);
  expect(shares).toHaveLength(4);
  expect(shares.at(-1)?.label).toMatch(/^\d+ others$/);
  for (let i = 0; i < 30; i++) {
    const sum = shares.reduce((total, share) => total + (share.shares[i] ?? 0), 0);
    expect(sum).toBeCloseTo(1, 9);
  }
  const all = sharesOf(layers, 10, 39, Number.POSITIVE_INFINITY);
  const least = Math.min(...shares.slice(0, 3).map(weight));
  expect(all.map(weight).filter((each) => each > least).length).toBeLessThan(3); // the most common are kept
  function weight(share: (typeof all)[number]): number {
    return share.shares.reduce((total, each) => total + each, 0);
  }
});

test('a density column holds every agent of its generation', () => {
  const [extent] = hyperparameterExtents(history);
  expect(extent?.low).toBeLessThan(extent?.high ?? 0);
  const scale = valueScale(extent?.low ?? 1, extent?.high ?? 1, 'log');
  const column = densityColumn(history, 20, 0, scale, 24);
  expect(column.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  const values = Array.from({ length: 16 }, (_, slot) => history.hyperparameter(20, slot, 0));
  const bins = new Set(values.map((x) => Math.min(23, Math.floor(shareOf(x, scale) * 24))));
  expect(column.filter((share) => share > 0)).toHaveLength(bins.size);
});

test('a scale is logarithmic over more than a decade, or where it is declared so', () => {
  expect(valueScale(1e-4, 1e-2, 'linear').scale).toBe('log');
  expect(valueScale(0.9, 0.99, 'linear').scale).toBe('linear');
  expect(valueScale(0.9, 0.99, 'log').scale).toBe('log');
  expect(valueScale(0, 100, 'log').scale).toBe('linear'); // 0 has no logarithm
  expect(valueScale(5e-324, 1, 'log').scale).toBe('linear'); // so many times is no number
  const scale = valueScale(1e-4, 1e-2, 'log');
  expect(shareOf(1e-3, scale)).toBeCloseTo(0.5, 12);
  expect(valueAt(0.5, scale)).toBeCloseTo(1e-3, 12);
});

test('an agent’s jitter stays within its column and keeps neighbours apart', () => {
  const places = Array.from({ length: 2000 }, (_, agent) => jitter(agent));
  expect(Math.min(...places)).toBeGreaterThanOrEqual(-0.5);
  expect(Math.max(...places)).toBeLessThan(0.5);
  for (let i = 1; i < places.length; i++)
    expect(Math.abs((places[i] as number) - (places[i - 1] as number))).toBeGreaterThan(0.3);
});

test('throughput is steps over the time of each generation', () => {
  const [first, second] = rates(history.summaries);
  const { steps = 0, elapsedMs = 1 } = history.summaries[0] ?? {};
  expect(first?.stepsPerSecond).toBeCloseTo((steps / elapsedMs) * 1000, 9);
  expect(second?.ms).toBeCloseTo((history.summaries[1]?.elapsedMs ?? 0) - elapsedMs, 9);
});
