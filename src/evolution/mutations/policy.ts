import type { AlgorithmDeclaration, NetworkDeclaration } from '#core/algorithm.ts';
import type { Genome, NetworkGenome } from '#core/genome.ts';
import { policiesOf } from '#core/team.ts';

/** A network on which mutations are drawn. */
export interface Policy {
  readonly declared: NetworkDeclaration;
  readonly network: NetworkGenome;
}

/** The policies of an agent: one, or one for each player or group of players that acts. */
export function policiesIn(
  { networks }: Genome,
  declaration: AlgorithmDeclaration,
): readonly [Policy, ...Policy[]] {
  const policies = policiesOf(declaration).map((declared): Policy => {
    const network = networks[declared.name];
    if (network) return { declared, network };
    throw new RangeError(
      `algorithm ${declaration.id}: the genome has the networks ${Object.keys(networks).join(', ')}, but not the policy '${declared.name}'`,
    );
  });
  return policies as [Policy, ...Policy[]]; // a declaration has a policy
}
