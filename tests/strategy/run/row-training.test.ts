import { expect, test } from 'vitest';
import type { Choices } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { statisticsOf } from '#strategy/recipes/image-change.ts';
import { LOSSES } from '#strategy/recipes/losses.ts';
import { CLOCK_AT_START } from '#strategy/recipes/optimizer-coefficients.ts';
import {
  type RowTraining,
  rowStep,
  type Surroundings,
  underChoices,
} from '#strategy/run/row-training.ts';
import { type RowCopy, trainingFrom } from '#strategy/search/row-copy.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';

const preset = strategyCatalog().presets.find(({ id }) => id === 'shapes')
  ?.config as StrategyConfig;
const frequencies = { images: 100, counts: [50, 10] };
const around: Surroundings = {
  config: { ...preset, training: { ...preset.training, steps: 100, ramp: 4 } },
  statistics: [0, 1, 2, 3].map(() => statisticsOf([0.1, 0.5, 0.9])),
  mean: [0.5, 0.5, 0.5],
  losses: new Map(Object.entries(LOSSES).map(([id, each]) => [id, each.coefficients(frequencies)])),
};
const minibatch = { images: Uint32Array.of(3, 1), partners: Uint32Array.of(1, 0) };
const BASE: Choices = {
  augmentation: 'none',
  optimizer: 'adam',
  schedule: 'constant',
  loss: 'bce',
};
const begin = (choices = BASE): RowTraining => ({
  choices,
  before: choices,
  switchedAt: -4,
  clock: CLOCK_AT_START,
  diverged: false,
});

test('under one recipe the learning rate is the optimizer’s times the schedule’s', () => {
  const linear = begin({ ...BASE, schedule: 'linear' });
  expect(rowStep(linear, 25, minibatch, around).learningRate).toBeCloseTo(0.002 * 0.75, 12);
  expect(rowStep(linear, 25, minibatch, around).step.loss.share).toBe(1);
});

test('after a switch the new choices come in over the ramp, and the optimizer’s clock goes on', () => {
  const before = rowStep(begin(), 9, minibatch, around).after;
  const switched = underChoices(before, { ...BASE, optimizer: 'sgd', loss: 'cb' }, 10);
  const steps = [10, 11, 12, 13].map((step) => rowStep(switched, step, minibatch, around));
  expect(steps.map(({ step }) => step.loss.share)).toEqual([0.25, 0.5, 0.75, 1]);
  expect(steps[0]?.after.clock.steps).toBe(2);
});

test('an optimizer that comes in never takes a step at the learning rate of the one before', () => {
  const pairs = [
    ['sgd', 'adamW', 0.002],
    ['adamW', 'sgd', 0.1],
  ] as const;
  for (const [from, to, own] of pairs) {
    const switched = underChoices(
      begin({ ...BASE, optimizer: from }),
      { ...BASE, optimizer: to },
      10,
    );
    const steps = [10, 11, 12, 13].map((step) => rowStep(switched, step, minibatch, around));
    expect(steps.map(({ learningRate }) => learningRate)).toEqual([own, own, own, own]);
  }
});

test('a schedule comes in by equal factors, also beside a new optimizer', () => {
  const row = begin({ ...BASE, optimizer: 'sgd', schedule: 'linear' });
  const switched = underChoices(row, BASE, 40);
  const factors = [40, 41, 42, 43].map(
    (step) => rowStep(switched, step, minibatch, around).learningRate / 0.002,
  );
  const left = [0.6, 0.59, 0.58, 0.57]; // of the linear schedule, at each of these steps
  const moved = left.map((factor, at) => factor ** (1 - (at + 1) / 4));
  for (const [at, factor] of factors.entries()) expect(factor).toBeCloseTo(moved[at] as number, 9);
});

test('choices that stay begin no ramp', () => {
  const row = begin();
  expect(underChoices(row, { ...BASE }, 10)).toBe(row);
});

test('an image is changed alike in every row, whatever the others do', () => {
  const first = rowStep(begin({ ...BASE, augmentation: 'basic' }), 5, minibatch, around);
  const second = rowStep(
    begin({ augmentation: 'basic', optimizer: 'sgd', schedule: 'step', loss: 'asl' }),
    5,
    minibatch,
    around,
  );
  expect(first.step.changes).toEqual(second.step.changes);
  expect(first.step.changes[0]?.partner).toBe(1);
});

test('a trial of a search has a progress of its own, and stays at the end of its schedule', () => {
  const choices = { ...BASE, schedule: 'linear' };
  const own = { begunAt: 40, horizon: 20 };
  const trial: RowTraining = { ...begin(choices), switchedAt: 36, own };
  const rates = [40, 45, 60, 90].map((step) => rowStep(trial, step, minibatch, around));
  expect(rates.map(({ learningRate }) => learningRate)).toEqual([0.002, 0.0015, 0, 0]);
  const whole = rowStep(begin(choices), 5, minibatch, around).step; // as many updates after the run began
  expect(rates[1]?.step.keepFast).toBe(whole.keepFast);
  expect(rates[1]?.step.keepSlow).toBe(whole.keepSlow);
});

test('a row that waited goes on as if no time had passed', () => {
  const trial: RowTraining = { ...begin(), switchedAt: 58, own: { begunAt: 40, horizon: 20 } };
  const copy = { step: 60, training: trial } as unknown as RowCopy;
  expect(trainingFrom(copy, 75)).toEqual({
    ...trial,
    switchedAt: 73,
    own: { begunAt: 55, horizon: 20 },
  });
  expect(trainingFrom({ ...copy, training: begin() }, 60)).toEqual(begin());
});
