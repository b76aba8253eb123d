import type { Device, DevicePopulation } from '#compute/device.ts';
import { CHANGE_NUMBERS } from '#compute/ops/dataset-images.ts';
import { checkImages, checkRow, checkSetup, checkStep } from './check.ts';
import type { ClassifierSetup, Classifiers, RowStep, WeightsName } from './classifiers.ts';
import { packChanges, packLosses, packUpdate } from './pack.ts';
import { openPopulation } from './population.ts';
import type { ClassifierPrograms } from './programs.ts';
import { levels, measuredOf, rowOf } from './unpack.ts';

/** Opens classifiers on a device, their images on it once for all rows. */
export function openClassifiers(device: Device, setup: ClassifierSetup): Classifiers {
  checkSetup(setup);
  const { batch, classes, interval } = setup;
  const population = openPopulation(device, setup);
  const rows = Array.from({ length: setup.rows }, () => rowInputs(setup));
  const lastImages = new Float32Array(batch);
  /** Steps since `measured` was last called. */
  let taken = 0;
  let hasStepped = false;

  /** Gives a program its own numbers of a row's step. */
  function writeMinibatch(program: 'train' | 'show', row: number, { changes, union }: RowInputs) {
    population.write(program, 'images', row, lastImages);
    population.write(program, 'changes', row, changes);
    population.write(program, 'union', row, union);
  }

  /** The logits of a step's worth of images, all rows one after another. */
  async function look(weights: WeightsName, images: Float32Array): Promise<LaterOrNow> {
    for (let row = 0; row < rows.length; row++) population.write(weights, 'images', row, images);
    await population.run(weights, 0);
    const logits = population.readAll(weights, 'logits');
    return { logits: logits instanceof Promise ? logits : logits.slice() };
  }

  return {
    train(images, rowSteps) {
      checkStep(setup, images, rowSteps);
      if (taken === interval)
        throw new RangeError(
          `${taken} steps were made since it was asked what they measured, and there is room for no more`,
        );
      lastImages.set(images);
      for (const [row, inputs] of rows.entries()) {
        const step = rowSteps[row] as RowStep; // as many as rows
        packChanges(step.changes, inputs.changes);
        inputs.union[0] = step.mixing === 'union' ? 1 : 0;
        writeMinibatch('train', row, inputs);
        writeRecipe(population, row, step, inputs);
        population.write('train', 'row', row, Float32Array.of(taken));
      }
      taken++;
      hasStepped = true;
      return population.run('train', 0); // nothing is drawn in it
    },
    async measured() {
      const count = taken;
      taken = 0;
      const all = await population.readAll('train', 'measured');
      return rows.map((_, row) => measuredOf(all, row, interval, count));
    },
    async logits(weights, images) {
      checkImages(setup, images);
      const parts: LaterOrNow[] = [];
      for (let from = 0; from < images.length; from += batch) {
        const part = new Float32Array(batch);
        part.set(images.subarray(from, from + batch));
        parts.push(await look(weights, part));
      }
      const read = await Promise.all(parts.map(({ logits }) => logits));
      return rows.map((_, row) => rowOf(read, row, batch * classes, images.length * classes));
    },
    async changed(row) {
      checkRow(setup, row);
      if (!hasStepped) throw new RangeError('no step was made yet, so no images were changed');
      writeMinibatch('show', row, rows[row] as RowInputs); // checked
      await population.run(
        'show',
        0,
        Uint8Array.from(rows, (_, i) => (i === row ? 1 : 0)),
      );
      const targets = (await population.read('show', 'targets', row)).slice();
      return { pixels: levels(await population.read('show', 'changed', row), setup), targets };
    },
    async weights(row, weights) {
      checkRow(setup, row);
      return population.weights(row, weights);
    },
    async snapshot() {
      const steps = taken;
      return { population: await population.snapshot({ replay: false }), steps };
    },
    restore(snapshot) {
      population.restore(snapshot.population);
      taken = snapshot.steps;
    },
    get bytes() {
      return population.bytes;
    },
    dispose: () => population.dispose(),
  };
}

/** On a GPU logits come later, and more can be asked for meanwhile. */
interface LaterOrNow {
  readonly logits: Float32Array | Promise<Float32Array>;
}

/** Inputs of a row as they were last written. */
interface RowInputs {
  readonly changes: Float32Array; // [B × CHANGE_NUMBERS]
  readonly union: Float32Array; // [1]
  clip: number;
}

const rowInputs = ({ batch }: ClassifierSetup): RowInputs => ({
  changes: new Float32Array(batch * CHANGE_NUMBERS),
  union: new Float32Array(1),
  clip: Number.NaN,
});

/** Gives a row the numbers of its loss, its optimizer and its averages. */
function writeRecipe(
  population: DevicePopulation<ClassifierPrograms>,
  row: number,
  step: RowStep,
  inputs: RowInputs,
): void {
  const { numbers, byClass } = packLosses(step.loss);
  population.write('train', 'lossNumbers', row, numbers);
  population.write('train', 'lossByClass', row, byClass);
  population.write('train', 'update', row, packUpdate(step.update));
  population.write('train', 'keepFast', row, Float32Array.of(step.keepFast));
  population.write('train', 'keepSlow', row, Float32Array.of(step.keepSlow));
  if (step.clip === inputs.clip) return;
  population.setHyperparameters(row, { clip: step.clip });
  inputs.clip = step.clip;
}
