const BETA1 = 0.9;
const BETA2 = 0.999;
/** Updates from which on both corrections are 1 to the last bit of f32. */
const LAST = 20_000;

/**
 * Bias corrections of Adam by t, 1 / (1 − β₁ᵗ) and 1 / √(1 − β₂ᵗ). Made here in f64, since 1 − β₂ᵗ of f32 numbers would
 * lose half of its digits.
 */
let table: Float32Array | null = null;

/** Writes both corrections after so many updates. */
export function writeCorrections(updates: number, into: Float32Array, at: number): void {
  table ??= make();
  const t = Math.min(updates, LAST);
  into[at] = table[2 * t] as number; // t ≤ LAST
  into[at + 1] = table[2 * t + 1] as number;
}

function make(): Float32Array {
  const made = new Float32Array(2 * LAST + 2);
  let b1 = 1;
  let b2 = 1;
  for (let t = 1; t <= LAST; t++) {
    b1 *= BETA1;
    b2 *= BETA2;
    made[2 * t] = 1 / (1 - b1);
    made[2 * t + 1] = 1 / Math.sqrt(1 - b2);
  }
  return made;
}
