import { LANES } from '#networks/plan.ts';

/** Floats of a row of so many numbers, padded to whole vectors. */
export const paddedTo = (width: number): number => Math.ceil(width / LANES) * LANES;
