import { keyFor } from '#core/random.ts';
import { createArena, type TrainingArena } from './arena.ts';
import { masksIn } from './masks.ts';
import { createDuelArena } from './self-play/duel-arena.ts';
import { EPISODES_PER_GENERATION, type RunState } from './state.ts';

/** Training of a generation, from what is done in its environments: these are let go of however it ends. */
export const inTrainingArena = (
  train: (arena: TrainingArena, state: RunState) => AsyncGenerator<number, void, void>,
) =>
  async function* (state: RunState): AsyncGenerator<number, void, void> {
    const arena = createTrainingArena(state);
    try {
      yield* train(arena, state);
    } finally {
      arena.dispose();
    }
  };

/** The environments in which a generation trains, all of them reset: agent by agent, `environmentsPerAgent` each. */
export function createTrainingArena(state: RunState): TrainingArena {
  const { agents, generation, config, environment } = state;
  if (environment.duel) return createDuelArena(state, environment.duel);
  const { environmentsPerAgent: lanes } = config.training;
  const arena = createArena(environment, agents.length * lanes, (lane, episode) => {
    const agent = agents[Math.floor(lane / lanes)]?.id as number; // lane < agents · lanes
    const at = generation * EPISODES_PER_GENERATION + episode;
    return keyFor(config.seed, 'reset', agent * lanes + (lane % lanes), at);
  });
  for (let lane = 0; lane < arena.count; lane++) arena.reset(lane);
  const masks = masksIn(environment);
  return {
    ...arena,
    writeMask: (lane, into, at) => masks?.write(arena.state(lane), into, at),
    choices: (lane) => environment.choices?.(arena.state(lane), 0) ?? [],
    dispose() {},
  };
}
