import type { NetworkGenome } from '#core/genome.ts';
import type { Change } from '#core/lineage.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import { drawMethod, methodsOf } from '#networks/mutation-methods.ts';
import { inheritances } from './inheritances.ts';
import type { Mutator } from './mutator.ts';
import { policyOf } from './policy.ts';

/**
 * Adds or removes a layer, units of a layer or latent features. The method is drawn on the policy, among those that
 * apply to it; every other evaluation network that has the method repeats it, unless it would leave its limits.
 */
export const architecture: Mutator = {
  family: 'architecture',
  offered: () => true,
  mutate(genome, { config, declaration, keyOf }, draws) {
    const { newLayerProbability, growth } = config.mutation;
    const [, policy] = policyOf(genome, declaration);
    const method = drawMethod(policy, newLayerProbability, draws);
    if (!method) return null;
    const drawn = method.draw(policy, draws);

    const networks: Record<string, NetworkGenome> = { ...genome.networks };
    const changes: Change[] = [];
    const changed = new Map<string, Inheritance>();
    for (const [name, network] of Object.entries(genome.networks)) {
      const same = methodsOf(network).find((candidate) => candidate.name === method.name);
      const reshaped = same?.apply(network, drawn);
      if (!reshaped) continue;
      networks[name] = reshaped.network;
      changes.push(
        ...reshaped.changes.map((change) => ({ ...change, path: `${name}.${change.path}` })),
      );
      changed.set(name, { kind: 'reshape', growth, key: keyOf(name) });
    }
    return {
      genome: { ...genome, networks },
      mutation: { family: 'architecture', method: method.name, changes },
      inheritance: inheritances(declaration, changed),
    };
  },
};
