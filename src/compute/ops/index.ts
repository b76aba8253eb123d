import type { Lowering } from '../lowering/lowering.ts';
import { adam } from './adam.ts';
import { argmax } from './argmax.ts';
import { backward } from './backward.ts';
import { clampedSum } from './clamped-sum.ts';
import { clipGradientNorm } from './clip-gradient-norm.ts';
import { clippedSurrogate } from './clipped-surrogate.ts';
import { clippedValueLoss } from './clipped-value-loss.ts';
import { epsilonGreedy } from './epsilon-greedy.ts';
import { forward } from './forward.ts';
import { gaussianMode } from './gaussian-mode.ts';
import { gaussianNoise } from './gaussian-noise.ts';
import { minimum } from './minimum.ts';
import { negativeMean } from './negative-mean.ts';
import type { OpDefinition } from './op.ts';
import { ornsteinUhlenbeck } from './ornstein-uhlenbeck.ts';
import { sample } from './sample.ts';
import { sampleCategorical } from './sample-categorical.ts';
import { sampleGaussian } from './sample-gaussian.ts';
import { shuffledRows } from './shuffled-rows.ts';
import { softUpdate } from './soft-update.ts';
import { squaredError } from './squared-error.ts';
import { sum } from './sum.ts';
import { tdTarget } from './td-target.ts';
import { temporalDifference } from './temporal-difference.ts';

/** Every op there is. */
export const OPS = [
  sample,
  forward,
  backward,
  temporalDifference,
  adam,
  softUpdate,
  argmax,
  epsilonGreedy,
  minimum,
  sum,
  clampedSum,
  tdTarget,
  squaredError,
  negativeMean,
  gaussianNoise,
  ornsteinUhlenbeck,
  clipGradientNorm,
  clippedSurrogate,
  clippedValueLoss,
  gaussianMode,
  sampleCategorical,
  sampleGaussian,
  shuffledRows,
] as const;

type OpOf<D> = D extends OpDefinition<infer O> ? O : never;

/** One entry of a program. */
export type Op = OpOf<(typeof OPS)[number]>;

const BY_KIND: ReadonlyMap<string, OpDefinition<Op>> = new Map(
  OPS.map((definition) => [definition.kind, definition as unknown as OpDefinition<Op>]),
);

/** Emits an op's kernel calls for one agent. */
export function lower(op: Op, agent: Lowering): void {
  BY_KIND.get(op.kind)?.lower(op, agent);
}
