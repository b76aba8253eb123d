import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { PopulationSnapshot } from '#compute/device.ts';
import type { RunConfig } from '#core/run-config.ts';
import { isFiniteArray } from '#core/statistics.ts';
import type { Run } from '#engine/run.ts';
import { CATALOG, openRun, play } from './small-run.ts';

const BROKEN = 1; // slot of the agent that is harmed
const AT = 8; // vector step before which it is
const VALUES = [Number.NaN, Infinity, -Infinity];

/** Four small agents of a preset's algorithm, two generations of 16 vector steps. */
function configOf(preset: string): RunConfig {
  const found = CATALOG.presets.find(({ id }) => id === preset);
  if (!found) throw new RangeError(`there is no preset '${preset}'`);
  const { config } = found;
  const set = (name: string, value: number) => ({
    [name]: { ...(config.hyperparameters[name] as object), value, evolves: false },
  });
  return {
    ...config,
    populationSize: 4,
    generations: 2,
    network: { ...config.network, encoderHidden: [16], latent: 8, headHidden: [16] },
    hyperparameters: {
      ...config.hyperparameters,
      ...set('batchSize', 16),
      ...set('learnStep', config.algorithm === 'ppo' ? 32 : 4),
    } as RunConfig['hyperparameters'],
    training: {
      stepsPerGeneration: 64,
      environmentsPerAgent: 4,
      replayCapacity: 2000,
      learningDelay: 16,
    },
    evaluation: { episodes: 1 },
    mutation: { ...config.mutation, preTraining: false },
    target: { ...config.target, enabled: false },
  };
}

/** Writes a number over one weight of one network of an agent, as the run stands. */
async function harm(run: Run, network: string, value: number): Promise<void> {
  const { device } = run.state;
  const snapshot: PopulationSnapshot = await device.snapshot();
  const weights = snapshot.agents[BROKEN]?.[network]?.weights;
  if (!weights) throw new RangeError(`there is no network '${network}'`);
  weights[0] = value;
  device.restore(snapshot);
}

type Remembered = readonly [count: number, fields: Readonly<Record<string, Float32Array>>];

/** Plays a run that is harmed halfway through its first generation; `instead` is remembered in place of what it did. */
async function playHarmed(
  config: RunConfig,
  harmed: { readonly network: string; readonly value: number } | null,
  instead: readonly Remembered[] | null,
) {
  const run = await openRun(config);
  const { device, algorithm } = run.state;
  const remembered: Remembered[] = [];
  const remember = device.remember.bind(device);
  vi.spyOn(device, 'remember').mockImplementation((count, fields) => {
    const given: Remembered = instead?.[remembered.length] ?? [count, structuredClone(fields)];
    remembered.push(given);
    remember(...given);
  });
  const weights: Float32Array[][] = []; // by slot, when the first generation has trained
  const reports: { diverged: number[]; fitness: number[] }[] = [];
  let step = 0;
  await play(run, async (event) => {
    if (event.kind === 'tick' && event.phase === 'train' && step++ === AT && harmed)
      await harm(run, harmed.network, harmed.value);
    if (event.kind === 'phase' && event.phase === 'evaluate' && weights.length === 0)
      for (let slot = 0; slot < device.size; slot++) {
        const own: Float32Array[] = [];
        for (const { name } of algorithm.declaration.networks)
          own.push((await device.weights(slot, name)).slice());
        weights.push(own);
      }
    if (event.kind !== 'generation') return;
    const { diverged, fitness } = event.report;
    reports.push({ diverged: [...diverged], fitness: [...fitness] });
  });
  const spread = run.state.observationRange.quantiles();
  run.dispose();
  return { weights, reports, remembered, spread };
}

const networksOf = (preset: string) => {
  const { algorithm } = configOf(preset);
  const declaration = CATALOG.algorithms.find(({ id }) => id === algorithm);
  return (declaration?.networks ?? []).map(({ name }) => name);
};

const CASES = [
  'cartpole-dqn',
  'cartpole-ppo',
  'pendulum-ppo',
  'pendulum-ddpg',
  'pendulum-td3',
].flatMap((preset) =>
  networksOf(preset).flatMap((network) => VALUES.map((value) => ({ preset, network, value }))),
);

test.each(CASES)(
  '$preset: $value in the $network network of one agent marks that agent and harms no other',
  async ({ preset, network, value }) => {
    const config = configOf(preset);
    const { weights, reports, remembered, spread } = await playHarmed(
      config,
      { network, value },
      null,
    );
    const [first, second] = reports;
    expect(first?.diverged).toEqual([BROKEN]);
    expect(first?.fitness.map(Number.isFinite)).toEqual([true, false, true, true]);
    expect(second).toBeDefined();
    for (const [, fields] of remembered)
      for (const numbers of Object.values(fields)) expect(isFiniteArray(numbers)).toBe(true);
    for (const { low, median, high } of spread ?? [])
      expect([low, median, high].every(Number.isFinite)).toBe(true);

    // The others are, bit for bit, what they would have been had all agents been well and remembered the same.
    const well = await playHarmed(config, null, remembered);
    for (const slot of [0, 2, 3]) expect(weights[slot]).toEqual(well.weights[slot]);
    expect(well.weights[BROKEN]?.every(isFiniteArray)).toBe(true);
  },
);

test('a run in which mutations make one agent diverge marks that agent, and three stay alive', async () => {
  const config: RunConfig = JSON.parse(
    readFileSync(new URL('../reference/diverging-run.json', import.meta.url), 'utf8'),
  );
  const run = await openRun(config);
  const diverged: number[][] = [];
  for await (const event of run.events) {
    if (event.kind !== 'generation') continue;
    diverged.push([...event.report.diverged]);
    if (event.report.generation === 36) break;
  }
  run.dispose();
  expect(diverged[36]).toEqual([0]);
  expect(diverged.slice(0, 36).flat()).toEqual([]);
});
