import { keyFor } from '#core/random.ts';
import { type Arena, createArena } from './arena.ts';
import { EPISODES_PER_GENERATION, type RunState } from './state.ts';

/** The environments in which a generation trains, all of them reset: agent by agent, `environmentsPerAgent` each. */
export function createTrainingArena(state: RunState): Arena {
  const { agents, generation, config } = state;
  const { environmentsPerAgent: lanes } = config.training;
  const arena = createArena(state.environment, agents.length * lanes, (lane, episode) => {
    const agent = agents[Math.floor(lane / lanes)]?.id as number; // lane < agents · lanes
    const at = generation * EPISODES_PER_GENERATION + episode;
    return keyFor(config.seed, 'reset', agent * lanes + (lane % lanes), at);
  });
  for (let lane = 0; lane < arena.count; lane++) arena.reset(lane);
  return arena;
}
