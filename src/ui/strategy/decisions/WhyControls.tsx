import type { Seat } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import type { RowDecision } from './decision.ts';
import type { LookedAt } from './looked-at.ts';
import { holdDecision, showDecision } from './opened.ts';
import { SeatChoice } from './SeatChoice.tsx';

/** Choice of the decision that is explained, of its agent, and of how. */
export function WhyControls({
  looked: { decisions },
  decision,
  seats,
  seat,
}: {
  readonly looked: LookedAt;
  readonly decision: RowDecision;
  readonly seats: readonly SeatEntry[];
  readonly seat: Seat;
}) {
  const at = decisions.indexOf(decision);
  const step = (by: number, name: string, icon: 'back' | 'chevron') => {
    const to = decisions[at + by];
    return (
      <Button
        square
        aria-label={name}
        title={name}
        disabled={!to}
        onClick={() => to && holdDecision(to.event.interval, null)}
      >
        <Icon name={icon} />
      </Button>
    );
  };
  return (
    <>
      <SeatChoice seats={seats} seat={seat} />
      {step(-1, 'Decision before', 'back')}
      {step(1, 'Decision after', 'chevron')}
      <Button look="outlined" onClick={() => showDecision('slow')}>
        <Icon name="slow" /> Slow motion
      </Button>
      <CloseDecision />
    </>
  );
}

/** Ends the explanation. */
export const CloseDecision = () => (
  <Button
    square
    aria-label="Close the explanation"
    title="Close"
    onClick={() => showDecision(null)}
  >
    <Icon name="close" />
  </Button>
);
