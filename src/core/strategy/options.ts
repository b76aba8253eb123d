import type { Seat } from './seats.ts';

/** Choices open to each seat; their order numbers them. At least one each. */
export type SeatOptions = Readonly<Record<Seat, readonly string[]>>;
