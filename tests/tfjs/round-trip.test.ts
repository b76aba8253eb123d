import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { algorithmById } from '#algorithms/index.ts';
import { ACTIVATIONS } from '#core/genome.ts';
import { draws } from '#core/random.ts';
import { createCatalog, ENGINE_VERSION } from '#engine/catalog.ts';
import { describePolicies } from '#engine/describe-policy.ts';
import { environmentById } from '#environments/index.ts';
import { foundGenome, networkShapes } from '#networks/found.ts';
import { planNetwork } from '#networks/plan.ts';
import type { Individual, PolicyModel } from '#protocol/messages.ts';
import { writeModels } from '#store/library/tfjs/write-model.ts';
import { adopted } from './acting.ts';

/** A policy that was exported comes back as it was: the same layers, the same numbers. */

const PAIRS = [
  ['CartPole-v1', 'dqn'],
  ['CartPole-v1', 'ppo'],
  ['Pendulum-v1', 'ppo'],
  ['Pendulum-v1', 'ddpg'],
  ['LunarLanderContinuous-v3', 'td3'],
] as const;

const widths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });

/** An agent whose policy has such layers and weights of chance. */
function agentOf(
  [environment, algorithm]: (typeof PAIRS)[number],
  network: object,
  seed: number,
): Individual {
  const { declaration } = algorithmById(algorithm);
  const { players } = environmentById(environment);
  const preset = createCatalog([]).presets.find(({ config }) => config.algorithm === algorithm);
  if (!preset) throw new RangeError(`there is no preset for ${algorithm}`);
  const config = { ...preset.config, network: { ...preset.config.network, ...network } };
  const genome = foundGenome(declaration, config);
  const shapes = networkShapes(declaration, players);
  const random = draws([seed, 5]);
  const weights = Object.entries(genome.networks).map(([name, own]) => {
    const plan = planNetwork(own, shapes[name] as NonNullable<(typeof shapes)[string]>);
    const slab = new Float32Array(plan.length);
    for (const { rows, columns, stride, offset } of plan.tensors)
      for (let row = 0; row < rows; row++)
        for (let i = 0; i < columns; i++) slab[offset + row * stride + i] = random.normal();
    return [name, slab];
  });
  const from = { engine: ENGINE_VERSION, environment, algorithm, agent: 7, generation: 3, seed };
  return { ...from, genome, weights: Object.fromEntries(weights) };
}

function policyOf(individual: Individual): PolicyModel {
  const { policies, problem } = describePolicies(individual);
  const [policy] = policies ?? [];
  if (!policy) throw new Error(problem ?? 'no policy');
  return policy;
}

test('exported and opened again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PAIRS),
      fc.record({
        encoderHidden: widths,
        latent: fc.integer({ min: 1, max: 9 }),
        headHidden: widths,
        activation: fc.constantFrom(...ACTIVATIONS),
        layerNorm: fc.boolean(),
      }),
      fc.nat(1e6),
      async (pair, network, seed) => {
        const before = agentOf(pair, network, seed);
        const policy = policyOf(before);
        const { environment, algorithm } = before;
        const after = await adopted(unzipSync(writeModels([policy])), { environment, algorithm });
        expect(policyOf(after)).toEqual(policy);
      },
    ),
    { numRuns: 100, seed: 13 },
  );
});
