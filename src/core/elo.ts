import { log } from './maths.ts';

/** Results of one against another: games won, drawn and lost. */
export interface PairResult {
  readonly player: string;
  readonly rival: string;
  readonly won: number;
  readonly drawn: number;
  readonly lost: number;
}

/** Games of the prior: each player has drawn so many with a player of strength 1. */
const PRIOR_GAMES = 2;

/** More than the ratings of a run need to settle to less than a point. */
const ROUNDS = 500;

/** Elo points of a factor of e in strength: 400 of a factor of 10. */
const POINTS = 400 / log(10);

/**
 * Elo ratings of players from their games: the Bradley–Terry model, in which a player of strength s beats one of
 * strength t with probability s ÷ (s + t), a draw counting as half a win and half a loss. The strengths are the most
 * likely ones under a prior of a few draws each with an imaginary player of strength 1, which keeps the strength of a
 * player that won or lost all games finite; found by the iteration of Hunter (2004, "MM algorithms for generalized
 * Bradley–Terry models"). Ratings are relative to `anchor`, whose own is 0.
 */
export function eloRatings(
  results: readonly PairResult[],
  anchor: string,
): ReadonlyMap<string, number> {
  const names = [...new Set(results.flatMap(({ player, rival }) => [player, rival]))];
  const indexOf = new Map(names.map((name, i) => [name, i]));
  const pairs = results.map(({ player, rival, won, drawn, lost }) => ({
    a: indexOf.get(player) as number, // of the names
    b: indexOf.get(rival) as number,
    games: won + drawn + lost,
    points: won + drawn / 2,
  }));
  const points = names.map(() => PRIOR_GAMES / 2);
  for (const { a, b, games, points: own } of pairs) {
    points[a] = (points[a] as number) + own;
    points[b] = (points[b] as number) + games - own;
  }
  let strengths = names.map(() => 1);
  for (let round = 0; round < ROUNDS; round++) {
    const weights = strengths.map((strength) => PRIOR_GAMES / (strength + 1));
    for (const { a, b, games } of pairs) {
      const weight = games / ((strengths[a] as number) + (strengths[b] as number));
      weights[a] = (weights[a] as number) + weight;
      weights[b] = (weights[b] as number) + weight;
    }
    strengths = points.map((own, i) => own / (weights[i] as number));
  }
  const zero = strengths[indexOf.get(anchor) ?? -1] ?? 1;
  return new Map(names.map((name, i) => [name, POINTS * log((strengths[i] as number) / zero)]));
}
