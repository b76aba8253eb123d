export interface Rungs {
  /** Reduction factor: of a rung's trials one in so many goes on. */
  readonly eta: number;
  /** Training on the first rung and, at most, in all; each rung has η times as much as the one before. */
  readonly least: number;
  readonly most: number;
}

/** Amounts of training of each rung of successive halving. Throws a RangeError where there can be none. */
export function rungsOf({ eta, least, most }: Rungs): number[] {
  if (!(eta >= 2 && least > 0 && least <= most))
    throw new RangeError(
      `halving needs η ≥ 2 and training from above 0 up to the most, not η ${eta}, ${least} to ${most}`,
    );
  const rungs: number[] = [];
  for (let until = least; until <= most * (1 + 1e-9); until *= eta) rungs.push(until);
  return rungs;
}
