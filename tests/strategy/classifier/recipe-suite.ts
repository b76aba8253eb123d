import { describe, expect, test } from 'vitest';
import { defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import { BLENDED_LOSSES, LOSS_CLASS_ROWS, LOSS_NUMBERS } from '#compute/ops/multilabel-loss.ts';
import { UPDATE_NUMBERS } from '#compute/ops/update-weights.ts';
import { packLosses, packUpdate } from '#strategy/classifier/pack.ts';
import { type LossCoefficients, multilabelLoss } from '#strategy/recipes/loss-family.ts';
import { LOSSES } from '#strategy/recipes/losses.ts';
import {
  CLOCK_AT_START,
  nextUpdate,
  type OptimizerSettings,
} from '#strategy/recipes/optimizer-coefficients.ts';
import { updateWeights } from '#strategy/recipes/optimizer-family.ts';
import { OPTIMIZERS, type OptimizerChoice } from '#strategy/recipes/optimizers.ts';
import { expectClose } from '../../compute/close.ts';
import { numbers, plainPlan } from '../../compute/plans.ts';
import { setWeights } from '../../compute/set-weights.ts';
import {
  GRADIENTS,
  INITIAL_WEIGHTS,
  KNOWN_LOSSES,
  KNOWN_OPTIMIZERS,
  LOGITS,
  lossOf,
  optimizerOf,
  TARGETS,
} from '../recipes/torch.ts';

/** The device's loss of logits [rows × C], blended of two. */
export async function lossOnDevice(
  device: Device,
  logits: readonly number[],
  targets: readonly number[],
  [before, after]: readonly [LossCoefficients, LossCoefficients],
  share: number,
) {
  const classes = before.bias.length;
  const rows = logits.length / classes;
  const program = defineProgram('loss', (p) => {
    const result = p.multilabelLoss({
      logits: p.input('logits', rows, classes),
      targets: p.input('targets', rows, classes),
      numbers: p.input('numbers', BLENDED_LOSSES, LOSS_NUMBERS.length),
      byClass: p.input('byClass', BLENDED_LOSSES * LOSS_CLASS_ROWS.length, classes),
    });
    for (const [name, value] of Object.entries(result)) p.output(name, value);
  });
  const population = open(device, program, plainPlan({ widths: [1, 1] }));
  const packed = packLosses({ before, after, share });
  population.write('loss', 'logits', 0, Float32Array.from(logits));
  population.write('loss', 'targets', 0, Float32Array.from(targets));
  population.write('loss', 'numbers', 0, packed.numbers);
  population.write('loss', 'byClass', 0, packed.byClass);
  await population.run('loss', 0);
  const read = async (name: string) => (await population.read('loss', name, 0)).slice();
  const found = {
    loss: await read('loss'),
    gradient: await read('gradient'),
    crossEntropy: await read('crossEntropy'),
  };
  population.dispose();
  return found;
}

const open = (
  device: Device,
  program: ReturnType<typeof defineProgram>,
  plan: ReturnType<typeof plainPlan>,
) =>
  device.open({
    networks: [{ name: 'net', targetOf: null, trained: true }],
    programs: [program],
    replay: null,
    agents: [
      {
        parentSlot: 0,
        plans: { net: plan },
        inheritance: { net: { kind: 'initialise', key: [1, 2] } },
        hyperparameters: {},
        key: [0, 0],
      },
    ],
  });

/**
 * The weights and biases that a dense layer comes to, and the norms that updates measure. Of one row, gradients are the
 * input and what comes back, so any can be given.
 */
export async function updateOnDevice(
  device: Device,
  weights: readonly number[],
  bias: number,
  gradients: readonly (readonly number[])[],
  settings: OptimizerSettings,
) {
  const plan = plainPlan({ widths: [weights.length, 1] });
  const program = defineProgram('update', (p) => {
    const y = p.forward('net', p.input('x', 1, weights.length));
    p.backward(y, p.input('dy', 1, 1));
    const { changeNorm, weightNorm } = p.updateWeights(
      'net',
      p.input('coefficients', 1, UPDATE_NUMBERS.length),
    );
    p.output('changeNorm', changeNorm);
    p.output('weightNorm', weightNorm);
  });
  const population = open(device, program, plan);
  const [kernel, biases] = plan.tensors as [(typeof plan.tensors)[0], (typeof plan.tensors)[0]];
  const slab = new Float32Array(plan.length);
  for (const [i, weight] of weights.entries()) slab[kernel.offset + i * kernel.stride] = weight;
  slab[biases.offset] = bias;
  await setWeights(population, 0, { net: slab });
  population.write('update', 'dy', 0, Float32Array.of(1));
  let clock = CLOCK_AT_START;
  const states = [];
  for (const gradient of gradients) {
    const update = nextUpdate(settings, clock);
    clock = update.clock;
    population.write('update', 'x', 0, Float32Array.from(gradient));
    population.write('update', 'coefficients', 0, packUpdate(update.coefficients));
    await population.run('update', 0);
    const after = await population.weights(0, 'net');
    states.push({
      weights: weights.map((_, i) => after[kernel.offset + i * kernel.stride] as number),
      bias: after[biases.offset] as number,
      changeNorm: (await population.read('update', 'changeNorm', 0))[0] as number,
      weightNorm: (await population.read('update', 'weightNorm', 0))[0] as number,
    });
  }
  population.dispose();
  return states;
}

/** Losses and optimizers of both families against PyTorch's and the plain references, on a device. */
export function recipesOnDevice(device: () => Device): void {
  describe('losses on the device', () => {
    test.each(KNOWN_LOSSES.map((known) => ({ ...known, known })))(
      '$loss $options is PyTorch’s, and so is its gradient',
      async ({ known }) => {
        const loss = lossOf(known);
        const found = await lossOnDevice(device(), LOGITS, TARGETS, [loss, loss], 1);
        const factor = known.options.reduction === 'sum' ? LOGITS.length : 1;
        expectClose(found.loss, [known.value / factor], 1e-5);
        expectClose(
          found.gradient,
          known.gradLogits.flat().map((each) => each / factor),
          1e-5,
        );
      },
    );

    const SKEWED = { images: 1000, counts: [700, 300, 80, 20, 4] };
    const ALL = Object.values(LOSSES).map(({ coefficients }) => coefficients(SKEWED));
    const rows = 7;
    const logits = [...numbers(rows * 5, 3, 6)];
    const targets = [...numbers(rows * 5, 4)]
      .map((x) => (x > 0.4 ? 1 : x > 0 ? 0.3 : 0))
      .fill(0, 10, 15);

    test.each(Object.keys(LOSSES).map((name, i) => [name, i] as const))(
      'a ramp from %s to the next is the blend of the plain reference',
      async (_, i) => {
        const [before, after] = [ALL[i], ALL[(i + 1) % ALL.length]] as [
          LossCoefficients,
          LossCoefficients,
        ];
        for (const share of [0, 0.3, 1]) {
          const found = await lossOnDevice(device(), logits, targets, [before, after], share);
          const one = multilabelLoss(logits, targets, before);
          const other = multilabelLoss(logits, targets, after);
          expectClose(found.loss, [(1 - share) * one.value + share * other.value], 1e-5);
          expectClose(
            found.gradient,
            one.gradient.map((g, at) => (1 - share) * g + share * (other.gradient[at] as number)),
            1e-5,
          );
          const plain = multilabelLoss(logits, targets, ALL[0] as LossCoefficients);
          expectClose(found.crossEntropy, [plain.value], 1e-5);
        }
      },
    );

    test('stay finite, whatever the logits', async () => {
      const extreme = [1e4, -1e4, 200, -200, 0];
      for (const loss of ALL)
        for (const target of [0, 1]) {
          const labels = extreme.map(() => target);
          const found = await lossOnDevice(device(), extreme, labels, [loss, loss], 0.5);
          expect([...found.loss, ...found.gradient].every(Number.isFinite)).toBe(true);
        }
    });
  });

  describe('optimizers on the device', () => {
    test.each(KNOWN_OPTIMIZERS.map((known) => ({ ...known, known })))(
      '$optimizer $options is PyTorch’s at every step',
      async ({ known }) => {
        const states = await updateOnDevice(
          device(),
          INITIAL_WEIGHTS,
          0,
          GRADIENTS,
          optimizerOf(known),
        );
        expect(known.paramsAfterEachStep).toHaveLength(states.length);
        for (const [step, expected] of known.paramsAfterEachStep.entries())
          expectClose(states[step]?.weights ?? [], expected, 1e-5);
      },
    );

    const CHOICES: readonly (readonly [string, OptimizerChoice])[] = Object.entries(OPTIMIZERS);
    test.each(CHOICES)('%s is the plain reference, norms too', async (_, { settings }) => {
      const initial = [...INITIAL_WEIGHTS, 0.3];
      const size = INITIAL_WEIGHTS.length;
      const layers = [
        { from: 0, to: size, decays: true },
        { from: size, to: size + 1, decays: false },
      ];
      const expected = {
        weights: Float64Array.from(initial),
        mean: new Float64Array(size + 1),
        square: new Float64Array(size + 1),
      };
      const norm = (of: Float64Array) => Math.sqrt(of.reduce((sum, each) => sum + each * each, 0));
      const states = await updateOnDevice(device(), INITIAL_WEIGHTS, 0.3, GRADIENTS, settings);
      let clock = CLOCK_AT_START;
      for (const [step, state] of states.entries()) {
        const update = nextUpdate(settings, clock);
        clock = update.clock;
        const before = expected.weights.slice();
        updateWeights(expected, [...(GRADIENTS[step] ?? []), 1], layers, update.coefficients);
        expectClose([...state.weights, state.bias], expected.weights, 1e-5);
        expectClose([state.weightNorm], [norm(expected.weights)], 1e-5);
        const change = expected.weights.map((weight, i) => weight - (before[i] as number));
        expectClose([state.changeNorm], [norm(change)], 1e-4);
      }
    });
  });
}
