import { keyFor } from '#core/random.ts';
import { playGreedily } from './greedy-episodes.ts';
import type { RunState } from './state.ts';

/**
 * Fitness of every agent: its mean return over greedy episodes, which are the same for all agents of a generation.
 *
 * Yields the share of agents that are done; ends with the fitness by slot.
 */
export async function* evaluate(state: RunState): AsyncGenerator<number, Float64Array, void> {
  const { agents, device, environment, generation } = state;
  const { seed, evaluation } = state.config;
  const { episodes } = evaluation;
  const { returns } = yield* playGreedily(device, environment, episodes, (episode) =>
    keyFor(seed, 'evaluate', episode, generation),
  );
  return Float64Array.from(agents, (_, slot) =>
    returns
      .subarray(slot * episodes, (slot + 1) * episodes)
      .reduce((sum, episodeReturn) => sum + episodeReturn / episodes, 0),
  );
}
