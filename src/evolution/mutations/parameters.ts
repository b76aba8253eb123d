import type { Inheritance } from '#networks/inheritance.ts';
import { perturbations } from '#networks/perturb.ts';
import { planNetwork } from '#networks/plan.ts';
import { inheritances } from './inheritances.ts';
import type { Mutator } from './mutator.ts';
import { policiesIn } from './policy.ts';

/** Changes some of the weights of every policy; other evaluation networks keep theirs. */
export const parameters: Mutator = {
  family: 'parameters',
  offered: () => true,
  mutate(genome, { config, declaration, shapes, keyOf }) {
    const deviation = config.mutation.weightDeviation;
    const changed = new Map<string, Inheritance>();
    const changes = policiesIn(genome, declaration).flatMap(({ declared: { name }, network }) => {
      const shape = shapes[name];
      if (!shape) throw new RangeError(`network '${name}' has no shape`);
      const key = keyOf(name);
      changed.set(name, { kind: 'perturb', key, deviation });
      return perturbations(planNetwork(network, shape), key).map(({ tensor, touched }) => ({
        path: `${name}.${tensor.name}`,
        from: 'inherited',
        to: `${touched} of ${tensor.rows * tensor.columns} changed`,
      }));
    });
    return {
      genome,
      mutation: { family: 'parameters', method: 'weights', changes },
      inheritance: inheritances(declaration, changed),
    };
  },
};
