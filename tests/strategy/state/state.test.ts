import { describe, expect, test } from 'vitest';
import type { RowInterval } from '#core/strategy/figures.ts';
import { type StateSettings, WHOLE_STATE } from '#core/strategy/state-settings.ts';
import { averaged, NO_AVERAGES } from '#strategy/state/averages.ts';
import { FEATURES } from '#strategy/state/features.ts';
import { NO_MEMORY, type RowMemory, switchedSeats } from '#strategy/state/memory.ts';
import { freshNormaliser, normalised, withFeatures } from '#strategy/state/normaliser.ts';
import { remember, stateElements, stateOf } from '#strategy/state/state.ts';
import { interval, TRAITS } from '../figures.ts';

const OPTIONS = {
  augmentation: ['none', 'basic'],
  optimizer: ['adamW'],
  schedule: ['constant', 'step'],
  loss: ['bce', 'cb', 'asl'],
};

const memoryAfter = (intervals: readonly RowInterval[], settings = WHOLE_STATE): RowMemory =>
  intervals.reduce(
    (memory, each) => remember(memory, each, { intervals: 10, traits: TRAITS, settings }),
    NO_MEMORY,
  );

const at = (id: string) => FEATURES.findIndex((feature) => feature.id === id);
const feature = (memory: RowMemory, id: string, ago = 0) => memory.history[ago]?.[at(id)];

describe('averages', () => {
  test('keep 0.6 and 0.9 of themselves, and begin with the first value', () => {
    const twice = averaged(averaged(NO_AVERAGES, 1), 2);
    expect(twice.fast).toBeCloseTo(0.6 + 0.8, 12);
    expect(twice.slow).toBeCloseTo(0.9 + 0.2, 12);
  });

  test.each([null, NaN])('are not changed by %s', (value) => {
    const once = averaged(NO_AVERAGES, 1);
    expect(averaged(once, value)).toEqual(once);
  });
});

test('without averages signals are as they were measured, also to the reward, and there are no trends', () => {
  const settings = { ...WHOLE_STATE, averages: false } as const;
  const memory = memoryAfter([interval({ mAP: 0.4 }), interval({ mAP: 0.5 })], settings);
  expect(memory.signals.mAP).toEqual({ fast: 0.5, slow: 0.5 });
  expect(feature(memory, 'gain')).toBeCloseTo(0.1, 9);
  const ids = (given: StateSettings) => stateElements(given, OPTIONS).map(({ id }) => id);
  const trends = FEATURES.filter(({ isTrend }) => isTrend).map(({ id }) => id);
  expect(ids(WHOLE_STATE).filter((id) => !ids(settings).includes(id))).toEqual(trends);
  const unknown = memoryAfter([interval({ mAP: 0.4 }), interval({ mAP: null })], settings);
  expect(unknown.signals.mAP.fast).toBe(0.4);
});

describe('features', () => {
  test('of an interval are what their words say', () => {
    const memory = memoryAfter([
      interval({ mAP: 0.4, tail: 0.2, loss: 0.5, training: 0.4 }),
      interval({ mAP: 0.5, tail: 0.3, loss: 0.45, training: 0.3, deviation: 0.06 }),
    ]);
    const expected: Readonly<Record<string, number>> = {
      mAP: 0.44,
      gain: 0.04,
      belowBest: 0,
      tail: 0.3,
      headTail: 0.4,
      mAPTrend: 0.44 - 0.41,
      trainingLoss: 0.36,
      validationLoss: 0.45,
      validationChange: -0.05,
      gap: 0.15,
      unsteadiness: 0.2,
      learningRate: -4.605170185988091,
      progress: 0.2,
      stale: 0,
      imbalance: 3,
      caution: 0.2,
      hardest: 0.3,
    };
    for (const id in expected)
      expect(feature(memory, id), id).toBeCloseTo(expected[id] as number, 9);
  });

  test('tell how long ago the best was', () => {
    const memory = memoryAfter([
      interval({ mAP: 0.5 }),
      interval({ mAP: 0.4 }),
      interval({ mAP: 0.4 }),
    ]);
    expect(feature(memory, 'stale')).toBeCloseTo(0.2, 12);
    expect(feature(memory, 'belowBest')).toBeLessThan(0);
  });

  test('that are undefined or no longer finite are unknown', () => {
    const memory = memoryAfter([interval({ mAP: null, loss: NaN, training: NaN, diverged: true })]);
    for (const id of ['mAP', 'gain', 'validationLoss', 'gap', 'unsteadiness'])
      expect(feature(memory, id), id).toBeNull();
  });

  test('have names and words of their own', () => {
    expect(new Set(FEATURES.map(({ id }) => id)).size).toBe(FEATURES.length);
    for (const { explanation } of FEATURES) expect(explanation).toMatch(/^\p{Lu}.+\.$/u);
  });
});

test('a choice is remembered with how long it has stood', () => {
  const first = memoryAfter([interval(), interval(), interval({ choices: { loss: 'cb' } })]);
  expect(first.held).toEqual({ augmentation: 3, optimizer: 3, schedule: 3, loss: 1 });
  const before = memoryAfter([interval()]);
  expect(switchedSeats(NO_MEMORY, before)).toEqual([]);
  expect(switchedSeats(before, first)).toEqual(['loss']);
});

describe('the normaliser', () => {
  const [gain, gap] = [at('gain'), at('gap')];
  const seen = [1, 2, 3, 4].reduce(
    (normaliser, value) =>
      withFeatures(
        normaliser,
        FEATURES.map((_, i) => (i === gain ? value : null)),
      ),
    freshNormaliser(),
  );

  test('sees a share alike whatever it saw before, so that the same moment of two runs is one', () => {
    const shares = FEATURES.flatMap(({ id, isShare }) => (isShare ? [id] : []));
    expect(shares).toEqual(['mAP', 'tail', 'perClassF1', 'progress', 'stale']);
    const later = Array.from({ length: 20 }, (_, i) => (i + 1) / 20).reduce(
      (normaliser, share) =>
        withFeatures(
          normaliser,
          FEATURES.map(() => share),
        ),
      freshNormaliser(),
    );
    for (const normaliser of [freshNormaliser(), later])
      for (const id of shares) {
        expect(normalised(normaliser, at(id), 0.5)).toBe(0);
        expect(normalised(normaliser, at(id), 1)).toBeCloseTo(Math.sqrt(3), 12);
        expect(normalised(normaliser, at(id), 0)).toBeCloseTo(-Math.sqrt(3), 12);
      }
  });

  test('counts in standard deviations from the mean, three at most', () => {
    expect(normalised(seen, gain, 2.5)).toBe(0);
    expect(normalised(seen, gain, 4)).toBeCloseTo(1.5 / Math.sqrt(1.25), 12);
    expect(normalised(seen, gain, 100)).toBe(3);
    expect(normalised(seen, gain, -100)).toBe(-3);
  });

  test('takes what is unknown, or has never varied, as usual', () => {
    expect(normalised(seen, gain, null)).toBe(0);
    expect(normalised(seen, gap, 5)).toBe(0);
    const same = [0.1, 0.1, 0.1].reduce(
      (normaliser, value) =>
        withFeatures(
          normaliser,
          FEATURES.map(() => value),
        ),
      freshNormaliser(),
    );
    expect(normalised(same, gain, 0.1)).toBe(0);
  });

  test('that is frozen learns no more', () => {
    const frozen = { ...seen, isFrozen: true };
    expect(
      withFeatures(
        frozen,
        FEATURES.map(() => 9),
      ),
    ).toEqual(frozen);
  });
});

describe('the state', () => {
  const normaliser = [1, 2].reduce(
    (each, value) =>
      withFeatures(
        each,
        FEATURES.map(() => value),
      ),
    freshNormaliser(),
  );
  const memory = memoryAfter([
    interval({ mAP: 0.4 }),
    interval({ mAP: 0.6, choices: { loss: 'cb' } }),
  ]);

  test('is as long as its list of elements, whatever is switched off', () => {
    const shapes: StateSettings[] = [
      WHOLE_STATE,
      { ...WHOLE_STATE, history: 1 },
      { ...WHOLE_STATE, lastChoices: false },
      { ...WHOLE_STATE, groups: { performance: true, dynamics: false, data: false } },
    ];
    for (const settings of shapes)
      expect(stateOf(memory, normaliser, settings, OPTIONS)).toHaveLength(
        stateElements(settings, OPTIONS).length,
      );
    expect(stateElements(WHOLE_STATE, OPTIONS)).toHaveLength(4 * 23 + 4 + 8);
  });

  test('holds a feature of each interval where the list says', () => {
    const state = stateOf(memory, normaliser, WHOLE_STATE, OPTIONS);
    const ids = stateElements(WHOLE_STATE, OPTIONS).map(({ id }) => id);
    const of = (ago: number) =>
      Math.fround(normalised(normaliser, at('mAP'), memory.history[ago]?.[at('mAP')] ?? null));
    expect(state[ids.indexOf('mAP')]).toBe(of(0));
    expect(state[ids.indexOf('mAP-1')]).toBe(of(1));
    expect(of(0)).not.toBe(of(1));
    expect(state[ids.indexOf('mAP-3')]).toBe(0);
  });

  test('tells which choices were in force', () => {
    const ids = stateElements(WHOLE_STATE, OPTIONS).map(({ id }) => id);
    const state = stateOf(memory, normaliser, WHOLE_STATE, OPTIONS);
    const flags = ids.flatMap((id, i) => (id.includes('=') && state[i] === 1 ? [id] : []));
    expect(flags).toEqual([
      'augmentation=basic',
      'optimizer=adamW',
      'schedule=constant',
      'loss=cb',
    ]);
  });

  test('of a group that is switched off holds nothing of it', () => {
    const settings = { ...WHOLE_STATE, groups: { performance: true, dynamics: true, data: false } };
    const groups = new Set(stateElements(settings, OPTIONS).map(({ group }) => group));
    expect([...groups]).toEqual(['performance', 'dynamics', 'choices']);
  });

  test('is all zero before the first interval', () => {
    expect(Math.max(...stateOf(NO_MEMORY, normaliser, WHOLE_STATE, OPTIONS))).toBe(0);
  });
});
