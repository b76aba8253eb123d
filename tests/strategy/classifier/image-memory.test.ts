import { expect, test } from 'vitest';
import type { PopulationSetup } from '#compute/device.ts';
import { draw } from '#compute/webgpu/blueprint.ts';
import { imageMemory } from '#core/strategy/image-memory.ts';
import { NETWORK_WIDTHS, NORM_GROUPS, type Precision } from '#core/strategy/strategy-config.ts';
import { openClassifiers } from '#strategy/classifier/open-classifiers.ts';
import { STRATEGY_PRESETS } from '#strategy/presets.ts';

/** Bytes of a GPU's memory that the classifiers of a configuration would be laid out in, without one. */
function laidOut(precision: Precision, size: number, width: keyof typeof NETWORK_WIDTHS): number {
  let bytes = 0;
  const device = {
    open(setup: PopulationSetup) {
      bytes = draw(setup, setup.agents).memoryBytes;
      throw new Error('laid out');
    },
  };
  const setup = {
    size,
    classes: 3,
    channels: NETWORK_WIDTHS[width].channels,
    groups: NORM_GROUPS,
    rows: 3,
    batch: 8,
    images: { pixels: new Uint8Array(size * size * 3), labels: new Uint8Array(3) },
    mean: [0, 0, 0],
    deviation: [1, 1, 1],
    seed: 1,
    interval: 2,
    precision,
  } as const;
  expect(() => openClassifiers(device as never, setup)).toThrow('laid out');
  return bytes;
}

test.each([
  [32, 'tiny'],
  [36, 'base'],
  [50, 'large'],
] as const)('mixed precision saves what is said, of images of %i px, %s', (size, width) => {
  const [preset] = STRATEGY_PRESETS;
  if (!preset) throw new Error('there is no preset');
  const { single, mixed } = imageMemory({
    ...preset.config,
    data: { ...preset.config.data, size },
    network: { width },
    training: { ...preset.config.training, batch: 8 },
    rows: preset.config.rows.slice(0, 3),
  });
  expect(mixed).toBe(single / 2);
  const saved = laidOut('single', size, width) - laidOut('mixed', size, width);
  expect(Math.abs(saved - (single - mixed))).toBeLessThan(0.01 * single);
});
