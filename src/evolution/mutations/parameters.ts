import { perturbations } from '#networks/perturb.ts';
import { planNetwork } from '#networks/plan.ts';
import { inheritances } from './inheritances.ts';
import type { Mutator } from './mutator.ts';
import { policyOf } from './policy.ts';

/** Changes some of the policy's weights; other evaluation networks keep theirs. */
export const parameters: Mutator = {
  family: 'parameters',
  offered: () => true,
  mutate(genome, { config, declaration, shapes, keyOf }) {
    const [name, policy] = policyOf(genome, declaration);
    const shape = shapes[name];
    if (!shape) throw new RangeError(`network '${name}' has no shape`);
    const key = keyOf(name);
    const changes = perturbations(planNetwork(policy, shape), key).map(({ tensor, touched }) => ({
      path: `${name}.${tensor.name}`,
      from: 'inherited',
      to: `${touched} of ${tensor.rows * tensor.columns} changed`,
    }));
    const deviation = config.mutation.weightDeviation;
    return {
      genome,
      mutation: { family: 'parameters', method: 'weights', changes },
      inheritance: inheritances(
        declaration,
        new Map([[name, { kind: 'perturb', key, deviation }]]),
      ),
    };
  },
};
