import { pow } from '#core/maths.ts';

/** The numbers of one update, as `updateWeights` takes them. Numbers that an optimizer does not use are 0. */
export interface UpdateCoefficients {
  readonly learningRate: number;
  /** Decoupled from the gradient, as AdamW's; and within it, as SGD's. */
  readonly decay: number;
  readonly l2: number;
  /** η of LARS; 0 for none. */
  readonly trust: number;
  readonly meanDecay: number;
  readonly meanGain: number;
  readonly meanScaledGain: number;
  readonly squareDecay: number;
  readonly squareGain: number;
  readonly squareScale: number;
  readonly epsilon: number;
  readonly plainGradient: number;
  readonly plainMean: number;
  readonly scaledGradient: number;
  readonly scaledMean: number;
  readonly signGradient: number;
  readonly signMean: number;
}

/** Settings of an optimizer, apart from the step it is at. */
export interface OptimizerSettings {
  readonly rule: OptimizerRule;
  readonly learningRate: number;
  readonly decay: number;
  readonly l2: number;
  readonly trust: number;
  /** β₁, or SGD's momentum. */
  readonly meanDecay: number;
  /** β₂. */
  readonly squareDecay: number;
  readonly epsilon: number;
}

export type OptimizerRule =
  | 'momentum'
  | 'nesterov'
  | 'adam'
  | 'nadam'
  | 'radam'
  | 'rmsprop'
  | 'rmspropMomentum'
  | 'adagrad'
  | 'lion';

/**
 * Sums of the weights that gradients have in a row's moments; they correct the moments' bias exactly, whichever decays
 * were in force at each step: with one decay β from the start a sum is 1 − βᵗ.
 */
export interface OptimizerClock {
  readonly steps: number;
  readonly meanWeight: number;
  readonly squareWeight: number;
  /** Product of NAdam's momenta. */
  readonly momentumProduct: number;
}

export const CLOCK_AT_START: OptimizerClock = {
  steps: 0,
  meanWeight: 0,
  squareWeight: 0,
  momentumProduct: 1,
};

/** Lion looks ahead by less than it remembers (Chen et al. 2023). */
const LION_LOOK = 0.9;

/** NAdam's momentum at a step (Dozat 2016, as PyTorch has it). */
const nadamMomentum = (beta: number, step: number): number =>
  beta * (1 - 0.5 * pow(0.96, step * 0.004));

/** Coefficients of the next update, and the clock after it. */
export function nextUpdate(
  settings: OptimizerSettings,
  before: OptimizerClock,
): { readonly coefficients: UpdateCoefficients; readonly clock: OptimizerClock } {
  const { rule, meanDecay, squareDecay } = settings;
  const summed = rule === 'adagrad';
  const moments = {
    meanDecay,
    meanGain: rule === 'rmspropMomentum' ? 0 : 1 - meanDecay,
    meanScaledGain: rule === 'rmspropMomentum' ? 1 : 0,
    squareDecay: summed ? 1 : squareDecay,
    squareGain: summed ? 1 : 1 - squareDecay,
  };
  const steps = before.steps + 1;
  const clock = {
    steps,
    meanWeight: moments.meanDecay * before.meanWeight + moments.meanGain,
    squareWeight: moments.squareDecay * before.squareWeight + moments.squareGain,
    momentumProduct: before.momentumProduct * nadamMomentum(meanDecay, steps),
  };
  const { learningRate, decay, l2, trust, epsilon } = settings;
  return {
    clock,
    coefficients: {
      learningRate,
      decay,
      l2,
      trust,
      ...moments,
      squareScale: 1,
      epsilon,
      plainGradient: 0,
      plainMean: 0,
      scaledGradient: 0,
      scaledMean: 0,
      signGradient: 0,
      signMean: 0,
      ...ruleCoefficients(settings, clock),
    },
  };
}

function ruleCoefficients(
  { rule, meanDecay, squareDecay, epsilon }: OptimizerSettings,
  clock: OptimizerClock,
): Partial<UpdateCoefficients> {
  const squareScale = 1 / clock.squareWeight;
  switch (rule) {
    // PyTorch's buffer is m / (1 − β)
    case 'momentum':
      return { plainMean: 1 / (1 - meanDecay) };
    case 'nesterov':
      return { plainGradient: 1, plainMean: meanDecay / (1 - meanDecay) };
    case 'adam':
      return { scaledMean: 1 / clock.meanWeight, squareScale };
    case 'nadam': {
      const now = nadamMomentum(meanDecay, clock.steps);
      const next = nadamMomentum(meanDecay, clock.steps + 1);
      return {
        scaledGradient: (1 - now) / (1 - clock.momentumProduct),
        scaledMean: next / (1 - clock.momentumProduct * next),
        squareScale,
      };
    }
    case 'radam':
      return rectified(squareDecay, epsilon, clock);
    case 'rmsprop':
      return { scaledGradient: 1, squareScale: ofMean(clock) };
    case 'adagrad':
      return { scaledGradient: 1 };
    case 'rmspropMomentum':
      return { plainMean: 1, squareScale: ofMean(clock) };
    case 'lion':
      return { signMean: LION_LOOK, signGradient: 1 - LION_LOOK };
    default:
      return rule satisfies never;
  }
}

/** Factor that makes a mean of what Adagrad has summed up before; RMSprop corrects its mean for nothing else. */
const ofMean = ({ squareWeight }: OptimizerClock): number => 1 / Math.max(1, squareWeight);

/** RAdam (Liu et al. 2020), with PyTorch's place for epsilon: added before the bias is corrected. */
function rectified(
  beta: number,
  epsilon: number,
  { steps, meanWeight, squareWeight }: OptimizerClock,
): Partial<UpdateCoefficients> {
  const longest = 2 / (1 - beta) - 1;
  const left = Math.max(0, 1 - squareWeight); // βᵗ
  const length = longest - (2 * steps * left) / squareWeight;
  if (length <= 5) return { plainMean: 1 / meanWeight };
  const rectifier = Math.sqrt(
    ((length - 4) * (length - 2) * longest) / ((longest - 4) * (longest - 2) * length),
  );
  return {
    scaledMean: rectifier / meanWeight,
    squareScale: 1 / squareWeight,
    epsilon: epsilon / Math.sqrt(squareWeight),
  };
}
