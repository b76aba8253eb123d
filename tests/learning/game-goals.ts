import type { GameResult } from '#protocol/messages.ts';

/** A seed's run of the preset that learns Connect Four, and its champion's games, as `recorded/connect-four-dqn.json` has it. */
export interface RecordedGames {
  readonly seed: number;
  /** Version of the engine that ran it. */
  readonly engine: string;
  readonly generations: number;
  readonly steps: number;
  readonly hash: string;
  /** Against each player of the ladder. */
  readonly games: readonly GameResult[];
}

/** Share of games that a champion is to win against players of fixed strength, with every one of three seeds. */
export const GAME_GOALS: Readonly<Record<string, number>> = { random: 0.9, 'one step ahead': 0.7 };

/** Share of games won against a player of the ladder; NaN: none was played. */
export function wonShare({ games }: RecordedGames, rival: string): number {
  const found = games.find((result) => result.rival === rival);
  if (!found) return Number.NaN;
  const { won, drawn, lost } = found;
  return won / (won + drawn + lost);
}
