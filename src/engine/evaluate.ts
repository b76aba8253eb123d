import { keyFor } from '#core/random.ts';
import { MOST_FITNESS } from '#core/statistics.ts';
import { returnMetric } from '#core/team.ts';
import { type Played, playGreedily } from './greedy-episodes.ts';
import { tournament } from './self-play/tournament.ts';
import type { RunState } from './state.ts';

/** Result of a generation's greedy episodes. */
export interface Evaluation {
  /** Mean return by slot. */
  readonly fitness: Float64Array;
  /** Each player's mean return by slot, under the name of its metric; nothing where one plays alone. */
  readonly ofPlayers: Readonly<Record<string, Float64Array>>;
}

/**
 * Evaluates every agent: its fitness is its mean return over greedy episodes, which are the same for all agents of a
 * generation; in a game learned by self-play it may be the result of a tournament of the generation instead. In a team
 * the run's configuration says which players' rewards make a return.
 *
 * Yields the share of agents that are done; returns the evaluation.
 */
export async function* evaluate(state: RunState): AsyncGenerator<number, Evaluation, void> {
  const { agents, device, environment, generation, config } = state;
  const { players, duel } = environment;
  if (duel?.selfPlay.fitness === 'tournament')
    return { fitness: yield* tournament(state, duel), ofPlayers: {} };
  const { episodes } = config.evaluation;
  const played = yield* playGreedily({ device, environment, config }, (episode) =>
    keyFor(config.seed, 'evaluate', episode, generation),
  );
  const ofPlayers = players.length > 1 ? players : [];
  return {
    fitness: Float64Array.from(agents, (_, slot) => meanOver(played.returns, slot, episodes)),
    ofPlayers: Object.fromEntries(
      ofPlayers.map((player, i) => [returnMetric(player).name, meansOf(played, i, agents.length)]),
    ),
  };

  function meansOf({ ofPlayers }: Played, player: number, size: number): Float64Array {
    const returns = ofPlayers[player] as Float64Array; // one per player
    return Float64Array.from({ length: size }, (_, slot) => {
      const mean = meanOver(returns, slot, episodes);
      return Math.abs(mean) <= MOST_FITNESS ? mean : Number.NaN;
    });
  }
}

const meanOver = (returns: Float64Array, slot: number, episodes: number): number =>
  returns
    .subarray(slot * episodes, (slot + 1) * episodes)
    .reduce((sum, episodeReturn) => sum + episodeReturn / episodes, 0);
