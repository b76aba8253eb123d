import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { readStrategyRecording } from '#protocol/strategy-recording.ts';
import { createStrategyRun } from '#strategy/run/strategy-run.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';

const file = (path: string) => readFileSync(new URL(`../../../public/${path}`, import.meta.url));

test('the engine still computes what the strategy lab shows first, and its preset is still that one', async () => {
  const recording = readStrategyRecording(JSON.parse(file('runs/strategy.json').toString('utf8')));
  const { started, intervals, engine } = recording;
  const { config } = started;
  const catalog = strategyCatalog();
  expect(engine).toBe(catalog.engine);
  expect(catalog.presets[0]?.config).toEqual(config);
  const data = createStrategyData(async (style) => file(`sprites/${style}.bin`));
  const set = await data.allImages(config.data, config.seed);
  const device = await createWasmDevice({ threads: 2 });
  const run = await createStrategyRun({ config, device, set });
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) throw new Error('the run ended before its first interval was over');
    if (value.kind !== 'interval') continue;
    expect(value.report.hash).toBe(intervals[0]?.hash);
    break;
  }
  run.dispose();
  device.dispose();
});
