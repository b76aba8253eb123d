import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Genome, NetworkGenome } from '#core/genome.ts';

/** The network on which mutations are drawn, with its name. */
export function policyOf(
  genome: Genome,
  declaration: AlgorithmDeclaration,
): readonly [name: string, network: NetworkGenome] {
  const name = declaration.networks.find(({ role }) => role === 'policy')?.name;
  const network = name === undefined ? undefined : genome.networks[name];
  if (name === undefined || network === undefined)
    throw new RangeError(
      `algorithm ${declaration.id}: the genome has the networks ${Object.keys(genome.networks).join(', ')}, none of which is its policy`,
    );
  return [name, network];
}
