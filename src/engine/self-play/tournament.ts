import type { Duel } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import { individualOf } from '../inspect.ts';
import type { RunState } from '../state.ts';
import { type Match, OPENING_MOVES, playMatches } from './matches.ts';

/**
 * Fitness by games of the agents of a generation against each other: the mean of 1 for a win, 0 for a draw and −1 for a
 * loss. Each pair plays the same openings with both colours, as many as give every agent at least the games that the
 * configuration asks for as evaluation episodes.
 *
 * Yields the share of games that are over; ends with the fitness by slot.
 */
export async function* tournament(
  state: RunState,
  duel: Duel,
): AsyncGenerator<number, Float64Array, void> {
  const { agents, config, generation } = state;
  const players = [];
  for (const slot of agents.keys()) players.push({ individual: await individualOf(state, slot) });
  const openings = Math.ceil(config.evaluation.episodes / (2 * (agents.length - 1)));
  const matches: Match[] = [];
  for (let opening = 0; opening < openings; opening++) {
    const key = keyFor(config.seed, 'opening', opening, generation);
    for (let first = 0; first < agents.length; first++)
      for (let second = 0; second < agents.length; second++)
        if (first !== second) matches.push({ first, second, key });
  }
  const results = yield* playMatches(state, duel, players, matches, OPENING_MOVES);
  const won = new Int32Array(agents.length); // less games lost
  matches.forEach(({ first, second }, i) => {
    const result = results[i] as number; // one per match
    won[first] = (won[first] as number) + result;
    won[second] = (won[second] as number) - result;
  });
  const games = 2 * openings * (agents.length - 1);
  return Float64Array.from(won, (more) => more / games);
}
