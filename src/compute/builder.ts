import type { Purpose } from '#core/random.ts';
import { recordAdam } from './ops/adam.ts';
import { recordArgmax } from './ops/argmax.ts';
import { recordBackward } from './ops/backward.ts';
import { recordClipGradientNorm } from './ops/clip-gradient-norm.ts';
import {
  type ClippedSurrogateInputs,
  type ClippedSurrogateResult,
  recordClippedSurrogate,
} from './ops/clipped-surrogate.ts';
import {
  type ClippedValueLossInputs,
  type ClippedValueLossResult,
  recordClippedValueLoss,
} from './ops/clipped-value-loss.ts';
import { recordEpsilonGreedy } from './ops/epsilon-greedy.ts';
import { recordForward } from './ops/forward.ts';
import { recordGaussianMode } from './ops/gaussian-mode.ts';
import { type GaussianNoiseSettings, recordGaussianNoise } from './ops/gaussian-noise.ts';
import type { Op } from './ops/index.ts';
import { recordNegativeMean } from './ops/negative-mean.ts';
import {
  type OrnsteinUhlenbeckSettings,
  recordOrnsteinUhlenbeck,
} from './ops/ornstein-uhlenbeck.ts';
import { recordPair } from './ops/pairwise.ts';
import { recordSample } from './ops/sample.ts';
import { type CategoricalSample, recordSampleCategorical } from './ops/sample-categorical.ts';
import { type GaussianSample, recordSampleGaussian } from './ops/sample-gaussian.ts';
import { recordShuffledRows } from './ops/shuffled-rows.ts';
import { recordSoftUpdate } from './ops/soft-update.ts';
import { recordSquaredError } from './ops/squared-error.ts';
import { recordTdTarget, type TdTargetInputs } from './ops/td-target.ts';
import {
  recordTemporalDifference,
  type TemporalDifferenceInputs,
  type TemporalDifferenceResult,
} from './ops/temporal-difference.ts';
import type { Program, Rows, Scalar, Value, Width } from './program.ts';

/**
 * In what a learning rule writes a program. Networks go by the names that the algorithm declares.
 *
 * Random ops draw under key = threefry(agent's key, counter (purpose, step)), step being the number of the run, and
 * take word i mod 2 of block threefry(key, counter (⌊i / 2⌋, n)) as the i-th number; n counts the ops of that purpose
 * in the program from 0. So the first such op draws what `draws(key)` of core/random.ts does. A whole number below k
 * is ⌊word · k / 2³²⌋.
 */
export interface Builder {
  /** A value that the host writes. */
  input(name: string, rows: Rows, width: number): Value;
  /** Gives a value a name, for the host to read it. */
  output(name: string, value: Value): void;
  /**
   * A minibatch from the shared replay buffer: transitions drawn uniformly, with replacement, among those remembered;
   * purpose `replay`. `widths` names the fields and says how wide each is.
   */
  sample<F extends string>(
    widths: Readonly<Record<F, number>>,
    batchSize: Rows,
  ): Readonly<Record<F, Value>>;
  /** A network's outputs, [rows × outputs]. `joined` is its second input, where its plan has one. */
  forward(network: string, input: Value, joined?: Value): Value;
  /** A network's latent vectors, [rows × latent]: the first part of `forward`. */
  encode(network: string, input: Value): Value;
  /** A network's outputs from latent vectors, its own or another's: the second part of `forward`. */
  decode(network: string, latent: Value): Value;
  /**
   * From the gradient of a loss with respect to what `forward` gave (or a part of it), the gradient with respect to
   * the weights, which replaces the network's gradient slab (or the part's share of it).
   */
  backward(result: Value, gradient: Value): void;
  /** The same, and the gradient with respect to the inputs; `weights: false` leaves the gradient slab alone. */
  backwardInput(
    result: Value,
    gradient: Value,
    options?: { readonly weights?: boolean },
  ): { readonly input: Value; readonly joined: Value | null };
  /** Mean squared TD error of a minibatch. */
  temporalDifference(inputs: TemporalDifferenceInputs): TemporalDifferenceResult;
  /** One step of Adam along the network's gradient slab. */
  adam(network: string, learningRate: Scalar): void;
  /** target ← tau · online + (1 − tau) · target. */
  softUpdate(target: string, online: string, tau: Scalar): void;
  /** Per row the column of the greatest, the first of equals, [rows × 1]. NaN counts as greatest. */
  argmax(value: Value): Value;
  /** Per row the greatest column or, with probability epsilon [1 × 1], any; purpose `explore`. [rows × 1]. */
  epsilonGreedy(q: Value, epsilon: Value): Value;
  /** Element by element the smaller, [rows × width]. */
  minimum(a: Value, b: Value): Value;
  /** a + b, [rows × width]: of gradients that meet. */
  sum(a: Value, b: Value): Value;
  /** a + b, kept in [−1, 1], where actions live; [rows × width]. */
  clampedSum(a: Value, b: Value): Value;
  /** y = r + γ (1 − terminated) · value of what follows, [B × 1]. */
  tdTarget(inputs: TdTargetInputs): Value;
  /** Mean squared error, its gradient with respect to the prediction [rows × width]; loss [1 × 1]. */
  squaredError(
    prediction: Value,
    target: Value,
  ): { readonly gradient: Value; readonly loss: Value };
  /** −mean of a value [rows × 1], to climb it: its gradient [rows × 1]; loss [1 × 1]. */
  negativeMean(value: Value): { readonly gradient: Value; readonly loss: Value };
  /** Normal numbers of a deviation, none beyond ± clip. Number i takes words 2i and 2i + 1. */
  gaussianNoise(rows: Rows, width: number, settings: GaussianNoiseSettings): Value;
  /** Noise that remembers, from what it was before [rows × width]; purpose `explore`. Words as of `gaussianNoise`. */
  ornsteinUhlenbeck(before: Value, settings: OrnsteinUhlenbeckSettings): Value;
  /** Actions drawn with the probabilities softmax(logits); purpose `explore`. */
  sampleCategorical(logits: Value): CategoricalSample;
  /** `count` normal numbers per row, from means and log standard deviations behind them; purpose `explore`. */
  sampleGaussian(policy: Value, count: number): GaussianSample;
  /** The means within [−1, 1], [rows × count]. */
  gaussianMode(policy: Value, count: number): Value;
  /**
   * A minibatch of values with equally many rows, all of which an epoch goes through in an order of its own; purpose
   * `shuffle`. `update` [1 × 1]: how many updates were made from these values before.
   */
  shuffledRows<F extends string>(
    values: Readonly<Record<F, Value>>,
    batchSize: Rows,
    update: Value,
  ): Readonly<Record<F, Value>>;
  /** PPO's loss of the policy, entropy included. */
  clippedSurrogate(inputs: ClippedSurrogateInputs): ClippedSurrogateResult;
  /** PPO's loss of the critic. */
  clippedValueLoss(inputs: ClippedValueLossInputs): ClippedValueLossResult;
  /** Shortens the network's gradient to at most this norm. */
  clipGradientNorm(network: string, maximum: Scalar): void;
}

/** What the ops' own files record through. */
export interface Recorder {
  value(rows: Rows, width: Width): Value;
  push(op: Op): void;
  /** The op that made a value, if any. */
  maker(value: Value): Op | undefined;
  /** How many random ops of this purpose came before. */
  ordinal(purpose: Purpose): number;
  readonly ops: readonly Op[];
}

/** Records a program. */
export function record(name: string, write: (builder: Builder) => void): Program {
  const ops: Op[] = [];
  const values: Value[] = [];
  const names = new Map<string, number>();
  const makers = new Map<number, Op>();
  const ordinals = new Map<Purpose, number>();
  let made = 0; // values known before the op being recorded

  const recorder: Recorder = {
    ops,
    value(rows, width) {
      for (const size of [rows, width])
        if (typeof size === 'number' && !(Number.isInteger(size) && size >= 1))
          throw new RangeError(
            `program '${name}': ${size} rows or columns must be a whole number from 1`,
          );
      const value: Value = { id: values.length, rows, width };
      values.push(value);
      return value;
    },
    push(op) {
      ops.push(op);
      for (; made < values.length; made++) makers.set(made, op);
    },
    maker: ({ id }) => makers.get(id),
    ordinal(purpose) {
      const ordinal = ordinals.get(purpose) ?? 0;
      ordinals.set(purpose, ordinal + 1);
      return ordinal;
    },
  };
  const call = (label: string, { id }: Value) => {
    if (names.has(label)) throw new RangeError(`program '${name}' names two values '${label}'`);
    if ([...names.values()].includes(id))
      throw new RangeError(`program '${name}': value '${label}' has a name already`);
    names.set(label, id);
  };

  write({
    input(label, rows, width) {
      const value = recorder.value(rows, width);
      made = values.length;
      call(label, value);
      return value;
    },
    output: call,
    sample: (widths, batchSize) => recordSample(recorder, widths, batchSize),
    forward: (network, input, joined) => recordForward(recorder, network, input, joined ?? null),
    encode: (network, input) => recordForward(recorder, network, input, null, 'encoder'),
    decode: (network, latent) => recordForward(recorder, network, latent, null, 'head'),
    backward: (result, gradient) => {
      recordBackward(recorder, result, gradient, { weights: true, inputs: false });
    },
    backwardInput: (result, gradient, options) =>
      recordBackward(recorder, result, gradient, {
        weights: options?.weights ?? true,
        inputs: true,
      }),
    temporalDifference: (inputs) => recordTemporalDifference(recorder, inputs),
    adam: (network, learningRate) => recordAdam(recorder, network, learningRate),
    softUpdate: (target, online, tau) => recordSoftUpdate(recorder, target, online, tau),
    argmax: (value) => recordArgmax(recorder, value),
    epsilonGreedy: (q, epsilon) => recordEpsilonGreedy(recorder, q, epsilon),
    minimum: (a, b) => recordPair(recorder, 'minimum', a, b),
    sum: (a, b) => recordPair(recorder, 'sum', a, b),
    clampedSum: (a, b) => recordPair(recorder, 'clampedSum', a, b),
    tdTarget: (inputs) => recordTdTarget(recorder, inputs),
    squaredError: (prediction, target) => recordSquaredError(recorder, prediction, target),
    negativeMean: (value) => recordNegativeMean(recorder, value),
    gaussianNoise: (rows, width, settings) => recordGaussianNoise(recorder, rows, width, settings),
    ornsteinUhlenbeck: (before, settings) => recordOrnsteinUhlenbeck(recorder, before, settings),
    sampleCategorical: (logits) => recordSampleCategorical(recorder, logits),
    sampleGaussian: (policy, count) => recordSampleGaussian(recorder, policy, count),
    gaussianMode: (policy, count) => recordGaussianMode(recorder, policy, count),
    shuffledRows: (values, batchSize, update) =>
      recordShuffledRows(recorder, values, batchSize, update),
    clippedSurrogate: (inputs) => recordClippedSurrogate(recorder, inputs),
    clippedValueLoss: (inputs) => recordClippedValueLoss(recorder, inputs),
    clipGradientNorm: (network, maximum) => recordClipGradientNorm(recorder, network, maximum),
  });

  const labels = new Map([...names].map(([label, id]) => [id, label]));
  return {
    name,
    ops,
    values: values.map((value) => {
      const label = labels.get(value.id);
      return label === undefined ? value : { ...value, name: label };
    }),
  };
}
