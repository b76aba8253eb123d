import { CHOICES } from './choices.tsx';
import { CLASSES } from './classes.tsx';
import { GRADIENTS } from './gradients.tsx';
import { LEARNING_RATE } from './learning-rate.tsx';
import { LOSSES } from './losses.tsx';
import { MEASURE } from './measure.tsx';
import { ONE_CLASS } from './one-class.tsx';
import { PRECISION_RECALL } from './precision-recall.tsx';
import { REWARD } from './reward.tsx';
import type { StrategyChart } from './source.ts';
import { THRESHOLD_CURVE } from './threshold-curve.tsx';

/** Charts in the order of their tabs. A chart is added by a description, and a line here. */
export const STRATEGY_CHARTS: readonly StrategyChart[] = [
  MEASURE,
  LOSSES,
  CLASSES,
  ONE_CLASS,
  PRECISION_RECALL,
  THRESHOLD_CURVE,
  LEARNING_RATE,
  GRADIENTS,
  CHOICES,
  REWARD,
];
