import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { NetworkShape } from '#networks/plan.ts';

/** The run as evolution needs to know it. */
export interface EvolutionContext {
  readonly config: RunConfig;
  readonly declaration: AlgorithmDeclaration;
  /** Shapes by network, targets included. */
  readonly shapes: Readonly<Record<string, NetworkShape>>;
  /** A rule between hyperparameters, as that a minibatch is no longer than a rollout; no mutation breaks it. */
  readonly allows?: (hyperparameters: Readonly<Record<string, number>>) => boolean;
}
