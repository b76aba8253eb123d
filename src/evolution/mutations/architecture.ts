import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Genome, NetworkGenome } from '#core/genome.ts';
import type { Change } from '#core/lineage.ts';
import type { Draws } from '#core/random.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import type { Drawn } from '#networks/modules/module-build.ts';
import { canDrawMethod, drawMethod, methodsOf } from '#networks/mutation-methods.ts';
import { inheritances } from './inheritances.ts';
import type { Mutator } from './mutator.ts';
import { type Policy, policiesIn } from './policy.ts';

/**
 * Adds or removes a layer, units of a layer or latent features. The method is drawn on the policy, among those that
 * apply to it; every other evaluation network that has the method repeats it, unless it would leave its limits.
 *
 * Of several policies one is drawn first, each as likely as the others to which any method applies; the other players'
 * policies and all critics then follow. Its changes stand first.
 */
export const architecture: Mutator = {
  family: 'architecture',
  offered: () => true,
  mutate(genome, { config, declaration, keyOf }, draws) {
    const { newLayerProbability, growth } = config.mutation;
    const policy = drawPolicy(policiesIn(genome, declaration), newLayerProbability, draws);
    const { name, fixedEncoder = false } = policy.declared;
    const method = drawMethod(policy.network, newLayerProbability, draws, { fixedEncoder });
    if (!method) return null;
    const drawn = method.draw(policy.network, draws);
    const repeated = repeatMethod(genome, declaration, name, method.name, drawn);
    const changed = new Map(
      repeated.changed.map((network): [string, Inheritance] => [
        network,
        { kind: 'reshape', growth, key: keyOf(network) },
      ]),
    );
    return {
      genome: repeated.genome,
      mutation: { family: 'architecture', method: method.name, changes: repeated.changes },
      inheritance: inheritances(declaration, changed),
    };
  },
};

function drawPolicy(
  policies: readonly [Policy, ...Policy[]],
  newLayerProbability: number,
  draws: Draws,
): Policy {
  const [first, ...others] = policies;
  if (others.length === 0) return first;
  const open = policies.filter(({ network, declared: { fixedEncoder = false } }) =>
    canDrawMethod(network, newLayerProbability, { fixedEncoder }),
  );
  return open.length === 0 ? first : (open[draws.integer(open.length)] as Policy);
}

/** A genome after a method with what was drawn for it: on one network first, then on all others that have it. */
export function repeatMethod(
  genome: Genome,
  { networks: declared }: Pick<AlgorithmDeclaration, 'networks'>,
  first: string,
  method: string,
  drawn: Drawn,
): {
  readonly genome: Genome;
  readonly changes: readonly Change[];
  /** Names of the networks that were. */
  readonly changed: readonly string[];
} {
  const networks: Record<string, NetworkGenome> = { ...genome.networks };
  const changes: Change[] = [];
  const changed: string[] = [];
  const names = Object.keys(genome.networks).filter((name) => name !== first);
  for (const name of [first, ...names]) {
    const network = genome.networks[name] as NetworkGenome; // by its own names
    const fixedEncoder = declared.find((each) => each.name === name)?.fixedEncoder ?? false;
    const same = methodsOf(network, { fixedEncoder }).find((each) => each.name === method);
    const reshaped = same?.apply(network, drawn);
    if (!reshaped) continue;
    networks[name] = reshaped.network;
    changes.push(
      ...reshaped.changes.map((change) => ({ ...change, path: `${name}.${change.path}` })),
    );
    changed.push(name);
  }
  return { genome: { ...genome, networks }, changes, changed };
}
