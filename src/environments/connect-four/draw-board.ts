import type { Scene, Shape } from '#core/scene.ts';
import { COLUMNS, type ConnectFourState, ROWS, winningLine } from './rules.ts';

const RADIUS = 0.4;
const VIEW = { left: -0.3, right: COLUMNS + 0.3, bottom: -0.3, top: ROWS + 0.9 };

/** The board from the front; a mark above the column of the last move; a line through four that won. */
export function drawBoard({ board, last }: ConnectFourState): Scene {
  const centre = (cell: number) =>
    [(cell % COLUMNS) + 0.5, ROWS - Math.floor(cell / COLUMNS) - 0.5] as const;
  const discs = board.flatMap((owner, cell): readonly Shape[] => {
    const [x, y] = centre(cell);
    if (owner === null) return [{ kind: 'disc', x, y, radius: RADIUS, ink: 'faint' }];
    const disc = {
      kind: 'disc',
      x,
      y,
      radius: RADIUS,
      ink: owner === 0 ? 'body' : 'flame',
    } as const;
    // A hole tells the second player's discs without colour.
    return owner === 0 ? [disc] : [disc, { ...disc, radius: 0.16, ink: 'ground' }];
  });
  const four = winningLine(board, 0) ?? winningLine(board, 1);
  return {
    view: VIEW,
    shapes: [
      {
        kind: 'rectangle',
        x: COLUMNS / 2,
        y: ROWS / 2,
        width: COLUMNS + 0.2,
        height: ROWS + 0.2,
        angle: 0,
        ink: 'ground',
      },
      ...discs,
      ...(last === null ? [] : [mark(last + 0.5)]),
      ...(four === null
        ? []
        : [{ kind: 'line', points: four.map(centre), ink: 'goal', width: 0.14 } as const]),
    ],
  };
}

const mark = (x: number): Shape => ({
  kind: 'polygon',
  points: [
    [x - 0.16, ROWS + 0.55],
    [x + 0.16, ROWS + 0.55],
    [x, ROWS + 0.25],
  ],
  ink: 'joint',
});
