import { eloRatings, type PairResult } from '#core/elo.ts';
import type { Games } from '#protocol/messages.ts';
import type { History } from './history.ts';

/** Strength of a generation's champion, and of the players of fixed strength beside it. */
export interface Strength {
  readonly generation: number;
  /** The champion. */
  readonly agent: number;
  /** Elo points above the weakest of the ladder, by all games of the run. */
  readonly rating: number;
  /** Share of its games of the generation won, a draw as half, by name of the ladder's player. */
  readonly shares: Readonly<Record<string, number>>;
}

export interface Strengths {
  readonly champions: readonly Strength[];
  /** Players of fixed strength, the weakest first, with their ratings. */
  readonly ladder: readonly { readonly name: string; readonly rating: number }[];
}

/**
 * Ratings by all games of a run together. A champion that was measured after several generations with the weights that
 * it was crowned with is one player; the same agent after it has learned on is another. Where runs do not tell the two
 * apart, since they were made before that was kept, an agent is one player. See `core/elo.ts` for the model.
 */
export function strengthsIn(history: History): Strengths {
  const measured = Array.from({ length: history.generations }, (_, generation) => {
    const games = history.games(generation);
    return games ? [{ generation, games }] : [];
  }).flat();
  const names = measured[0]?.games.results.flatMap(({ rival }) =>
    typeof rival === 'string' ? [rival] : [],
  );
  const [weakest] = names ?? [];
  if (!names || weakest === undefined) return { champions: [], ladder: [] };
  const ratings = eloRatings(
    measured.flatMap(({ games }) => pairsOf(games)),
    weakest,
  );
  return {
    champions: measured.map(({ generation, games }) => ({
      generation,
      agent: games.agent,
      rating: ratings.get(nameOf(games.agent, games.generation)) ?? Number.NaN,
      shares: Object.fromEntries(
        games.results.flatMap(({ rival, won, drawn, lost }) =>
          typeof rival === 'string' ? [[rival, (won + drawn / 2) / (won + drawn + lost)]] : [],
        ),
      ),
    })),
    ladder: names.map((name) => ({ name, rating: ratings.get(name) ?? Number.NaN })),
  };
}

/** Name of an agent with the weights that it had after a generation; without one: with any that it had. */
const nameOf = (agent: number, generation: number | undefined): string =>
  generation === undefined ? `agent ${agent}` : `agent ${agent} after generation ${generation}`;

const pairsOf = ({ agent, generation, results }: Games): PairResult[] =>
  results.map(({ rival, generation: then, ...counts }) => ({
    player: nameOf(agent, generation),
    rival: typeof rival === 'number' ? nameOf(rival, then) : rival,
    ...counts,
  }));
