import {
  constant,
  cosine,
  exponential,
  oneCycle,
  polynomial,
  restarts,
  type Scale,
  steps,
  triangles,
  warmUp,
} from './schedule-families.ts';

/** A choice of the seat that sets the learning rate: the optimizer's own, times `scale` of the training's progress. */
export interface ScheduleChoice {
  readonly label: string;
  /** Description and source. */
  readonly source: string;
  /** True when an agent chooses from it unless told otherwise. */
  readonly isOffered: boolean;
  readonly scale: Scale;
}

/**
 * Schedules depend on the progress alone, never on what was before, so that one can take over from another at any time.
 */
export const SCHEDULES = {
  constant: {
    label: 'Constant',
    source: 'the base learning rate throughout',
    isOffered: true,
    scale: constant,
  },
  step: {
    label: 'Step',
    source: 'a tenth from a half on, and a hundredth from three quarters on (He et al. 2016)',
    isOffered: true,
    scale: steps([0.5, 0.75], 0.1),
  },
  cosine: {
    label: 'Cosine',
    source: 'half a cosine to 0 (Loshchilov and Hutter 2017)',
    isOffered: true,
    scale: cosine(),
  },
  oneCycle: {
    label: 'One cycle',
    source: 'up from a 25th within 0.3, down to a 250 000th (Smith and Topin 2018; PyTorch)',
    isOffered: true,
    scale: oneCycle({ rise: 0.3, start: 1 / 25, end: 1 / 250_000, shape: 'cosine' }),
  },
  linear: {
    label: 'Linear',
    source: 'in a straight line to 0 (MAT-Agent)',
    isOffered: true,
    scale: polynomial(1),
  },
  restarts: {
    label: 'Restarts',
    source: 'half cosines of 1, 2 and 4 sevenths (Loshchilov and Hutter 2017)',
    isOffered: false,
    scale: restarts(1 / 7, 2),
  },
  warmUp: {
    label: 'Warm-up',
    source: 'up from 0 within a tenth, then half a cosine to 0 (MAT-Agent’s “WarmUp”)',
    isOffered: false,
    scale: warmUp(0.1, cosine()),
  },
  exponential: {
    label: 'Exponential',
    source: 'by equal factors to a hundredth (PyTorch’s ExponentialLR)',
    isOffered: false,
    scale: exponential(0.01),
  },
  polynomial: {
    label: 'Polynomial',
    source: 'to 0 as the square of what is left (PyTorch’s PolynomialLR)',
    isOffered: false,
    scale: polynomial(2),
  },
  triangles: {
    label: 'Triangles',
    source: 'up from a tenth and down again, four times (Smith 2017)',
    isOffered: false,
    scale: triangles(1 / 8, 0.1),
  },
} as const satisfies Record<string, ScheduleChoice>;
