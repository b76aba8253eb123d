import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import { changePair } from '#core/change-pair.ts';
import { fits } from '#core/fitting.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createRun } from '#engine/run.ts';
import { environmentById } from '#environments/index.ts';
import { CATALOG, play } from './small-run.ts';

const { algorithms, environments, presets } = CATALOG;
const PAIRS = environments.flatMap(({ id: environment }) =>
  algorithms.flatMap(({ id: algorithm }) =>
    fits(CATALOG, algorithm, environment) ? [{ environment, algorithm }] : [],
  ),
);

const OFF_POLICY = new Set(
  algorithms.filter(({ training }) => training === 'off-policy').map(({ id }) => id),
);

/** The same settings for one generation that is over soon, in which two agents learn. */
function oneGenerationOf(config: RunConfig): RunConfig {
  const { algorithm, training, hyperparameters, selection } = config;
  const isOffPolicy = OFF_POLICY.has(algorithm);
  const batch = hyperparameters['batchSize']?.value ?? 0;
  const learnStep = hyperparameters['learnStep']?.value ?? 0;
  return {
    ...config,
    populationSize: 2,
    generations: 1,
    training: {
      ...training,
      // A minibatch and an update, or a rollout has to fit in, as long as it may become.
      stepsPerGeneration: isOffPolicy
        ? Math.max(64, batch + learnStep)
        : (hyperparameters['learnStep']?.max ?? 64),
      learningDelay: 16,
    },
    evaluation: { episodes: 1 },
    champion: { episodes: 1 },
    selection: { ...selection, tournamentSize: 2 },
    target: { ...config.target, enabled: false },
  };
}

/**
 * Configurations that the form gives from every preset for every pair that fits, by names for it: those that differ by
 * the seed alone are named and run once.
 */
const SET_UPS = new Map<string, { readonly config: RunConfig; readonly names: string[] }>();
for (const preset of presets)
  for (const pair of PAIRS) {
    const changed = changePair(CATALOG, preset.config, preset.config, pair);
    const name = `${pair.environment} with ${pair.algorithm} from ${preset.id}`;
    if (!changed) throw new Error(`${name}: there is no such set-up`);
    const key = canonicalJson({ ...changed.config, seed: 0 });
    const { config, names } = SET_UPS.get(key) ?? { config: changed.config, names: [] };
    SET_UPS.set(key, { config, names: [...names, name] });
  }

let device: Device;

beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
});
afterAll(() => device.dispose());

test('from every preset there is a set-up for every pair that fits', () => {
  const named = [...SET_UPS.values()].flatMap(({ names }) => names);
  expect(named).toHaveLength(presets.length * PAIRS.length);
  expect(PAIRS.length).toBeGreaterThanOrEqual(12);
});

test.each([...SET_UPS.values()])(
  '$names.0: agents act, learn and are evaluated',
  async ({ config: whole, names }) => {
    const config = oneGenerationOf(whole);
    expect(parseRunConfig(config, CATALOG), names.join()).toMatchObject({ ok: true });
    await environmentById(config.environment).prepare?.();
    const run = createRun({ config, catalog: CATALOG, device });
    const fitness: number[] = [];
    await play(run, (event) => {
      if (event.kind === 'generation') fitness.push(...event.report.fitness);
    });
    expect(fitness.length).toBe(2);
    expect(fitness.every(Number.isFinite)).toBe(true);
    expect(run.state.updates).toBeGreaterThan(0);
    run.dispose();
  },
);
