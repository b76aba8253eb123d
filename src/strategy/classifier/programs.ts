import { type Builder, defineProgram } from '#compute/builder.ts';
import { CHANGE_NUMBERS, type ImageSet } from '#compute/ops/dataset-images.ts';
import { BLENDED_LOSSES, LOSS_CLASS_ROWS, LOSS_NUMBERS } from '#compute/ops/multilabel-loss.ts';
import { UPDATE_NUMBERS } from '#compute/ops/update-weights.ts';
import type { ClassifierSetup, Measured, WeightsName } from './classifiers.ts';

/** Names of the values that programs exchange with the host. */
export interface ClassifierPrograms {
  readonly train: {
    readonly inputs:
      | 'images'
      | 'changes'
      | 'union'
      | 'lossNumbers'
      | 'lossByClass'
      | 'update'
      | 'keepFast'
      | 'keepSlow'
      | 'row';
    readonly outputs: 'measured';
  };
  readonly raw: { readonly inputs: 'images'; readonly outputs: 'logits' };
  readonly fast: { readonly inputs: 'images'; readonly outputs: 'logits' };
  readonly slow: { readonly inputs: 'images'; readonly outputs: 'logits' };
  readonly show: {
    readonly inputs: 'images' | 'changes' | 'union';
    readonly outputs: 'changed' | 'targets';
  };
}

/** Columns of what a step measures. */
export const MEASURED = [
  'loss',
  'crossEntropy',
  'gradientNorm',
  'changeNorm',
  'weightNorm',
] as const satisfies readonly (keyof Measured)[];

export const WEIGHTS = ['raw', 'fast', 'slow'] as const satisfies readonly WeightsName[];

/** A step of training, the logits under each of the weights, and the images of a step as they are changed. */
export function classifierPrograms(setup: ClassifierSetup) {
  const { batch, size, classes, mean, deviation, interval } = setup;
  const isMixed = setup.precision === 'mixed';
  const set: ImageSet = { size, classes, mean, deviation };
  const minibatch = (p: Builder<'images' | 'changes' | 'union'>) =>
    p.changedImages(
      {
        indices: p.input('images', batch, 1),
        changes: p.input('changes', batch, CHANGE_NUMBERS),
        union: p.input('union', 1, 1),
      },
      set,
    );

  type Train = ClassifierPrograms['train'];
  const writeTrain = (p: Builder<Train['inputs'], Train['outputs'] | 'lossScale'>) => {
    const { images, targets } = minibatch(p as Builder);
    const logits = p.forward('raw', images);
    const { gradient, loss, crossEntropy } = p.multilabelLoss({
      logits,
      targets,
      numbers: p.input('lossNumbers', BLENDED_LOSSES, LOSS_NUMBERS.length),
      byClass: p.input('lossByClass', BLENDED_LOSSES * LOSS_CLASS_ROWS.length, classes),
    });
    const scale = isMixed ? p.state('lossScale', 1, 2) : null;
    p.backward(logits, scale ? p.scaledGradient(gradient, scale) : gradient);
    const counts = scale && p.unscaleGradient('raw', scale);
    const gradientNorm = p.clipGradientNorm('raw', { hyperparameter: 'clip' });
    const { changeNorm, weightNorm } = p.updateWeights(
      'raw',
      p.input('update', 1, UPDATE_NUMBERS.length),
      counts,
    );
    p.averageWeights('fast', 'raw', p.input('keepFast', 1, 1));
    p.averageWeights('slow', 'raw', p.input('keepSlow', 1, 1));
    const measured = { loss, crossEntropy, gradientNorm, changeNorm, weightNorm };
    p.putRow(
      p.state('measured', interval, MEASURED.length),
      p.input('row', 1, 1),
      MEASURED.map((name) => measured[name]),
    );
  };
  const train = defineProgram('train', writeTrain, { images: isMixed ? 'f16' : 'f32' });

  const looks = WEIGHTS.map((weights) =>
    defineProgram<'images', 'logits'>(weights, (p) => {
      const images = p.plainImages(p.input('images', batch, 1), set);
      p.output('logits', p.forward(weights, images));
    }),
  );

  type Show = ClassifierPrograms['show'];
  const show = defineProgram<Show['inputs'], Show['outputs']>('show', (p) => {
    const { images, targets } = minibatch(p as Builder);
    p.output('changed', images);
    p.output('targets', targets);
  });
  return [train, ...looks, show];
}
