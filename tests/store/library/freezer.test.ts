import { expect, test } from 'vitest';
import { algorithmById } from '#algorithms/index.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { foundGenome } from '#networks/found.ts';
import type { Individual } from '#protocol/messages.ts';
import { foundedConfig } from '#store/library/freezer.ts';

const CATALOG = createCatalog([]);
const BASE = CATALOG.presets.find(({ id }) => id === 'cartpole-dqn')?.config as RunConfig;

/** An agent whose network has been shaped so. */
function kept(encoderHidden: readonly number[], latent: number, headHidden: readonly number[]) {
  const network = { ...BASE.network, encoderHidden, latent, headHidden };
  const { declaration } = algorithmById('dqn');
  return {
    environment: BASE.environment,
    algorithm: BASE.algorithm,
    genome: foundGenome(declaration, { ...BASE, network }),
  } as unknown as Individual;
}

test('a population of copies begins with the kept network, and with limits that hold it', () => {
  const { maxLayers, minNodes, maxNodes, maxLatent } = BASE.network;
  const widths = [minNodes - 1, maxNodes + 1, ...Array<number>(maxLayers - 1).fill(minNodes)];
  const config = foundedConfig(BASE, kept(widths, maxLatent + 1, [maxNodes]), 'online');
  expect(config.network).toMatchObject({
    encoderHidden: widths,
    latent: maxLatent + 1,
    headHidden: [maxNodes],
    maxLayers: maxLayers + 1,
    minNodes: minNodes - 1,
    maxNodes: maxNodes + 1,
    maxLatent: maxLatent + 1,
  });
  expect(parseRunConfig(config, CATALOG)).toMatchObject({ ok: true });
});

test('limits that hold the kept network stay as they are', () => {
  const { encoderHidden, latent, headHidden } = BASE.network;
  const config = foundedConfig(BASE, kept(encoderHidden, latent, headHidden), 'online');
  expect(config.network).toEqual(BASE.network);
});
