import type { Genome } from '#core/genome.ts';
import type { NetworkShape } from '#networks/plan.ts';
import { summarise } from '#networks/summary.ts';
import type { NetworkPicture } from '#protocol/messages.ts';
import { evolutionContext } from './population.ts';
import type { RunState } from './state.ts';

/** What the page shows of an agent's genome: its networks' layers, by size. */
export function pictureOf(
  state: RunState,
  genome: Genome,
): { readonly genome: Genome; readonly networks: readonly NetworkPicture[] } {
  const { shapes } = evolutionContext(state.config, state.environment, state.algorithm);
  const networks = Object.entries(genome.networks).map(([name, network]) => ({
    name,
    ...summarise(network, shapes[name] as NetworkShape), // shapes has every declared network
  }));
  return { genome, networks };
}
