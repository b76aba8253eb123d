import { expect, test } from 'vitest';
import { controlConfig } from '#store/compare/control-run.ts';
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
