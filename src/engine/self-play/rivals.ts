import type { Duel, Rival } from '#core/environment.ts';
import { draws, keyFor } from '#core/random.ts';
import type { Individual } from '#protocol/messages.ts';
import type { RunState } from '../state.ts';

/** Rival in one of each agent's environments: a rung of the ladder, the agent itself, an ancestor. */
export type RivalKind =
  | { readonly kind: 'rung'; readonly rival: Rival }
  | { readonly kind: 'self' }
  | { readonly kind: 'ancestor'; readonly ancestor: Individual };

/**
 * The rivals of a generation, one for each of an agent's environments: the same for all agents, so that none has an
 * easier life. Each is drawn by the shares of `SelfPlay`, an ancestor evenly among those kept; while there are none, the
 * rival moves at random.
 */
export function drawRivals(
  { config: { seed, training }, generation, ancestors }: RunState,
  { selfPlay: { randomShare, oneStepShare, selfShare }, ladder }: Duel,
): readonly RivalKind[] {
  return Array.from({ length: training.environmentsPerAgent }, (_, lane): RivalKind => {
    const random = draws(keyFor(seed, 'rival', lane, generation));
    const drawn = random.uniform();
    const rung = (index: number) => ({ kind: 'rung', rival: ladder[index] as Rival }) as const;
    if (drawn < randomShare) return rung(0);
    if (drawn < randomShare + oneStepShare) return rung(1);
    if (drawn < randomShare + oneStepShare + selfShare) return { kind: 'self' };
    if (ancestors.length === 0) return rung(0);
    const ancestor = ancestors[random.integer(ancestors.length)] as Individual; // below its length
    return { kind: 'ancestor', ancestor };
  });
}
