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
import { choiceSize } from '#core/spaces.ts';
import { observationWidths, policiesOf, type Share, sharesOf, total } from '#core/team.ts';

/** Observations that one run of the program takes: few, since every agent has room for them. */
export const PROBE_ROWS = 64;

/**
 * Records a program that runs all networks that are not targets on observations that the host writes, [PROBE_ROWS ×
 * O], those of all players one after the other; outputs go by the networks' names. A critic that takes actions is
 * given the policies': of one that is told all actions, each player's by its own observations, a choice by the
 * policy's probabilities. It draws no random number and changes no weight.
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
    const everybodys = declaration.networks.some(({ headInput }) => headInput === 'actions')
      ? p.beside(...players.map((_, player) => actionOf(player)))
      : undefined;
    for (const network of declaration.networks) {
      const { name, role, headInput } = network;
      if (role !== 'evaluation') continue;
      if (headInput === 'action' && policy?.outputs !== 'action') continue;
      const own = actions.get(network.players?.[0] ?? 0);
      const joined =
        headInput === 'action' ? own : headInput === 'actions' ? everybodys : undefined;
      const encoder = sharedEncoder(network, settings);
      const seen = seenBy(network);
      p.output(
        name,
        encoder === null ? p.forward(name, seen, joined) : p.decode(name, p.encode(encoder, seen)),
      );
    }

    /** Action of a player on its observations, as critics of a team are told it. */
    function actionOf(player: number): Value {
      const { actionSpace } = players[player] as PlayerSpaces; // a position
      const isOwn = ({ players: whose = [] }: NetworkDeclaration) => whose.includes(player);
      const { name } = policiesOf(declaration).find(isOwn) as NetworkDeclaration; // of every player
      const chosen = p.forward(name, p.columns(observations, shares[player] as Share)); // one per player
      const own = p.columns(chosen, { from: 0, width: choiceSize(actionSpace) });
      return actionSpace.kind === 'box' ? own : p.softmax(own);
    }
  });
}
