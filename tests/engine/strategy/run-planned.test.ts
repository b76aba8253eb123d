import { expect, test } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { runPlanned } from '#engine/strategy/run-planned.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { SMALL_TEAMS } from './small-strategy.ts';

test('a run of an experiment gives what is kept of it, and how long its phases took', async () => {
  const device = await createWasmDevice({ threads: 1 });
  const noFiles = () => Promise.reject(new Error('shapes and new teams need no files'));
  const data = createStrategyData(noFiles);
  const place = { device, data, catalog: strategyCatalog(), readFile: noFiles };
  const told: number[] = [];
  const { result, phaseMs } = await runPlanned({ key: 'one', config: SMALL_TEAMS }, place, (done) =>
    told.push(done),
  );
  expect(told).toEqual([1, 2, 3, 4]);
  expect(result).toMatchObject({ key: 'one', seed: SMALL_TEAMS.seed, images: 56 });
  expect(result.rows.map(({ name }) => name)).toEqual(SMALL_TEAMS.rows.map(({ name }) => name));
  for (const { mAP, course } of result.rows) {
    expect(mAP.fast).toBeGreaterThan(0);
    expect(course).toHaveLength(4);
  }
  for (const phase of ['data', 'decide', 'train', 'validate', 'learn', 'record', 'test'])
    expect(phaseMs[phase], phase).toBeGreaterThan(0);
  device.dispose();
});
