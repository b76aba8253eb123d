import { algorithmById } from '#algorithms/index.ts';
import { draws } from '#core/random.ts';
import { createCatalog, ENGINE_VERSION } from '#engine/catalog.ts';
import { describePolicies } from '#engine/describe-policy.ts';
import { environmentById } from '#environments/index.ts';
import { foundGenome, networkShapes } from '#networks/found.ts';
import { planNetwork } from '#networks/plan.ts';
import type { Individual, PolicyModel } from '#protocol/messages.ts';

/** An agent whose policy has such layers and weights of chance. */
export function agentOf(
  [environment, algorithm]: readonly [environment: string, algorithm: string],
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

/** Returns its one policy as it is exported. */
export function policyOf(individual: Individual): PolicyModel {
  const { policies, problem } = describePolicies(individual);
  const [policy] = policies ?? [];
  if (!policy) throw new Error(problem ?? 'no policy');
  return policy;
}
