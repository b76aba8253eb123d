const WIDTH = 260; // px, as `Popover.module.css` has it
const GAP = 6; // px
const EDGE = 8; // px

/** Places a card of words below what it is about, or above where that is low in the window. */
export function placeCard(card: HTMLElement | null, about: Element | null): void {
  if (!card || !about) return;
  const { left, top, bottom } = about.getBoundingClientRect();
  const isLow = bottom > innerHeight * 0.7;
  card.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - WIDTH - EDGE))}px`;
  card.style.top = isLow ? 'auto' : `${bottom + GAP}px`;
  card.style.bottom = isLow ? `${innerHeight - top + GAP}px` : 'auto';
}
