import { defineProgram } from '#compute/builder.ts';
import type { Program } from '#compute/program.ts';
import type { Value } from '#compute/value.ts';
import {
  type AlgorithmDeclaration,
  type NetworkDeclaration,
  sharedEncoder,
} from '#core/algorithm.ts';
import type { PlayerSpaces } from '#core/environment.ts';
import type { RunConfig } from '#core/run-config.ts';
import { observationWidths, policiesOf, type Share, sharesOf, total } from '#core/team.ts';

/** Observations that one run of the program takes: few, since every agent has room for them. */
export const PROBE_ROWS = 64;

/**
 * What all networks that are not targets make of observations that the host writes, [PROBE_ROWS × O], those of all
 * players one after the other; outputs go by the networks' names. A critic that takes actions is given the policies'. It
 * draws no random number and changes no weight.
 */
export function recordProbe(
  declaration: AlgorithmDeclaration,
  players: readonly PlayerSpaces[],
  settings: RunConfig['settings'],
): Program {
  const widths = observationWidths(players);
  const shares = sharesOf(widths);
  return defineProgram('probe', (p) => {
    const observations = p.input('observations', PROBE_ROWS, total(widths));
    /** Observations that a network reads. */
    const seenBy = ({ sees, players: [own = 0] = [] }: NetworkDeclaration) =>
      sees === 'all' || players.length === 1
        ? observations
        : p.columns(observations, shares[own] as Share); // one per player
    const actions = new Map<number, Value>();
    for (const policy of policiesOf(declaration)) {
      const chosen = p.forward(policy.name, seenBy(policy));
      p.output(policy.name, chosen);
      for (const player of policy.players ?? [0]) actions.set(player, chosen);
    }
    const [policy] = policiesOf(declaration);
    for (const network of declaration.networks) {
      const { name, role, headInput } = network;
      if (role !== 'evaluation' || headInput === 'actions') continue;
      if (headInput === 'action' && policy?.outputs !== 'action') continue;
      const joined = headInput === 'action' ? actions.get(network.players?.[0] ?? 0) : undefined;
      const encoder = sharedEncoder(network, settings);
      const seen = seenBy(network);
      p.output(
        name,
        encoder === null ? p.forward(name, seen, joined) : p.decode(name, p.encode(encoder, seen)),
      );
    }
  });
}
