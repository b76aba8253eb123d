import { type Choices, SEATS, type Seat } from './seats.ts';

/** Choices of a steered row that are frozen: those that it ended with, or of each seat the one that stood longest. */
export type FrozenBy = 'final' | 'modal';

/** One recipe of what a row was steered through, interval by interval; null: through nothing. Of equals the later. */
export function frozenChoices(chosen: readonly Choices[], by: FrozenBy): Choices | null {
  const last = chosen.at(-1);
  if (!last) return null;
  if (by === 'final') return last;
  const entries = SEATS.map((seat) => [seat, longest(chosen, seat)] as const);
  return Object.fromEntries(entries) as Choices;
}

function longest(chosen: readonly Choices[], seat: Seat): string {
  const counts = new Map<string, number>();
  for (const { [seat]: choice } of chosen) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return chosen.findLast(({ [seat]: choice }) => counts.get(choice) === most)?.[seat] ?? '';
}

/** Tells whether a row was steered through more than one recipe. */
export const hasSwitched = (chosen: readonly Choices[]): boolean =>
  chosen.some((choices) => SEATS.some((seat) => choices[seat] !== chosen[0]?.[seat]));
