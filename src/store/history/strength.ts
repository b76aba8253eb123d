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
 * Ratings by all games of a run together: a champion that was measured in several generations is one player. See
 * `core/elo.ts` for the model.
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
      rating: ratings.get(nameOf(games.agent)) ?? Number.NaN,
      shares: Object.fromEntries(
        games.results.flatMap(({ rival, won, drawn, lost }) =>
          typeof rival === 'string' ? [[rival, (won + drawn / 2) / (won + drawn + lost)]] : [],
        ),
      ),
    })),
    ladder: names.map((name) => ({ name, rating: ratings.get(name) ?? Number.NaN })),
  };
}

const nameOf = (agent: number): string => `agent ${agent}`;

const pairsOf = ({ agent, results }: Games): PairResult[] =>
  results.map(({ rival, ...counts }) => ({
    player: nameOf(agent),
    rival: typeof rival === 'number' ? nameOf(rival) : rival,
    ...counts,
  }));
