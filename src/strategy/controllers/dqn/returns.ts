/** Choices in a state, and their reward. */
export interface Step {
  readonly state: Float32Array;
  /** Number of each seat's choice. */
  readonly numbers: readonly number[];
  /** Rewards of each seat. */
  readonly rewards: readonly number[];
}

/** A step with its return: rewards discounted and summed up, after which the value of `next` is asked unless it ended. */
export interface Returned extends Step {
  readonly next: Float32Array;
  readonly ended: boolean;
}

interface Outcome {
  readonly next: Float32Array;
  readonly isLast: boolean;
}

/**
 * Returns after n steps (Sutton and Barto 2018, section 7.1), or where the run ends; n null: there alone. Gives the steps
 * that still wait, the oldest first, and those that have their return.
 */
export function withStep(
  waiting: readonly Step[],
  latest: Step,
  { next, isLast }: Outcome,
  n: number | null,
  discount: number,
): { readonly waiting: readonly Step[]; readonly returned: readonly Returned[] } {
  const steps = [...waiting, latest];
  const returnFrom = (at: number): Returned => ({
    ...(steps[at] as Step), // at < length
    rewards: latest.rewards.map((_, seat) =>
      steps
        .slice(at)
        .reduceRight((sum, { rewards }) => (rewards[seat] as number) + discount * sum, 0),
    ),
    next,
    ended: isLast,
  });
  if (isLast) return { waiting: [], returned: steps.map((_, at) => returnFrom(at)) };
  if (n === null || steps.length < n) return { waiting: steps, returned: [] };
  return { waiting: steps.slice(1), returned: [returnFrom(0)] };
}
