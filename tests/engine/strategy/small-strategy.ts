import type { Device } from '#compute/device.ts';
import { fixedLanes } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { DOMAINS } from '#datasets/domains.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { createStrategyRun, type StrategyRun } from '#strategy/run/strategy-run.ts';

const USUAL = { augmentation: 'basic', optimizer: 'adamW', schedule: 'oneCycle', loss: 'bce' };
const AMONG = {
  augmentation: ['none', 'mixup', 'cutmix', 'cutout'],
  optimizer: ['sgd', 'adam', 'lion'],
  schedule: ['constant', 'step'],
  loss: ['asl', 'cb', 'db', 'mse'],
};

/** A run of three classifiers that takes a moment. */
export const SMALL_STRATEGY: StrategyConfig = {
  seed: 3,
  data: {
    ...DOMAINS.shapes.settings,
    size: 16,
    images: { train: 40, validation: 11, test: 9 },
  },
  network: { width: 'tiny' },
  training: { steps: 7, batch: 8, interval: 2, clip: 5, ramp: 1, mixing: 'area' },
  rows: [
    { name: 'Usual', steering: { kind: 'drawn', lanes: fixedLanes(USUAL) } },
    { name: 'Random', steering: { kind: 'random', every: 1, among: AMONG } },
    {
      name: 'Drawn',
      steering: {
        kind: 'drawn',
        lanes: {
          ...fixedLanes(USUAL),
          loss: [
            { from: 0, choice: 'cb' },
            { from: 2, choice: 'bce' },
          ],
        },
      },
    },
  ],
};

const DATA = createStrategyData(() => Promise.reject(new Error('shapes need no sprites')));

export async function openStrategy(
  device: Device,
  config = SMALL_STRATEGY,
  saved?: unknown,
): Promise<StrategyRun> {
  const drawing = DATA.images(config.data, config.seed);
  let drawn = await drawing.next();
  while (!drawn.done) drawn = await drawing.next();
  return createStrategyRun({
    config,
    device,
    set: drawn.value,
    ...(saved !== undefined && { saved }),
  });
}

/** The hash at the end. */
export async function playStrategy(run: StrategyRun): Promise<string> {
  for (;;) if ((await run.events.next()).done) return run.state.hash;
}
