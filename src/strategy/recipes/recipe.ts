import type { AUGMENTATIONS } from './augmentations.ts';
import type { LOSSES } from './losses.ts';
import type { OPTIMIZERS } from './optimizers.ts';
import type { SCHEDULES } from './schedules.ts';

/** The four seats' choices: all that is set of how a classifier trains. */
export interface Recipe {
  readonly augmentation: keyof typeof AUGMENTATIONS;
  readonly optimizer: keyof typeof OPTIMIZERS;
  readonly schedule: keyof typeof SCHEDULES;
  readonly loss: keyof typeof LOSSES;
}

/** Recipes that stay the same throughout. */
export const RECIPES = {
  /**
   * MAT-Agent's “Standard” (its appendix D), whose SGD has a learning rate of 0.01, right for a network that was trained
   * before. Ours begin from nothing, and get the rate of SGD that such have (He et al. 2016): at 0.01 they hardly move.
   */
  standard: { augmentation: 'basic', optimizer: 'sgd', schedule: 'step', loss: 'bce' },
  /** The recipe that a practitioner begins with. */
  usual: { augmentation: 'basic', optimizer: 'adamW', schedule: 'oneCycle', loss: 'bce' },
  /** The best static one of a pilot of 25. */
  tuned: { augmentation: 'basic', optimizer: 'adamW', schedule: 'constant', loss: 'asl' },
} as const satisfies Record<string, Recipe>;
