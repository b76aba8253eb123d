import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { GamePicture } from '#protocol/messages.ts';
import { heightOf, type Side } from '#store/play/game.ts';
import styles from './Game.module.css';

/** A board whose columns are chosen; arrow keys go from one to the next, and it begins at the middle one. */
export function GameBoardView({
  picture,
  person,
  isOpen,
  onChoose,
}: {
  readonly picture: GamePicture;
  readonly person: Side;
  /** True when the person is to move. */
  readonly isOpen: boolean;
  readonly onChoose: (column: number) => void;
}) {
  const board = useRef<HTMLDivElement>(null);
  const { rows, columns, cells, line, choices, moves } = picture;
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = Array.from(board.current?.querySelectorAll('button') ?? []);
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0) return;
    buttons[(at + step + columns) % columns]?.focus();
    event.preventDefault();
  };
  useEffect(() => {
    board.current?.querySelectorAll('button')[Math.floor(columns / 2)]?.focus();
  }, [columns]);
  const last = moves.at(-1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div
      ref={board}
      role="group"
      aria-label="Board, 7 columns"
      className={styles['board']}
      onKeyDown={onKeyDown}
    >
      {Array.from({ length: columns }, (_, column) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          key={column}
          type="button"
          className={styles['column']}
          aria-label={columnWords(picture, column, person)}
          aria-disabled={!isOpen || !choices.includes(column)}
          onClick={() => onChoose(column)}
        >
          {Array.from({ length: rows }, (_, row) => {
            const cell = row * columns + column;
            const isLast = column === last && row === rows - heightOf(picture, column);
            return (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                key={row}
                className={styles['cell']}
                data-owner={OWNERS[(cells[cell] ?? -1) + 1]}
                data-last={isLast || undefined}
                data-line={line.includes(cell) || undefined}
              />
            );
          })}
        </button>
      ))}
    </div>
  );
}

const OWNERS = ['none', 'first', 'second'] as const;

/** A column from below, as it is read aloud. */
function columnWords(picture: GamePicture, column: number, person: Side): string {
  const { cells, columns, rows } = picture;
  const discs = Array.from({ length: rows }, (_, up) => cells[(rows - 1 - up) * columns + column])
    .filter((owner) => owner !== undefined && owner >= 0)
    .map((owner) => (owner === person ? 'you' : 'agent'));
  return `Column ${column + 1}: ${discs.length === 0 ? 'empty' : `from below ${discs.join(', ')}`}`;
}
