import { expect, test } from 'vitest';
import { Damage } from '#archive/damage.ts';
import { readAgentFile, writeAgentFile } from '#store/library/agent-file.ts';
import type { KeptAgent } from '#store/library/freezer.ts';

const KEPT: KeptAgent = {
  id: 'kept',
  name: 'First of spring',
  keptAt: 1,
  fitness: Number.NaN,
  run: null,
  individual: {
    engine: '1',
    environment: 'CartPole-v1',
    algorithm: 'dqn',
    genome: { networks: {}, hyperparameters: { learningRate: 1e-3 } },
    weights: { online: Float32Array.of(0.5, -1.25), target: Float32Array.of(7) },
    seed: 1,
    agent: 7,
    generation: 3,
  },
};

test('a kept agent comes back from its file, weights and all', () => {
  expect(readAgentFile(writeAgentFile(KEPT))).toEqual(KEPT);
});

test('a file that was changed, cut off, or is another’s is refused, and it is said why', () => {
  const file = writeAgentFile(KEPT);
  const changed = file.slice();
  const at = changed.findIndex((byte, i) => byte === 0xa0 && changed[i + 1] === 0xbf); // of −1.25
  changed[at] = 0xa1;
  for (const data of [changed, file.slice(0, -20), new Uint8Array(30), new Uint8Array()])
    expect(() => readAgentFile(data)).toThrow(Damage);
  expect(() => readAgentFile(changed)).toThrow(/changed/);
});
