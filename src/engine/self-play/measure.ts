import type { Duel } from '#core/environment.ts';
import { keyFor } from '#core/random.ts';
import type { GameResult, Games } from '#protocol/messages.ts';
import type { RunState } from '../state.ts';
import { type Match, type Player, playMatches } from './matches.ts';

/** Games against each rung of the ladder, half of them as first player. */
const GAMES = 20;

/** Ancestors that the champion plays besides, and openings that it plays with each, with both colours. */
const ANCESTORS = 4;
const OPENINGS = 2;

/** Drawn moves before a game between agents: one of each side. */
const OPENING_MOVES = 2;

/**
 * Games of the champion as it is after a generation, greedily: against every rung of the ladder from the empty board,
 * and against the ancestors kept last, after drawn openings. They change nothing in the run, and are no part of its hash.
 * The champion's agent as it was after another generation is such an ancestor: it has learned since.
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
  const key = (game: number) => keyFor(config.seed, 'rung', game, generation);
  const onLadder = duel.ladder.flatMap((_, rung) =>
    Array.from({ length: GAMES }, (_, game): Match => {
      const colours = game % 2 === 0 ? [0, 1 + rung] : [1 + rung, 0];
      return {
        first: colours[0] as number,
        second: colours[1] as number,
        key: key(rung * GAMES + game),
      };
    }),
  );
  const amongAgents = others.flatMap((_, other) =>
    Array.from({ length: OPENINGS }, (_, opening): Match[] => {
      const at = rungs * GAMES + other * OPENINGS + opening;
      const player = 1 + rungs + other;
      return [
        { first: 0, second: player, key: key(at) },
        { first: player, second: 0, key: key(at) },
      ];
    }).flat(),
  );
  const ladder = yield* playMatches(state, duel, players, onLadder, 0);
  const between =
    others.length > 0 ? yield* playMatches(state, duel, players, amongAgents, OPENING_MOVES) : [];
  const matches = [...onLadder, ...amongAgents];
  const results = [...ladder, ...between];
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
