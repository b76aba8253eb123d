import { expect, test } from 'vitest';
import { openWebgpuDevice } from '#compute/webgpu/create.ts';
import type { Precision, StrategyConfig } from '#core/strategy/strategy-config.ts';
import {
  openStrategy,
  playStrategy,
  SMALL_STRATEGY,
} from '../../engine/strategy/small-strategy.ts';

test('a run in mixed precision has a hash of its own, and has it again, from a checkpoint too', async () => {
  const gpu = await openWebgpuDevice();
  const configOf = (precision: Precision): StrategyConfig => ({
    ...SMALL_STRATEGY,
    training: { ...SMALL_STRATEGY.training, steps: 3, precision },
    rows: SMALL_STRATEGY.rows.slice(0, 1),
  });
  const hashOf = async (precision: Precision, saved?: unknown) => {
    const run = await openStrategy(gpu, configOf(precision), saved);
    const hash = await playStrategy(run);
    run.dispose();
    return hash;
  };
  const run = await openStrategy(gpu, configOf('mixed'));
  let saved: unknown;
  for (;;) {
    const { value, done } = await run.events.next();
    if (done) break;
    if (value.kind === 'checkpoint') saved = structuredClone(await value.take());
  }
  expect(await hashOf('mixed', saved)).toBe(run.state.hash);
  expect(await hashOf('single')).not.toBe(run.state.hash);
  run.dispose();
  gpu.dispose();
});
