import { draws, type Key } from '#core/random.ts';
import { fillNormal } from './normals.ts';
import type { Plan, Tensor } from './plan.ts';
import { subkey } from './subkey.ts';

/*
 * AgileRL's mutation of weights: of some weight matrices a tenth of the positions, drawn with replacement, is moved
 * in proportion to itself, moved far, or drawn afresh. Biases, gains and shifts stay.
 */

/** Positions drawn, as a share of a matrix. */
const SHARE = 0.1;
/** Probability and strength of a far move, in units of the weight itself. */
const SUPER_PROBABILITY = 0.05;
const SUPER_DEVIATION = 10;
/** Probability of a fresh value, standard normal. */
const RESET_PROBABILITY = 0.05;
const AFRESH = -1;
/** No weight that is changed goes beyond ± this. */
export const LIMIT = 1e6;

/** Weights of one tensor that a perturbation touches. */
interface Perturbation {
  readonly tensor: Tensor;
  /** Places in the slab, in order of drawing; one may occur twice, and then its last value stands. */
  readonly places: Int32Array;
  /** Different places. */
  readonly touched: number;
}

/** Lists the weights that a perturbation touches; known without the weights. */
export function perturbations(plan: Plan, key: Key): readonly Perturbation[] {
  const candidates = plan.tensors.filter(({ kind }) => kind === 'weights');
  const choice = draws(subkey(key, 'tensors'));
  const count = 1 + choice.integer(candidates.length);
  for (let i = 0; i < count; i++) {
    const other = i + choice.integer(candidates.length - i);
    const chosen = candidates[other] as Tensor; // other < length
    candidates[other] = candidates[i] as Tensor; // i < length
    candidates[i] = chosen;
  }
  return candidates.slice(0, count).map((tensor) => drawPlaces(tensor, key));
}

/** Change of the weights that a perturbation touches; known without the weights. */
export interface Change extends Perturbation {
  /** Strength for each place: how far it moves, in units of the weight itself; below 0: it is drawn afresh. */
  readonly strengths: Float64Array;
  /** Standard normal number for each place. */
  readonly normals: Float64Array;
}

/** Draws the changes of a perturbation. */
export function changes(plan: Plan, deviation: number, key: Key): readonly Change[] {
  return perturbations(plan, key).map((touched) => {
    const { tensor, places } = touched;
    const random = draws(subkey(key, `${tensor.name} values`));
    const normals = new Float64Array(places.length);
    fillNormal(normals, random);
    const strengths = new Float64Array(places.length);
    for (let i = 0; i < strengths.length; i++) {
      const u = random.uniform();
      if (u < SUPER_PROBABILITY) strengths[i] = SUPER_DEVIATION;
      else strengths[i] = u < SUPER_PROBABILITY + RESET_PROBABILITY ? AFRESH : deviation;
    }
    return { ...touched, strengths, normals };
  });
}

/** Changes some of the weights in a slab and says which. */
export function perturb(
  plan: Plan,
  weights: Float32Array,
  deviation: number,
  key: Key,
): readonly Perturbation[] {
  const made = changes(plan, deviation, key);
  for (const { places, strengths, normals } of made) {
    const values = new Float32Array(places.length);
    for (let i = 0; i < places.length; i++) {
      const weight = weights[places[i] as number] as number; // i < places.length; places lie in the slab
      const strength = strengths[i] as number;
      const z = normals[i] as number;
      const value = strength < 0 ? z : weight + z * Math.abs(strength * weight);
      values[i] = Math.min(Math.max(value, -LIMIT), LIMIT);
    }
    for (let i = 0; i < places.length; i++) weights[places[i] as number] = values[i] as number; // i < places.length
  }
  return made.map(({ tensor, places, touched }) => ({ tensor, places, touched }));
}

function drawPlaces(tensor: Tensor, key: Key): Perturbation {
  const { name, rows, columns, stride, offset } = tensor;
  const random = draws(subkey(key, `${name} places`));
  const places = new Int32Array(Math.ceil(SHARE * rows * columns));
  const seen = new Uint8Array(rows * stride);
  let touched = 0;
  for (let i = 0; i < places.length; i++) {
    const position = random.integer(rows * columns);
    const row = Math.floor(position / columns);
    const place = row * stride + (position - row * columns);
    touched += 1 - (seen[place] as number); // place < rows · stride
    seen[place] = 1;
    places[i] = offset + place;
  }
  return { tensor, places, touched };
}
