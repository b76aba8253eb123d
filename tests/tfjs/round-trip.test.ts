import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { ACTIVATIONS } from '#core/genome.ts';
import { writeModels } from '#store/library/tfjs/write-model.ts';
import { adopted } from './acting.ts';
import { agentOf, policyOf } from './agents.ts';

/** A policy that was exported comes back as it was: the same layers, the same numbers. */

const PAIRS = [
  ['CartPole-v1', 'dqn'],
  ['CartPole-v1', 'ppo'],
  ['Pendulum-v1', 'ppo'],
  ['Pendulum-v1', 'ddpg'],
  ['LunarLanderContinuous-v3', 'td3'],
] as const;

const widths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });

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
