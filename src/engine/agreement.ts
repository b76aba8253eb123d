import type { Device } from '#compute/device.ts';
import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import { madeUpTransitions } from './made-up-experience.ts';
import { foundingSetup } from './population.ts';

/** Share of the change of the weights by which it may differ. Rounding alone stays far below it. */
const TOLERANCE = 0.01;
const AGENTS = 3;
const TRANSITIONS = 256;

/**
 * One DQN update of a small population on two devices, from equal weights and equal experience. Null where they agree;
 * else what is wrong, in words. A GPU whose driver computes nonsense is found here, before anybody trains on it.
 */
export async function disagreement(
  catalog: Catalog,
  exact: Device,
  other: Device,
): Promise<string | null> {
  const config = probeConfig(catalog);
  const setup = foundingSetup(config);
  const a = exact.open(setup);
  const b = other.open(setup);
  try {
    const snapshot = await a.snapshot();
    const before = snapshot.agents.map(({ online }) => online?.weights.slice() ?? EMPTY);
    b.restore(snapshot);
    const experience = madeUpTransitions(setup.replay?.fields ?? {}, TRANSITIONS, config.seed);
    for (const population of [a, b]) {
      population.remember(TRANSITIONS, experience);
      await population.run('learn', 1);
    }
    for (let slot = 0; slot < AGENTS; slot++) {
      const right = await a.weights(slot, 'online');
      const found = await b.weights(slot, 'online');
      const share = distance(right, found) / distance(right, before[slot] ?? EMPTY);
      if (!(share <= TOLERANCE))
        return `it computes wrongly: after one update the weights of a test network are off by ${percent(share)} of their change`;
    }
    return null;
  } finally {
    a.dispose();
    b.dispose();
  }
}

const EMPTY = new Float32Array(0);

function probeConfig(catalog: Catalog): RunConfig {
  const preset = catalog.presets.find(({ id }) => id === 'cartpole-dqn');
  if (!preset) throw new RangeError("there is no preset 'cartpole-dqn' to compare devices by");
  return { ...preset.config, populationSize: AGENTS };
}

/** Sum of the absolute differences; NaN where one of them is no number. */
function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] ?? Number.NaN));
  return sum;
}

const percent = (share: number): string =>
  Number.isNaN(share) ? 'more than can be told (not a number)' : `${(100 * share).toFixed(0)} %`;
