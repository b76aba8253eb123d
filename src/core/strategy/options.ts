import type { Seat } from './seats.ts';

/** What each seat may choose from; the order numbers the choices. At least one each. */
export type SeatOptions = Readonly<Record<Seat, readonly string[]>>;
