import { draws } from '#core/random.ts';
import type { Choices } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { RowStep } from '../classifier/classifiers.ts';
import { strategyKey } from '../keys.ts';
import { drawChange } from '../recipes/draw-change.ts';
import type { Colour, ImageChange, ImageStatistics } from '../recipes/image-change.ts';
import type { LossCoefficients } from '../recipes/loss-family.ts';
import { augmentationNamed, optimizerNamed, scheduleNamed } from '../recipes/named.ts';
import { nextUpdate, type OptimizerClock } from '../recipes/optimizer-coefficients.ts';
import { AVERAGES, averageKeep, newShare, rampedLearningRate } from '../recipes/transitions.ts';
import type { Minibatch } from './minibatch.ts';

/** Training of a row as it is now; plain data. */
export interface RowTraining {
  readonly choices: Choices;
  /** Choices that give way; the same where nothing does. */
  readonly before: Choices;
  /** Step of the run at which the choices came into force. */
  readonly switchedAt: number;
  readonly clock: OptimizerClock;
  /** Progress of a row that a search steers; absent: its schedule and its averages follow the run. */
  readonly own?: OwnProgress;
  /** True when its numbers are no longer finite: it trains no more. */
  readonly diverged: boolean;
}

/** A trial's progress, which is not that of the run. */
interface OwnProgress {
  /** Step of the run at which its classifier began, had it never waited since. */
  readonly begunAt: number;
  /** Updates over which its schedule runs; after these the schedule stays at its end. */
  readonly horizon: number;
}

/** Parts that the rows of a run share. */
export interface Surroundings {
  readonly config: StrategyConfig;
  readonly statistics: readonly ImageStatistics[]; // of the training images
  readonly mean: Colour;
  /** Losses by their ids, brought to one scale. */
  readonly losses: ReadonlyMap<string, LossCoefficients>;
}

/** The row under other choices from a step on. */
export function underChoices(row: RowTraining, choices: Choices, step: number): RowTraining {
  return isSame(row.choices, choices)
    ? row
    : { ...row, choices, before: row.choices, switchedAt: step };
}

const isSame = (a: Choices, b: Choices): boolean =>
  a.augmentation === b.augmentation &&
  a.optimizer === b.optimizer &&
  a.schedule === b.schedule &&
  a.loss === b.loss;

/** Returns a row's settings for a step of the run, its learning rate, and its training after it. */
export function rowStep(
  row: RowTraining,
  step: number,
  minibatch: Minibatch,
  around: Surroundings,
): { readonly step: RowStep; readonly learningRate: number; readonly after: RowTraining } {
  const { training } = around.config;
  const share = newShare(step - row.switchedAt, training.ramp);
  const updates = row.own ? step - row.own.begunAt : step;
  const progress = row.own ? Math.min(1, updates / row.own.horizon) : step / training.steps;
  // A learning rate belongs to its optimizer: AdamW at SGD's would undo what was learned. Only the schedule gives way.
  const learningRate = rampedLearningRate(
    learningRateOf({ ...row.before, optimizer: row.choices.optimizer }, progress),
    learningRateOf(row.choices, progress),
    share,
  );
  const { settings } = optimizerNamed(row.choices.optimizer);
  const { coefficients, clock } = nextUpdate({ ...settings, learningRate }, row.clock);
  return {
    step: {
      changes: changesOf(row, share, step, minibatch, around),
      mixing: training.mixing,
      loss: {
        before: lossOf(around, row.before.loss),
        after: lossOf(around, row.choices.loss),
        share,
      },
      update: coefficients,
      clip: training.clip,
      keepFast: averageKeep(AVERAGES.fast, updates),
      keepSlow: averageKeep(AVERAGES.slow, updates),
    },
    learningRate,
    after: { ...row, clock },
  };
}

const learningRateOf = ({ optimizer, schedule }: Choices, progress: number): number =>
  optimizerNamed(optimizer).settings.learningRate * scheduleNamed(schedule).scale(progress);

function lossOf({ losses }: Surroundings, id: string): LossCoefficients {
  const loss = losses.get(id);
  if (!loss) throw new RangeError(`there is no loss '${id}'`);
  return loss;
}

/**
 * Draws the change of each image of the minibatch. While an augmentation gives way, an image is changed by the new one
 * with the chance of its share. The numbers are the same in every row.
 */
function changesOf(
  { choices, before }: RowTraining,
  share: number,
  step: number,
  { images, partners }: Minibatch,
  { config, statistics, mean }: Surroundings,
): readonly ImageChange[] {
  const old = augmentationNamed(before.augmentation).coefficients;
  const now = augmentationNamed(choices.augmentation).coefficients;
  return Array.from(images, (image, at) => {
    const reader = draws(strategyKey(config.seed, 'augment', step, at));
    const coefficients = reader.uniform() < share ? now : old;
    const own = statistics[image] as ImageStatistics; // of a training image
    return drawChange(coefficients, config.data.size, own, mean, partners[at] as number, reader);
  });
}
