import { expect, test } from 'vitest';
import { beginRecord, type RunRecord } from '#archive/run-record.ts';
import type { RunConfig } from '#core/run-config.ts';
import { earlierEnds } from '#store/history/earlier-ends.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';

const AIMED: RunConfig = {
  ...CONFIG,
  generations: 40,
  target: { ...CONFIG.target, enabled: true },
};

const ended = (changes: Partial<RunRecord>): RunRecord => ({
  ...beginRecord({ id: 'x', config: AIMED, preset: null, engine: '2', device: null, now: 0 }),
  end: 'target',
  ...changes,
});

test('runs to the target count as long as they took, those that missed it as all generations', () => {
  const records = [
    ended({ generations: 8 }),
    ended({ generations: 12, config: { ...AIMED, seed: 7 } }),
    ended({ generations: 20, end: 'generations', config: { ...AIMED, generations: 20 } }),
  ];
  expect(earlierEnds(AIMED, records)).toEqual({ runs: 3, solved: 2, generations: 20 });
});

test('only whole runs of the same set-up count, as they began', () => {
  const records = [
    ended({ end: null }),
    ended({ end: 'stopped' }),
    ended({ config: { ...AIMED, populationSize: 99 } }),
    ended({ config: { ...AIMED, target: { enabled: true, fitness: 12 } } }),
    ended({ edits: [{ generation: 1, step: 0, values: { generations: 50 } }] }),
    ended({ origin: { kind: 'branch', run: 'y', generation: 3 } }),
  ];
  expect(earlierEnds(AIMED, records)).toBeNull();
});

test('without a target the generations are known', () => {
  const config = { ...AIMED, target: { ...AIMED.target, enabled: false } };
  expect(earlierEnds(config, [ended({ config, end: 'generations' })])).toBeNull();
});
