/**
 * A rollout of an agent's environments side by side: row t · lanes + lane is step t of a lane. Of a team each player of
 * an environment is a lane, players of the same environment next to each other.
 */
export interface Steps {
  readonly steps: number;
  readonly lanes: number;
  readonly rewards: ArrayLike<number>;
  /** Values of the observations that were acted on. */
  readonly values: ArrayLike<number>;
  /** 1 where the task ended: no value follows. */
  readonly terminated: ArrayLike<number>;
  /** 1 where time ran out: the value of the last observation follows, but nothing of the next episode. */
  readonly truncated: ArrayLike<number>;
  /** Values of the episodes' last observations, where time ran out. */
  readonly finalValues: ArrayLike<number>;
  /** Per lane the value of the observation after the last step. */
  readonly lastValues: ArrayLike<number>;
}

/**
 * Generalised advantage estimation (Schulman et al. 2016, equation 16), backwards over each lane:
 * δₜ = rₜ + γ Vₜ₊₁ − Vₜ, Aₜ = δₜ + γ λ Aₜ₊₁, the last factor 0 where an episode ends. Returns are Aₜ + Vₜ.
 */
export function generalizedAdvantage(
  { steps, lanes, rewards, values, terminated, truncated, finalValues, lastValues }: Steps,
  gamma: number,
  lambda: number,
  advantages: Float32Array,
  returns: Float32Array,
): void {
  for (let lane = 0; lane < lanes; lane++) {
    let advantage = 0;
    let next = lastValues[lane] as number; // lane < lanes; rows < steps · lanes below
    for (let row = (steps - 1) * lanes + lane; row >= 0; row -= lanes) {
      const value = values[row] as number;
      const follows = terminated[row] ? 0 : truncated[row] ? (finalValues[row] as number) : next;
      const delta = (rewards[row] as number) + gamma * follows - value;
      advantage = delta + (terminated[row] || truncated[row] ? 0 : gamma * lambda * advantage);
      advantages[row] = advantage;
      returns[row] = advantage + value;
      next = value;
    }
  }
}

/**
 * Shifts and scales numbers to mean 0 and standard deviation 1, that of a sample where it is asked for (n − 1 in the
 * place of n); all equal ones become 0.
 */
export function normalise(numbers: Float32Array, of: 'all' | 'sample' = 'all'): void {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] as number; // i < length, here and below
  const mean = sum / numbers.length;
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) {
    const off = (numbers[i] as number) - mean;
    squares += off * off;
  }
  const count = of === 'sample' ? Math.max(numbers.length - 1, 1) : numbers.length;
  const deviation = Math.sqrt(squares / count) + 1e-8;
  for (let i = 0; i < numbers.length; i++) numbers[i] = ((numbers[i] as number) - mean) / deviation;
}
