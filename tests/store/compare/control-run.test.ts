import { expect, test } from 'vitest';
import { beginRecord, type RunRecord } from '#archive/run-record.ts';
import { controlConfig, longestOf } from '#store/compare/control-run.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';

test('a control has the seed and the settings of its run, and is as long as that has become', () => {
  const run = { initial: CONFIG, config: { ...CONFIG, generations: 99 }, origin: null };
  for (const evolution of ['off', 'selection'] as const)
    expect(controlConfig(run, evolution)).toEqual({ ...CONFIG, generations: 99, evolution });
});

test('what is a control already, or began from another run, has none', () => {
  const config = { ...CONFIG, evolution: 'off' } as const;
  expect(controlConfig({ initial: config, config, origin: null }, 'off')).toBeNull();
  const origin = { kind: 'branch', run: 'x', generation: 2 } as const;
  expect(controlConfig({ initial: CONFIG, config: CONFIG, origin }, 'off')).toBeNull();
});

test('of the runs kept the longest of a configuration is found, whatever length was set, and no other', () => {
  const wanted = { ...CONFIG, evolution: 'off' } as const;
  const begun = { preset: null, engine: '2', device: null, now: 0 };
  const kept = (id: string, generations: number, changes: Partial<RunRecord> = {}): RunRecord => ({
    ...beginRecord({ ...begun, id, config: { ...wanted, generations: 40 + generations } }),
    generations,
    ...changes,
  });
  const found = (...records: RunRecord[]) => longestOf(records, wanted, '2')?.id ?? null;
  expect(found(kept('short', 3), kept('long', 9))).toBe('long');
  const origin = { kind: 'branch', run: 'x', generation: 2 } as const;
  const edit = { generation: 1, step: 0, values: { generations: 50 } };
  expect(
    found(
      kept('evolves', 9, { config: CONFIG }),
      kept('seed', 9, { config: { ...wanted, seed: CONFIG.seed + 1 } }),
      kept('engine', 9, { engine: '1' }),
      kept('branch', 9, { origin }),
      kept('edited', 9, { edits: [edit] }),
      kept('empty', 0),
    ),
  ).toBeNull();
});
