import type { Key } from '#core/random.ts';
import { createArena } from './arena.ts';
import { masksIn } from './masks.ts';
import { openOtherSides } from './other-sides.ts';
import type { RunState } from './state.ts';

/** Greedy episodes of the agents of a population, [agents × episodes]. */
export interface Played {
  readonly returns: Float64Array;
  /** Returns by player, of the agent whose player it was. */
  readonly ofPlayers: readonly Float64Array[];
  /** Environment steps. */
  readonly lengths: Int32Array;
}

/**
 * Plays so many greedy episodes of every agent of a population by its program `evaluate`, all side by side. Each agent
 * plays the same episodes (`keyOf(episode)` gives the key of each), so that they differ by what the agents do. Where
 * fitness is that of one side, the agents play each other: see {@link openOtherSides}.
 *
 * Yields the share of agents that are done.
 */
export async function* playGreedily(
  { device, environment, config }: Pick<RunState, 'device' | 'environment' | 'config'>,
  keyOf: (episode: number) => Key,
): AsyncGenerator<number, Played, void> {
  const { size } = device;
  const { episodes, fitness } = config.evaluation;
  const otherSides = openOtherSides({ device, environment, config });
  const arena = createArena(
    environment,
    size * episodes,
    (lane) => keyOf(otherSides?.startOf(lane % episodes) ?? lane % episodes),
    fitness,
  );
  const { count, observationWidth: width, actionWidth } = arena;
  const observations = new Float32Array(count * width);
  const playing = new Uint8Array(count).fill(1);
  const active = new Uint8Array(size).fill(1);
  for (let lane = 0; lane < count; lane++) {
    arena.reset(lane);
    arena.observe(lane, observations, lane * width);
  }

  const masks = masksIn(environment);
  const choiceCount = masks?.width ?? 0;
  const mask = new Float32Array(count * choiceCount);

  let left = size;
  for (let step = 0; left > 0; step++) {
    yield 1 - left / size;
    for (let slot = 0; slot < size; slot++) {
      if (!active[slot]) continue;
      const from = slot * episodes * width;
      device.write(
        'evaluate',
        'observations',
        slot,
        observations.subarray(from, from + episodes * width),
      );
      if (!masks) continue;
      for (let lane = slot * episodes; lane < (slot + 1) * episodes; lane++)
        masks.write(arena.state(lane), mask, lane * choiceCount);
      const first = slot * episodes * choiceCount;
      const own = mask.subarray(first, first + episodes * choiceCount);
      device.write('evaluate', 'mask', slot, own);
    }
    const acting = device.run('evaluate', step, active);
    if (acting) await acting;
    const read = device.readAll('evaluate', 'actions');
    const own = read instanceof Float32Array ? read : await read;
    const actions = otherSides ? await otherSides.act(step, observations, own) : own;

    for (let slot = 0; slot < size; slot++) {
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
    }
  }
  return {
    returns: Float64Array.from({ length: count }, (_, lane) => arena.episodeReturn(lane)),
    ofPlayers: environment.players.map((_, player) =>
      Float64Array.from(
        { length: count },
        (_, lane) =>
          arena.playerReturns(otherSides?.laneOf(player, lane) ?? lane)[player] as number, // one per player
      ),
    ),
    lengths: Int32Array.from({ length: count }, (_, lane) => arena.episodeLength(lane)),
  };
}
