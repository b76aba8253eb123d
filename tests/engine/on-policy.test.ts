import { expect, test } from 'vitest';
import type { HyperparameterConfig, RunConfig } from '#core/run-config.ts';
import { vector } from '#core/shape.ts';
import type { Checkpoint, Edit } from '#protocol/messages.ts';
import { CATALOG, openRun, play } from './small-run.ts';

/** A PPO preset, small enough for a test; some hyperparameters and settings replaced. */
function ppoConfig(
  values: Readonly<Record<string, Partial<HyperparameterConfig>>> = {},
  settings: RunConfig['settings'] = {},
): RunConfig {
  const preset = CATALOG.presets.find(({ id }) => id === 'cartpole-ppo');
  if (!preset) throw new RangeError('there is no preset cartpole-ppo');
  const { config } = preset;
  const hyperparameters = { ...config.hyperparameters };
  const small = { batchSize: { value: 32, max: 64 }, learnStep: { value: 100, min: 64, max: 256 } };
  for (const [name, changes] of Object.entries({ ...small, ...values }))
    hyperparameters[name] = { ...(hyperparameters[name] as HyperparameterConfig), ...changes };
  return {
    ...config,
    populationSize: 4,
    generations: 3,
    hyperparameters,
    settings: { ...config.settings, ...settings },
    training: { ...config.training, stepsPerGeneration: 512 },
    evaluation: { episodes: 2 },
    mutation: { ...config.mutation, none: 0.1, hyperparameter: 1 },
    target: { ...config.target, enabled: false },
  };
}

async function finalHash(...args: Parameters<typeof openRun>): Promise<string> {
  const run = await openRun(...args);
  const hash = await play(run);
  run.dispose();
  return hash;
}

test('equal configurations give equal hashes with any number of threads, another seed another one', async () => {
  const hash = await finalHash(ppoConfig());
  expect(await finalHash(ppoConfig(), {}, 2)).toBe(hash);
  expect(await finalHash({ ...ppoConfig(), seed: 43 })).not.toBe(hash);
});

test('a run restored from the checkpoint of any generation ends with the same hash', async () => {
  const run = await openRun(ppoConfig());
  const checkpoints: Checkpoint[] = [];
  const hash = await play(run, async (event) => {
    if (event.kind === 'checkpoint') checkpoints.push(structuredClone(await event.take()));
  });
  run.dispose();
  expect(checkpoints).toHaveLength(3);
  for (const checkpoint of checkpoints)
    expect(await finalHash(ppoConfig(), { checkpoint })).toBe(hash);
});

test('every rollout is learned from in epochs of minibatches', async () => {
  const still = {
    learnStep: { value: 100, evolves: false },
    batchSize: { value: 40, evolves: false },
  };
  const config = ppoConfig({ ...still, epochs: { value: 3, evolves: false } });
  const run = await openRun({ ...config, generations: 1 });
  await play(run);
  // 64 vector steps of 8 environments: 4 rollouts of 13 steps and one of 12, 104 or 96 rows in 3 minibatches
  expect(run.state.steps).toBe(4 * 512);
  expect(run.state.updates).toBe(4 * 5 * 3 * 3);
  run.dispose();
});

test('a policy that moves too far ends the epochs of its rollout early', async () => {
  const still = {
    learnStep: { value: 128, evolves: false },
    batchSize: { value: 32, evolves: false },
  };
  const config = ppoConfig({ ...still, epochs: { value: 5, evolves: false } }, { targetKl: 1e-9 });
  const run = await openRun({ ...config, generations: 1 });
  await play(run);
  expect(run.state.updates).toBe(4 * 4 * 4); // agents · rollouts · minibatches of one epoch
  run.dispose();
});

test.each([
  ['normaliseAdvantages', false],
  ['stochasticEvaluation', true],
  ['maxGradientNorm', 0.05],
  ['targetKl', 1e-4],
] as const)('the setting %s changes the run', async (name, value) => {
  expect(await finalHash(ppoConfig({}, { [name]: value }))).not.toBe(await finalHash(ppoConfig()));
});

test('no mutation makes a minibatch longer than its rollout', async () => {
  const tight = {
    batchSize: { value: 96, min: 8, max: 256 },
    learnStep: { value: 100, min: 8, max: 256 },
  };
  const config = ppoConfig(tight);
  const training = { ...config.training, stepsPerGeneration: 256 };
  const run = await openRun({ ...config, training, generations: 5, populationSize: 6 });
  const seen = new Set<string>();
  await play(run, () => {
    for (const { genome } of run.state.agents) {
      const { batchSize = 0, learnStep = 0 } = genome.hyperparameters;
      seen.add(`${batchSize} ${learnStep}`);
      expect(batchSize).toBeLessThanOrEqual(learnStep);
    }
  });
  run.dispose();
  expect(seen.size).toBeGreaterThan(2);
});

test('an edit of the rollout’s length takes effect in the middle of one, and again in a replay', async () => {
  const config = ppoConfig();
  const run = await openRun(config);
  const edits: Edit[] = [];
  let ticks = 0;
  const edited = await play(run, (event) => {
    if (event.kind === 'tick' && ++ticks === 20)
      expect(run.edit({ 'hyperparameters.learnStep.value': 64 })).toBeNull();
    if (event.kind === 'edited') edits.push(event.edit);
  });
  run.dispose();
  expect(edits).toHaveLength(1);
  expect(edited).not.toBe(await finalHash(config));
  expect(await finalHash(config, { edits })).toBe(edited);
});

test('an edit of the rollout’s length lowers batches that would exceed it', async () => {
  const wide = {
    batchSize: { value: 96, min: 8, max: 512 },
    learnStep: { value: 200, evolves: false },
    learningRate: { evolves: false },
    epochs: { evolves: false },
    entropyCoefficient: { evolves: false },
  };
  const run = await openRun({ ...ppoConfig(wide), populationSize: 8, generations: 1 });
  const batches = () => run.state.agents.map(({ genome }) => genome.hyperparameters['batchSize']);
  const before = batches();
  expect(Math.max(...(before as number[]))).toBeGreaterThan(100);
  expect(run.edit({ 'hyperparameters.learnStep.value': 100 })).toBeNull();
  await play(run);
  expect(batches()).toEqual(before.map((batch) => Math.min(batch as number, 100)));
  run.dispose();
});

test('actor and critic can share an encoder: any threads, any checkpoint, any mutation', async () => {
  const base = ppoConfig({}, { shareEncoders: true });
  const config: RunConfig = {
    ...base,
    generations: 6,
    mutation: { ...base.mutation, none: 0, hyperparameter: 0.2, architecture: 1, parameters: 0.2 },
  };
  const run = await openRun(config);
  const checkpoints: Checkpoint[] = [];
  const latents = new Set<number>();
  const hash = await play(run, async (event) => {
    if (event.kind !== 'checkpoint') return;
    checkpoints.push(structuredClone(await event.take()));
    for (const { genome } of run.state.agents) {
      const { actor, critic } = genome.networks;
      expect(critic?.latent).toBe(actor?.latent);
      latents.add(actor?.latent ?? 0);
    }
    for (const { plans } of run.state.setups)
      expect(plans['critic']).toMatchObject({
        encoderLayers: 0,
        inputs: vector(plans['actor']?.latent ?? 0),
      });
  });
  run.dispose();
  expect(latents.size).toBeGreaterThan(1);
  expect(await finalHash(config, {}, 2)).toBe(hash);
  expect(await finalHash(config, { checkpoint: checkpoints[3] as Checkpoint })).toBe(hash);
  const apart = { ...config, settings: { ...base.settings, shareEncoders: false } };
  expect(await finalHash(apart)).not.toBe(hash);
});
