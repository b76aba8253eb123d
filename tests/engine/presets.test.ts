import { expect, test } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import { createRun } from '#engine/run.ts';
import { environmentById } from '#environments/index.ts';
import { CATALOG } from './small-run.ts';

test('presets have ids and titles of their own', () => {
  const { presets } = CATALOG;
  for (const words of [presets.map(({ id }) => id), presets.map(({ title }) => title)])
    expect(new Set(words).size).toBe(presets.length);
});

test.each(CATALOG.presets)(
  '$id is a valid configuration, complete, and begins',
  async ({ config }) => {
    expect(parseRunConfig(structuredClone(config), CATALOG)).toEqual({
      ok: true,
      config,
    });
    await environmentById(config.environment).prepare?.();
    const device = await createWasmDevice({ threads: 1 });
    const run = createRun({ config, catalog: CATALOG, device });
    for await (const event of run.events) if (event.kind === 'tick' && event.done > 0) break;
    expect(run.state.steps).toBe(config.populationSize * config.training.environmentsPerAgent);
    run.dispose();
    device.dispose();
  },
);
