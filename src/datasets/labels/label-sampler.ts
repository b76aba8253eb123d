import { exp, log, pow } from '#core/maths.ts';
import { type Draws, draws, type Key } from '#core/random.ts';
import type { LabelCount } from '#core/strategy/domain.ts';
import { keyOfImage } from '../keys.ts';
import { labelCountOf } from './label-count.ts';

/** Classes in an image, and its scene. */
export interface ImageLabels {
  readonly scene: number;
  /** Indices of classes, each once, in the order drawn. */
  readonly classes: readonly number[];
}

export interface LabelSettings {
  /** [C] How often each class is to be in an image, in (0, 1). */
  readonly frequencies: Float64Array;
  readonly count: LabelCount;
  /** Classes that belong to each scene. */
  readonly scenes: readonly (readonly number[])[];
  /** κ: how far classes of a scene come together. 0 is not at all, 1.5 much, 3 nearly always. */
  readonly coOccurrence: number;
}

/** Classes and scenes by a key; takes all that it needs from under it. */
export type LabelSampler = (key: Key) => ImageLabels;

const FITTING_DRAWS = 8000;
const FITTING_ROUNDS = 25;

/**
 * Draws the scene, how many classes, and which, without replacement: class c by the weight w_c e^κ in its scenes, and w_c
 * elsewhere. The weights w are fitted so that the classes come out as often as they are to, whatever scenes and counts
 * do: in each round they are multiplied by (wanted / found)^0.7 over the same draws. Those are drawn under keys of
 * their own, so the weights depend on the settings alone.
 */
export function labelSampler(settings: LabelSettings): LabelSampler {
  const { frequencies, scenes, coOccurrence, count } = settings;
  const classes = frequencies.length;
  if (count.most > classes)
    throw new RangeError(`${count.most} labels an image are more than the ${classes} classes`);
  const lift = exp(coOccurrence);
  const lifts = scenes.map((members) => {
    const row = new Float64Array(classes).fill(1);
    for (const member of members) row[member] = lift;
    return row;
  });
  const countOf = labelCountOf(count);
  const weights = fitWeights(frequencies, (index) => {
    const reader = draws(keyOfImage(0, 'frequencies', 'train', index));
    return race(reader, classes, countOf, lifts);
  });
  return (key) => {
    const { scene, taken, times } = race(draws(key), classes, countOf, lifts);
    return { scene, classes: firstOf(times, weights, taken) };
  };
}

/** A draw for an image, made before the weights are known. */
interface Race {
  readonly scene: number;
  readonly taken: number;
  /** Exponential times over e^κ or 1: divided by the weights, the first arrive (Efraimidis and Spirakis 2006). */
  readonly times: Float64Array;
}

function race(
  reader: Draws,
  classes: number,
  countOf: (reader: Draws) => number,
  lifts: readonly Float64Array[],
): Race {
  const scene = reader.integer(lifts.length);
  const taken = countOf(reader);
  const lift = lifts[scene] as Float64Array; // scene < their number
  const times = new Float64Array(classes);
  for (let at = 0; at < classes; at++)
    times[at] = -log(1 - reader.uniform()) / (lift[at] as number);
  return { scene, taken, times };
}

/** The classes that arrive first; `taken` of them. */
function firstOf(times: Float64Array, weights: Float64Array, taken: number): number[] {
  const first: number[] = [];
  while (first.length < taken) {
    let best = -1;
    let bestTime = Infinity;
    for (let at = 0; at < times.length; at++) {
      const time = (times[at] as number) / (weights[at] as number);
      if (time < bestTime && !first.includes(at)) {
        best = at;
        bestTime = time;
      }
    }
    first.push(best);
  }
  return first;
}

function fitWeights(frequencies: Float64Array, raceOf: (index: number) => Race): Float64Array {
  const races = Array.from({ length: FITTING_DRAWS }, (_, index) => raceOf(index));
  const weights = frequencies.slice();
  for (let round = 0; round < FITTING_ROUNDS; round++) {
    const counts = new Float64Array(frequencies.length);
    for (const { times, taken } of races)
      for (const at of firstOf(times, weights, taken)) counts[at] = (counts[at] as number) + 1;
    for (let at = 0; at < weights.length; at++) {
      const found = ((counts[at] as number) + 0.5) / FITTING_DRAWS; // a class that never came is wanted more
      weights[at] = (weights[at] as number) * pow((frequencies[at] as number) / found, 0.7);
    }
  }
  return weights;
}
