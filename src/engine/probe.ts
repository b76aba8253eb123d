import { defineProgram } from '#compute/builder.ts';
import type { Program } from '#compute/program.ts';
import { type AlgorithmDeclaration, sharedEncoder } from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import { choiceSize, type Space } from '#core/spaces.ts';

/** Observations that one run of the program takes: few, since every agent has room for them. */
export const PROBE_ROWS = 64;

/**
 * What all networks that are not targets make of observations that the host writes, [PROBE_ROWS × O]; outputs go by the
 * networks' names. A critic that takes an action is given the policy's. It draws no random number and changes no weight.
 */
export function recordProbe(
  { networks }: AlgorithmDeclaration,
  observationSpace: Space,
  settings: RunConfig['settings'],
): Program {
  return defineProgram('probe', (p) => {
    const observations = p.input('observations', PROBE_ROWS, choiceSize(observationSpace));
    const policy = networks.find(({ role }) => role === 'policy');
    if (!policy) throw new RangeError('an algorithm has a policy'); // checked with the declaration
    const actions = p.forward(policy.name, observations);
    p.output(policy.name, actions);
    for (const network of networks) {
      const { name, role, headInput } = network;
      if (role !== 'evaluation' || (headInput === 'action' && policy.outputs !== 'action'))
        continue;
      const joined = headInput === 'action' ? actions : undefined;
      const encoder = sharedEncoder(network, settings);
      p.output(
        name,
        encoder === null
          ? p.forward(name, observations, joined)
          : p.decode(name, p.encode(encoder, observations)),
      );
    }
  });
}
