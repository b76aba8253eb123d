import type { Duel } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import type { GameResult, Games } from '#protocol/messages.ts';
import type { RunState } from '../state.ts';
import { bothColours, OPENING_MOVES, type Player, playMatches } from './matches.ts';

/** Openings that the champion plays with each rung of the ladder, with both colours. */
const OPENINGS = 10;

/** Ancestors that the champion plays besides, and openings that it plays with each, with both colours. */
const ANCESTORS = 4;
const ANCESTOR_OPENINGS = 2;

/**
 * Games of the champion as it is after a generation, greedily: against every rung of the ladder and the ancestors kept
 * last, after drawn openings, each with both colours. They change nothing in the run, and are no part of its hash. The
 * champion's agent as it was after another generation is such an ancestor: it has learned since.
 *
 * Yields as the evaluation does; ends with the results, null while there is no champion.
 */
export async function* measureChampion(
  state: RunState,
  duel: Duel,
): AsyncGenerator<number, Games | null, void> {
  const { champion, ancestors, config, generation } = state;
  if (!champion) return null;
  const { individual } = champion;
  const others = ancestors
    .filter(
      ({ agent, generation: then }) => agent !== individual.agent || then !== individual.generation,
    )
    .slice(-ANCESTORS);
  const players: Player[] = [
    { individual },
    ...duel.ladder.map((rival) => ({ rival })),
    ...others.map((ancestor) => ({ individual: ancestor })),
  ];
  const rungs = duel.ladder.length;
  /** Games against one of the players after so many openings, each drawn under a number of its own. */
  const games = (player: number, openings: number, from: number) =>
    Array.from({ length: openings }, (_, opening) =>
      bothColours(0, player, keyFor(config.seed, 'rung', from + opening, generation)),
    ).flat();
  const matches = [
    ...duel.ladder.flatMap((_, rung) => games(1 + rung, OPENINGS, rung * OPENINGS)),
    ...others.flatMap((_, other) => {
      const from = rungs * OPENINGS + other * ANCESTOR_OPENINGS;
      return games(1 + rungs + other, ANCESTOR_OPENINGS, from);
    }),
  ];
  const results = yield* playMatches(state, duel, players, matches, OPENING_MOVES);
  const against = (player: number): Pick<GameResult, 'won' | 'drawn' | 'lost'> => {
    const own = matches.flatMap(({ first, second }, i) => {
      const result = results[i] as number; // one per match
      return first === player ? [-result] : second === player ? [result] : [];
    });
    const count = (wanted: number) => own.filter((result) => result === wanted).length;
    return { won: count(1), drawn: count(0), lost: count(-1) };
  };
  return {
    agent: individual.agent,
    generation: individual.generation,
    results: [
      ...duel.ladder.map(({ name }, rung) => ({ rival: name, ...against(1 + rung) })),
      ...others.map(({ agent, generation: then }, i) => ({
        rival: agent,
        generation: then,
        ...against(1 + rungs + i),
      })),
    ],
  };
}
