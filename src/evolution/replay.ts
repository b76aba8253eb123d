import { keepingRules } from '#core/algorithm.ts';
import type { Genome } from '#core/genome.ts';
import { placeOf, valueThere, withValueThere } from '#core/network-change.ts';
import { draws, keyFor } from '#core/random.ts';
import type { ScheduleStep } from '#core/schedule.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import { subkey } from '#networks/subkey.ts';
import type { EvolutionContext } from './context.ts';
import { MUTATORS, unchanged } from './mutations/index.ts';
import { inheritances } from './mutations/inheritances.ts';
import type { Mutated } from './mutations/mutator.ts';

/**
 * The mutation of a schedule's step, made again on a genome: the recorded outcome, fresh weights under the recorded keys.
 * Throws a RangeError where the step changes what the genome has not.
 */
export function replayMutation(
  genome: Genome,
  step: ScheduleStep,
  context: EvolutionContext,
): Mutated {
  const { config, declaration } = context;
  const { generation, agent, drawnAs = agent, family, method, changes } = step;
  const key = keyFor(config.seed, 'inherit', drawnAs, generation);
  const keyOf = (network: string) => subkey(key, network);
  const mutation = { family, method, changes };
  switch (family) {
    case 'none':
      return unchanged(genome, context);
    case 'parameters': {
      // Its outcome follows from its key alone; the draws are for what others choose.
      const mutator = MUTATORS.find((candidate) => candidate.family === family);
      const mutated = mutator?.mutate(genome, { ...context, keyOf }, draws(key));
      return mutated ?? unchanged(genome, context);
    }
    case 'hyperparameter': {
      const values = Object.fromEntries(changes.map(({ path, to }) => [path, to as number])); // parsed
      const hyperparameters = keepingRules(declaration, { ...genome.hyperparameters, ...values });
      return {
        genome: { ...genome, hyperparameters },
        mutation,
        inheritance: inheritances(declaration, new Map()),
      };
    }
    case 'activation':
    case 'architecture': {
      const changed = new Map<string, Inheritance>();
      let { networks } = genome;
      for (const change of changes) {
        const place = placeOf(change.path);
        const name = place?.network ?? '';
        const network = networks[name];
        const isAsFound = place && network && valueThere(network, place) === change.from;
        const next = isAsFound ? withValueThere(network, place, change.to) : null;
        if (!next)
          throw new RangeError(
            `the recipe changes ${change.path} from ${change.from} to ${change.to} in generation ${generation}, which its network does not have so`,
          );
        networks = { ...networks, [name]: next };
        changed.set(
          name,
          family === 'activation'
            ? { kind: 'copy' }
            : { kind: 'reshape', growth: config.mutation.growth, key: keyOf(name) },
        );
      }
      return {
        genome: { ...genome, networks },
        mutation,
        inheritance: inheritances(declaration, changed),
      };
    }
    default:
      return family satisfies never;
  }
}
