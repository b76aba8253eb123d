import type { Reason } from '#core/strategy/decision.ts';
import type { Seat } from '#core/strategy/seats.ts';
import type { LookedAt } from './looked-at.ts';

/** Kind of the figures an agent gives its choices: the value of each or, where it has none, how likely each was. */
export interface ValueKind {
  /** Name such as 'Q-value'. */
  readonly name: string;
  readonly of: (reason: Reason) => readonly number[] | null;
}

const VALUES: ValueKind = { name: 'Q-value', of: ({ values }) => values };
const CHANCES: ValueKind = { name: 'chance', of: ({ chances }) => chances };

/** Returns the kind of figures that an agent gives its choices in a run; null: it gives none. */
export function valueKind({ decisions }: LookedAt, seat: Seat): ValueKind | null {
  return (
    [VALUES, CHANCES].find(({ of }) =>
      decisions.some(({ steered }) => of(steered.reasons[seat]) !== null),
    ) ?? null
  );
}
