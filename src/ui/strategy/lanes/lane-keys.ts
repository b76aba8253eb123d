import type { KeyboardEvent } from 'react';

/** Marks what the arrow keys lead to. */
const PIECE = 'data-piece';

/**
 * Arrow keys between the pieces of lanes: left and right along a lane, up and down to the next lane, at the same place.
 * Of all of them one is reached with Tab.
 */
export function moveInLanes(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event;
  if (!(target instanceof HTMLElement) || !target.hasAttribute(PIECE) || event.altKey) return;
  const lanes = Array.from(currentTarget.querySelectorAll<HTMLElement>('[data-lane]'));
  const lane = target.closest<HTMLElement>('[data-lane]');
  if (!lane) return;
  const pieces = piecesIn(lane);
  const at = pieces.indexOf(target);
  const other = lanes[lanes.indexOf(lane) + (key === 'ArrowDown' ? 1 : -1)];
  const next = {
    ArrowLeft: pieces[at - 1],
    ArrowRight: pieces[at + 1],
    Home: pieces[0],
    End: pieces.at(-1),
    ArrowUp: other && over(other, target),
    ArrowDown: other && over(other, target),
  }[key];
  if (!next) return;
  event.preventDefault();
  for (const piece of currentTarget.querySelectorAll<HTMLElement>(`[${PIECE}]`))
    piece.tabIndex = piece === next ? 0 : -1;
  next.focus();
}

const piecesIn = (lane: HTMLElement) =>
  Array.from(lane.querySelectorAll<HTMLElement>(`[${PIECE}]`));

/** The piece of another lane that lies where this one begins. */
function over(lane: HTMLElement, piece: HTMLElement): HTMLElement | undefined {
  const from = Number(piece.getAttribute(PIECE));
  return piecesIn(lane).findLast((each) => Number(each.getAttribute(PIECE)) <= from);
}
