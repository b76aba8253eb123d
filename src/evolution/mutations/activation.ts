import type { NetworkGenome } from '#core/genome.ts';
import type { Change } from '#core/lineage.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import { activationOf, withActivation } from '#networks/mutation-methods.ts';
import { inheritances } from './inheritances.ts';
import type { Mutator } from './mutator.ts';
import { policiesIn } from './policy.ts';

/** Gives every evaluation network another activation, one for all, drawn among those that the policy does not have. */
export const activation: Mutator = {
  family: 'activation',
  offered: ({ declaration }) => declaration.activationMutation,
  mutate(genome, { config, declaration }, draws) {
    const [policy] = policiesIn(genome, declaration);
    const current = activationOf(policy.network);
    if (current === null) return null;
    const options = config.mutation.activations.filter((option) => option !== current);
    const chosen = options.length === 0 ? undefined : options[draws.integer(options.length)];
    if (chosen === undefined) return null;

    const networks: Record<string, NetworkGenome> = { ...genome.networks };
    const changes: Change[] = [];
    const changed = new Map<string, Inheritance>();
    for (const [name, network] of Object.entries(genome.networks)) {
      const other = withActivation(network, chosen);
      if (!other) continue;
      networks[name] = other.network;
      changes.push(
        ...other.changes.map((change) => ({ ...change, path: `${name}.${change.path}` })),
      );
      changed.set(name, { kind: 'copy' });
    }
    return {
      genome: { ...genome, networks },
      mutation: { family: 'activation', method: chosen, changes },
      inheritance: inheritances(declaration, changed),
    };
  },
};
