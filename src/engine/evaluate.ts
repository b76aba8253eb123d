import { keyFor } from '#core/random.ts';
import { createArena } from './arena.ts';
import type { RunState } from './state.ts';

/**
 * Greedy episodes of every agent, all side by side. Every agent of a generation plays the same episodes (equal first
 * states), so that fitness differs by what the agents do, not by luck.
 *
 * Yields the share of agents that are done; ends with the mean return of each agent, by slot.
 */
export async function* evaluate(state: RunState): AsyncGenerator<number, Float64Array, void> {
  const { agents, device, environment } = state;
  const { seed } = state.config;
  const { episodes } = state.config.evaluation;
  const arena = createArena(environment, agents.length * episodes, (lane) =>
    keyFor(seed, 'evaluate', lane % episodes, state.generation),
  );
  const { observationWidth: width, actionWidth } = arena;
  const observations = new Float32Array(arena.count * width);
  const playing = new Uint8Array(arena.count).fill(1);
  const active = new Uint8Array(agents.length).fill(1);
  const fitness = new Float64Array(agents.length);
  for (let lane = 0; lane < arena.count; lane++) {
    arena.reset(lane);
    arena.observe(lane, observations, lane * width);
  }

  let left = agents.length;
  for (let step = 0; left > 0; step++) {
    yield 1 - left / agents.length;
    for (let slot = 0; slot < agents.length; slot++) {
      if (!active[slot]) continue;
      const from = slot * episodes * width;
      device.write(
        'evaluate',
        'observations',
        slot,
        observations.subarray(from, from + episodes * width),
      );
    }
    const acting = device.run('evaluate', step, active);
    if (acting) await acting;
    const read = device.readAll('evaluate', 'actions');
    const actions = read instanceof Float32Array ? read : await read;

    for (let slot = 0; slot < agents.length; slot++) {
      if (!active[slot]) continue;
      let going = false;
      for (let lane = slot * episodes; lane < (slot + 1) * episodes; lane++) {
        if (!playing[lane]) continue;
        const { terminated, truncated } = arena.step(lane, actions, lane * actionWidth);
        arena.observe(lane, observations, lane * width);
        if (terminated || truncated) playing[lane] = 0;
        else going = true;
      }
      if (going) continue;
      active[slot] = 0;
      left--;
      for (let lane = slot * episodes; lane < (slot + 1) * episodes; lane++)
        fitness[slot] = (fitness[slot] as number) + arena.episodeReturn(lane) / episodes;
    }
  }
  return fitness;
}
