import type { Reason } from '#core/strategy/decision.ts';
import type { Seat } from '#core/strategy/seats.ts';
import type { LookedAt } from './looked-at.ts';

/** What an agent tells of its choices: what each promised or, where it has no opinion of that, how likely each was. */
export interface ValueKind {
  /** As 'Q-value'. */
  readonly name: string;
  readonly of: (reason: Reason) => readonly number[] | null;
}

const VALUES: ValueKind = { name: 'Q-value', of: ({ values }) => values };
const CHANCES: ValueKind = { name: 'chance', of: ({ chances }) => chances };

/** What is told of an agent's choices in a run; null: nothing is. */
export function valueKind({ decisions }: LookedAt, seat: Seat): ValueKind | null {
  return (
    [VALUES, CHANCES].find(({ of }) =>
      decisions.some(({ steered }) => of(steered.reasons[seat]) !== null),
    ) ?? null
  );
}
