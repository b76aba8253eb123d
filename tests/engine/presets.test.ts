import { expect, test } from 'vitest';
import { parseRunConfig } from '#core/parse-run-config.ts';
import { CATALOG } from './small-run.ts';

test.each(CATALOG.presets.map(({ id, config }) => [id, config] as const))(
  'the preset %s is a configuration that can run',
  (_, config) => {
    expect(parseRunConfig(config, CATALOG)).toMatchObject({ ok: true });
  },
);

test('no two presets have the same id', () => {
  const ids = CATALOG.presets.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
