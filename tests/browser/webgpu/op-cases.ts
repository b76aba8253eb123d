import { type Builder, defineProgram } from '#compute/builder.ts';
import type { AgentSetup, PopulationSetup } from '#compute/device.ts';
import { CHANGE_NUMBERS, type ImageSet } from '#compute/ops/dataset-images.ts';
import { LOSS_NUMBERS } from '#compute/ops/multilabel-loss.ts';
import { UPDATE_NUMBERS } from '#compute/ops/update-weights.ts';
import type { Program } from '#compute/program.ts';
import type { Rows } from '#compute/value.ts';
import { ACTIVATIONS } from '#core/genome.ts';
import { type Shape, sizeOf } from '#core/shape.ts';
import { planImageNetwork } from '#networks/image-network.ts';
import type { Plan } from '#networks/plan.ts';
import { numbers, plainPlan } from '../../compute/plans.ts';

/** A program, and what the host writes before it runs. */
export interface OpCase {
  readonly name: string;
  /**
   * Set when it pads images with zeros. Whether these times a weight that is NaN count is left to the device: it is in
   * the same values of the same agents that NaN shows, but not in the same places.
   */
  readonly hasEdges?: true;
  readonly setup: PopulationSetup;
  readonly program: Program;
  /** Inputs by value: numbers of which each agent is given as many as fit. */
  readonly inputs: Readonly<
    Record<string, { readonly width: number; readonly data: Float32Array }>
  >;
}

const BATCH: Rows = { hyperparameter: 'batchSize' };
/** Batch sizes of the agents, one after another. */
const SIZES = [5, 16, 37];
const MOST = Math.max(...SIZES);
const FIELDS = { a: 3, b: 1, c: 4, pixels: 25, labels: 3 };
/** Images in the replay buffer. */
const IMAGES: ImageSet = {
  size: 5,
  classes: FIELDS.labels,
  mean: [0.5, 0.4, 0.3],
  deviation: [0.2, 0.3, 0.25],
};
const REMEMBERED = 40;

const agents = (plans: readonly Plan[]): AgentSetup[] =>
  SIZES.map((batchSize, slot) => {
    const net = plans[slot % plans.length] as Plan; // at least one
    return {
      parentSlot: slot,
      plans: { net, twin: net },
      inheritance: {
        net: { kind: 'initialise', key: [slot, 9] },
        twin: { kind: 'initialise', key: [slot, 10] },
      },
      hyperparameters: { batchSize, rate: 0.01 * (slot + 1), gamma: 0.9 + slot / 100 },
      key: [0x01234567 + slot, 0x89abcdef],
    };
  });

const PLAN = plainPlan({ widths: [3, 8, 2] });

/** A case whose inputs are as wide as said and filled with numbers up to a size. */
function opCase(
  name: string,
  inputs: Readonly<Record<string, readonly [width: number, size: number, rows?: Rows]>>,
  write: (p: Builder, value: (input: string) => ReturnType<Builder['input']>) => void,
  plans: readonly Plan[] = [PLAN],
): OpCase {
  const program = defineProgram('run', (p) => {
    const values = new Map(
      Object.entries(inputs).map(([input, [width, , rows = BATCH]]) => [
        input,
        p.input(input, rows, width),
      ]),
    );
    write(p, (input) => values.get(input) as ReturnType<Builder['input']>); // declared above
  });
  return {
    name,
    program,
    setup: {
      networks: [
        { name: 'net', targetOf: null, trained: true },
        { name: 'twin', targetOf: 'net', trained: false },
      ],
      programs: [program],
      replay: { capacity: REMEMBERED, fields: FIELDS },
      agents: agents(plans),
    },
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([input, [width, size]], i) => [
        input,
        { width, data: numbers(MOST * width, i + 1, size) },
      ]),
    ),
  };
}

/** Whole numbers below n instead, as of actions. */
function whole(given: OpCase, input: string, n: number): OpCase {
  const { width, data } = given.inputs[input] as OpCase['inputs'][string]; // an input of the case
  const rounded = wholeNumbers(data, n);
  return { ...given, inputs: { ...given.inputs, [input]: { width, data: rounded } } };
}

/** Makes whole numbers below n of numbers between −1 and 1. */
const wholeNumbers = (data: Float32Array, n: number): Float32Array =>
  data.map((x) => Math.min(n - 1, Math.floor(((x + 1) / 2) * n)));

/** An input holds such numbers instead. */
const holding = (given: OpCase, input: string, data: readonly number[]): OpCase => {
  const { width } = given.inputs[input] as OpCase['inputs'][string]; // an input of the case
  return {
    ...given,
    inputs: { ...given.inputs, [input]: { width, data: Float32Array.from(data) } },
  };
};

/** Changes of images: as they are; turned, coloured, inverted and cut; mirrored in levels and blended; and a box mixed. */
// biome-ignore format: a part a line
const CHANGES: readonly (readonly number[])[] = [
  [1, 0, 0, 0, 1, 0,
    1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0,
    2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
  [0.9, -0.3, 0.6, 0.3, 0.9, -1.2,
    0.7, 0.2, 0.1, 0.05, -0.1, 1.2, 0, -0.1, 0.1, 0.1, 0.8, 0.02,
    0.6, 0, 1, 0, 4, 2, 0.9, 0.1, 0.4, 0, 1, 0, 0, 0, 0],
  [-1, 0, 7, 0, 1, -3,
    1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0,
    2, 16, 0, 0, 0, 0, 0, 0, 0, 1, 0.3, 0, 0, 0, 0],
  [1, 0, 0, 0, 1, 0.5,
    1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0,
    2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 1, 2, 4, 9],
  [1, 0, 0, 0, 1, 0,
    1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0,
    2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0, 0, 2, 2],
];

/** Two losses of the family, one with every coefficient at work and one with few. */
// biome-ignore format: a loss a line
const LOSSES = [
  0.3, 2, 3, 1, 0.05, 2, 1, 0.1, 10, 0.2, 0.1, 0.5, 2,
  0.7, 0, 4, 0, 0, 1, 0, 0.1, 10, 0.2, 0, 0, 1,
];

/** Both losses of logits, labels and numbers by class, all above 0. */
function severalLabels(): OpCase {
  const given = opCase(
    'a loss of several labels',
    { logits: [3, 4], labels: [3, 1], numbers: [LOSS_NUMBERS.length, 1, 2], byClass: [3, 1, 8] },
    (p, value) => {
      const result = p.multilabelLoss({
        logits: value('logits'),
        targets: value('labels'),
        numbers: value('numbers'),
        byClass: value('byClass'),
      });
      for (const [name, each] of Object.entries(result)) p.output(name, each);
    },
  );
  const byClass = [...numbers(24, 8)].map((x) => 0.1 + Math.abs(x));
  return whole(holding(holding(given, 'numbers', LOSSES), 'byClass', byClass), 'labels', 2);
}

/** Updates of the family: each coefficient at work in one of them. */
// biome-ignore format: an update a line
const UPDATES: readonly (readonly [name: string, coefficients: readonly number[]])[] = [
  ['Adam and decay', [0.01, 0.1, 0, 0, 0.9, 0.1, 0, 0.99, 0.01, 1.5, 1e-3, 0, 0, 0, 1.2, 0, 0]],
  ['SGD under trust', [0.05, 0, 0.01, 0.02, 0.9, 0.1, 0, 0.99, 0.01, 1, 1e-3, 1, 9, 0, 0, 0, 0]],
  ['signs and a scaled mean', [0.01, 0.02, 0, 0, 0.9, 0, 1, 1, 1, 1, 1e-3, 0, 0.1, 0.5, 0, 0.1, 0.9]],
];

/** Forward, back through everything, and one step of Adam, of networks of three shapes. */
const network = (name: string, plans: readonly Plan[], joined = 0): OpCase => {
  const [{ inputs, outputs }] = plans as [Plan];
  return opCase(
    name,
    {
      x: [sizeOf(inputs), 2],
      dy: [outputs, 1],
      ...(joined > 0 && { second: [joined, 2] as const }),
    },
    (p, value) => {
      const second = joined > 0 ? value('second') : undefined;
      p.output('alone', p.forward('net', value('x'), second));
      const y = p.forward('net', value('x'), second);
      const back = p.backwardInput(y, value('dy'));
      p.output('y', y);
      p.output('dx', back.input);
      if (back.joined) p.output('dsecond', back.joined);
      p.adam('net', { hyperparameter: 'rate' });
    },
    plans,
  );
};

const image = (height: number, width: number, channels: number): Shape => ({
  kind: 'image',
  height,
  width,
  channels,
});

const IMAGE_PLANS: readonly (readonly [name: string, Plan])[] = [
  [
    'convolutions with steps and padding',
    planImageNetwork(image(9, 7, 3), [
      { kind: 'convolution', channels: 6, size: 3, padding: 1, biases: true },
      { kind: 'relu' },
      { kind: 'convolution', channels: 33, size: 4, step: 2, biases: true },
      { kind: 'relu' },
      { kind: 'dense', units: 2 },
    ]),
  ],
  [
    'a small image classifier',
    planImageNetwork(image(10, 11, 3), [
      { kind: 'convolution', channels: 8, size: 3, padding: 1 },
      { kind: 'groupNorm', groups: 4 },
      { kind: 'relu' },
      { kind: 'maxPool', size: 2 },
      { kind: 'convolution', channels: 6, size: 3, padding: 1 },
      { kind: 'groupNorm', groups: 2 },
      { kind: 'relu' },
      { kind: 'maxPool', size: 2 },
      { kind: 'globalPool' },
      { kind: 'dense', units: 3 },
    ]),
  ],
];

/** An update of a scaled loss, of SGD. */
const scaledLoss = holding(
  opCase(
    'a scaled loss',
    { x: [3, 2], dy: [2, 1], update: [UPDATE_NUMBERS.length, 1, 1] },
    (p, value) => {
      const scaling = p.state('scaling', 1, 2);
      const y = p.forward('net', value('x'));
      const scaled = p.scaledGradient(value('dy'), scaling);
      p.output('scaled', scaled);
      p.backward(y, scaled);
      const counts = p.unscaleGradient('net', scaling);
      p.output('counts', counts);
      p.output('change', p.updateWeights('net', value('update'), counts).changeNorm);
    },
  ),
  'update',
  [0.1, 0, 0, 0, 0.9, 0.1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
);

export const OP_CASES: readonly OpCase[] = [
  ...ACTIVATIONS.map((activation) =>
    network(activation, [
      plainPlan({ widths: [4, 10, 6, 2], activation }),
      plainPlan({
        widths: [4, 7, 2],
        activation,
        outputActivation: activation,
        layerNorm: 'affine',
      }),
      plainPlan({ widths: [4, 5, 2], activation, layerNorm: 'plain' }),
    ]),
  ),
  network('tiles with and without a rest', [
    plainPlan({ widths: [6, 64, 33, 3] }),
    plainPlan({ widths: [6, 130, 3] }),
    plainPlan({ widths: [6, 3] }),
  ]),
  ...IMAGE_PLANS.map(([name, plan]) => ({ ...network(name, [plan]), hasEdges: true as const })),
  network(
    'a second input',
    [0, 1, 2].map((before) =>
      plainPlan({ widths: [5, 16, 9, 1], joined: { before, width: 6 }, activation: 'elu' }),
    ),
    6,
  ),
  network(
    'learned constants',
    [9, 16, 6].map((hidden) => plainPlan({ widths: [4, hidden, 3], constants: 3 })),
  ),
  opCase(
    'encoder and head',
    { x: [4, 2], dy: [3, 1] },
    (p, value) => {
      const latent = p.encode('net', value('x'));
      const y = p.decode('net', latent);
      const back = p.backwardInput(y, value('dy'));
      p.backward(latent, back.input);
      p.output('latent', latent);
      p.output('y', y);
      p.adam('net', { hyperparameter: 'rate' });
    },
    [8, 20, 5].map((hidden) => ({
      ...plainPlan({ widths: [4, hidden, 6, 3], activation: 'tanh' }),
      encoderLayers: 4, // dense and activation, twice
      latent: 6,
    })),
  ),
  opCase('sample', {}, (p) => {
    const { a, b, c } = FIELDS;
    for (const [name, value] of Object.entries(p.sample({ a, b, c }, BATCH))) p.output(name, value);
    p.output('again', p.sample({ b: 1 }, BATCH).b);
  }),
  ...[53, 21].map((filled) =>
    holding(
      opCase(
        `shuffled rows, ${filled} of 53`,
        { x: [3, 1, 53], z: [1, 1, 53], update: [1, 0, 1], filled: [1, 0, 1] },
        (p, value) => {
          const from = { x: value('x'), z: value('z') };
          const batch = p.shuffledRows(from, BATCH, value('update'), value('filled'));
          p.output('x0', batch.x);
          p.output('z0', batch.z);
        },
      ),
      'filled',
      [filled],
    ),
  ),
  ...[false, true].map((double) =>
    whole(
      opCase(
        double ? 'double temporal difference' : 'temporal difference',
        {
          q: [3, 1],
          next: [3, 1],
          best: [3, 1],
          actions: [1, 1],
          rewards: [1, 1],
          terminated: [1, 0.5],
        },
        (p, value) => {
          const { gradient, loss, error, tdTarget } = p.temporalDifference({
            q: value('q'),
            next: value('next'),
            best: double ? value('best') : undefined,
            actions: value('actions'),
            rewards: value('rewards'),
            terminated: value('terminated'),
            gamma: { hyperparameter: 'gamma' },
          });
          p.output('gradient', gradient);
          p.output('loss', loss);
          p.output('error', error);
          p.output('mean', p.average(loss));
          p.output('tdTarget', tdTarget);
        },
      ),
      'actions',
      3,
    ),
  ),
  opCase('a state', { x: [3, 1], flags: [1, 1] }, (p, value) => {
    const state = p.state('state', BATCH, 3);
    p.output('zeroed', p.zeroWhere(value('x'), p.argmax(value('flags'))));
    p.output('before', p.sum(state, value('x')));
    p.assign(state, value('x'));
    p.output('after', p.sum(state, value('x')));
  }),
  scaledLoss,
  opCase('soft update', { x: [3, 1] }, (p) => {
    p.softUpdate('twin', 'net', 0.3);
  }),
  opCase('choices', { q: [5, 1], epsilon: [1, 0.4, 1] }, (p, value) => {
    p.output('greedy', p.argmax(value('q')));
    p.output('explored', p.epsilonGreedy(value('q'), value('epsilon')));
    p.output('again', p.epsilonGreedy(value('q'), value('epsilon')));
  }),
  opCase('pairs', { a: [3, 1], b: [3, 1] }, (p, value) => {
    p.output('minimum', p.minimum(value('a'), value('b')));
    p.output('clamped', p.clampedSum(value('a'), value('b')));
    p.output('sum', p.sum(value('a'), value('b')));
  }),
  opCase(
    'regression',
    { next: [1, 1], rewards: [1, 1], terminated: [1, 0.5], q: [1, 1] },
    (p, value) => {
      const target = p.tdTarget({
        next: value('next'),
        rewards: value('rewards'),
        terminated: value('terminated'),
        gamma: { hyperparameter: 'gamma' },
      });
      p.output('target', target);
      const { gradient, loss } = p.squaredError(value('q'), target);
      p.output('gradient', gradient);
      p.output('loss', loss);
      const climb = p.negativeMean(value('q'));
      p.output('climb', climb.gradient);
      p.output('height', climb.loss);
    },
  ),
  opCase('a wide squared error', { a: [6, 1], b: [6, 1] }, (p, value) => {
    const { gradient, loss } = p.squaredError(value('a'), value('b'));
    p.output('gradient', gradient);
    p.output('loss', loss);
  }),
  whole(
    opCase('Q-values', { heads: [6, 1], actions: [1, 1], target: [1, 2] }, (p, value) => {
      const q = p.dueling(value('heads'), 5);
      p.output('q', q);
      const taken = p.chosen(q, value('actions'));
      p.output('taken', taken);
      const { gradient, loss } = p.huberError(taken, value('target'), 0.7);
      p.output('loss', loss);
      p.output('gradient', gradient);
      const slope = p.chosenGradient(q, value('actions'), gradient);
      p.output('slope', slope);
      p.output('back', p.duelingGradient(slope, 5));
    }),
    'actions',
    5,
  ),
  opCase('noise', { before: [3, 1] }, (p, value) => {
    p.output('free', p.gaussianNoise(BATCH, 3, { purpose: 'explore', deviation: 0.3 }));
    p.output('bound', p.gaussianNoise(BATCH, 5, { purpose: 'smooth', deviation: 1, clip: 0.5 }));
    const settings = { theta: 0.15, deviation: 0.2, timeStep: 0.01 };
    p.output('slow', p.ornsteinUhlenbeck(value('before'), settings));
  }),
  opCase('joint values', { a: [3, 1], b: [2, 1], joint: [6, 1] }, (p, value) => {
    const first = p.columns(value('joint'), { from: 1, width: 2 });
    p.output('columns', first);
    p.output('beside', p.beside(value('a'), value('b'), first));
    const blocks = [0, 4, 2].map((from) => ({ from, width: 2 }));
    p.output('stacked', p.stacked(value('joint'), blocks));
  }),
  opCase('softmax', { logits: [5, 3], gradient: [5, 1] }, (p, value) => {
    const noise = p.gumbelNoise(BATCH, 5, 'explore');
    p.output('noise', noise);
    const y = p.softmax(p.sum(value('logits'), noise));
    p.output('softmax', y);
    p.output('back', p.softmaxGradient(y, value('gradient')));
  }),
  opCase('decayed gradient', { gradient: [5, 1], x: [5, 3] }, (p, value) => {
    const own = p.sum(value('gradient'), value('gradient')); // inputs stay as they are
    p.output('decayed', p.decayed(own, value('x'), 0.3));
  }),
  opCase('categorical policy', { logits: [5, 3] }, (p, value) => {
    const { actions, logProbabilities } = p.sampleCategorical(value('logits'));
    p.output('actions', actions);
    p.output('logs', logProbabilities);
  }),
  opCase('Gaussian policy', { policy: [6, 1.5] }, (p, value) => {
    const { actions, samples, logProbabilities } = p.sampleGaussian(value('policy'), 3);
    p.output('actions', actions);
    p.output('samples', samples);
    p.output('logs', logProbabilities);
    p.output('mode', p.gaussianMode(value('policy'), 3));
  }),
  ...(['categorical', 'gaussian'] as const).map((distribution) => {
    const gaussian = distribution === 'gaussian';
    const given = opCase(
      `clipped surrogate, ${distribution}`,
      {
        policy: [gaussian ? 6 : 5, 1],
        actions: [gaussian ? 3 : 1, 1],
        old: [1, 2],
        advantages: [1, 2],
      },
      (p, value) => {
        const result = p.clippedSurrogate({
          policy: value('policy'),
          distribution,
          actions: value('actions'),
          logProbabilities: value('old'),
          advantages: value('advantages'),
          clip: 0.2,
          entropyCoefficient: 0.01,
        });
        for (const [name, each] of Object.entries(result)) p.output(name, each);
      },
    );
    return gaussian ? given : whole(given, 'actions', 5);
  }),
  opCase('clipped value loss', { values: [1, 2], old: [1, 2], returns: [1, 2] }, (p, value) => {
    const { gradient, loss } = p.clippedValueLoss({
      values: value('values'),
      oldValues: value('old'),
      returns: value('returns'),
      clip: 0.5,
      coefficient: 0.7,
    });
    p.output('gradient', gradient);
    p.output('loss', loss);
  }),
  ...[0.05, 1000].map((maximum) =>
    opCase(`gradient norm up to ${maximum}`, { x: [3, 1], dy: [2, 1] }, (p, value) => {
      p.backward(p.forward('net', value('x')), value('dy'));
      p.output('norm', p.clipGradientNorm('net', maximum));
      p.adam('net', 0.1);
    }),
  ),
  ...[0, 1].map((union) => {
    const given = opCase(
      union === 0 ? 'images of a data set' : 'images of a data set, labels of both',
      { changes: [CHANGE_NUMBERS, 1], indices: [1, 1], union: [1, 1, 1] },
      (p, value) => {
        const indices = value('indices');
        p.output('plain', p.plainImages(indices, IMAGES));
        const of = { indices, changes: value('changes'), union: value('union') };
        const { images, targets } = p.changedImages(of, IMAGES);
        p.output('images', images);
        p.output('targets', targets);
      },
    );
    const changed = holding(holding(given, 'changes', CHANGES.flat()), 'union', [union]);
    return whole(changed, 'indices', REMEMBERED);
  }),
  severalLabels(),
  ...UPDATES.map(([name, coefficients]) =>
    holding(
      opCase(
        `an update: ${name}`,
        {
          x: [3, 1],
          dy: [2, 1],
          coefficients: [UPDATE_NUMBERS.length, 1, 1],
          keep: [1, 1, 1],
          row: [1, 1, 1],
        },
        (p, value) => {
          p.backward(p.forward('net', value('x')), value('dy'));
          const { changeNorm, weightNorm } = p.updateWeights('net', value('coefficients'));
          p.averageWeights('twin', 'net', value('keep'));
          p.putRow(p.state('norms', 3, 2), value('row'), [changeNorm, weightNorm]);
        },
      ),
      'coefficients',
      coefficients,
    ),
  ).map((given) => holding(holding(given, 'keep', [0.7]), 'row', [1])),
];

/** Replay buffers of the cases. */
export const MEMORIES = {
  count: REMEMBERED,
  fields: {
    a: numbers(REMEMBERED * FIELDS.a, 21),
    b: numbers(REMEMBERED * FIELDS.b, 22),
    c: numbers(REMEMBERED * FIELDS.c, 23),
    pixels: wholeNumbers(numbers(REMEMBERED * FIELDS.pixels, 24), 2 ** 24),
    labels: wholeNumbers(numbers(REMEMBERED * FIELDS.labels, 25), 2),
  },
};
