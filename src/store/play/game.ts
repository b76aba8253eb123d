import { signed } from '#core/signed.ts';
import type { GamePicture } from '#protocol/messages.ts';

/** Side of a person among the two players: 0 moves first. */
export type Side = 0 | 1;

export const isPersonsTurn = (moves: readonly number[], person: Side): boolean =>
  moves.length % 2 === person;

/** The last moves, the person's first, and how the game ended, as it is read aloud. */
export function spokenGame(picture: GamePicture, person: Side): string {
  const { moves } = picture;
  const said = moves.map((column, ply) => {
    const who = ply % 2 === person ? 'You' : 'Agent';
    return `${who}: column ${column + 1}.`;
  });
  // A person hears what was done since their move before.
  const isAnswered = isPersonsTurn(moves, person) || picture.over;
  const recent = isAnswered ? lastTurn(said, moves.length, person) : said.slice(-1);
  return [...recent, outcome(picture, person)].filter(Boolean).join(' ');
}

/** The person's last move with what followed. */
function lastTurn(said: readonly string[], plies: number, person: Side): readonly string[] {
  const last = plies - 1;
  const persons = last % 2 === person ? last : last - 1;
  return said.slice(Math.max(0, persons));
}

/** Says how the game stands, in a few words. */
export function outcome({ over, winner, moves }: GamePicture, person: Side): string {
  if (over)
    return winner === null ? 'It is a draw.' : winner === person ? 'You win.' : 'Agent wins.';
  return isPersonsTurn(moves, person) ? 'Your turn.' : '';
}

/** Value of a choice, in units of the result (1 a sure win, −1 a sure loss), or its chance in percent. */
export const appraisalWords = (value: number | null, isChance: boolean): string =>
  value === null
    ? '–'
    : isChance
      ? `${Math.round(100 * value)} %`
      : signed(value, (size) => size.toFixed(2));

/** Number of discs in a column. */
export const heightOf = ({ cells, columns }: GamePicture, column: number): number =>
  cells.filter((owner, cell) => owner >= 0 && cell % columns === column).length;
