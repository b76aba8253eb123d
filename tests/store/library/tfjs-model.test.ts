import * as tf from '@tensorflow/tfjs';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '#core/environment.ts';
import { ACTIVATIONS, type Activation } from '#core/genome.ts';
import type { RunConfig } from '#core/run-config.ts';
import { choiceSize } from '#core/spaces.ts';
import { describePolicies } from '#engine/describe-policy.ts';
import { openModel } from '#engine/open-model.ts';
import type { Individual, PolicyModel } from '#protocol/messages.ts';
import { modelsIn } from '#store/library/tfjs/model-files.ts';
import { writeModels } from '#store/library/tfjs/write-model.ts';
import { CATALOG, openRun } from '../../engine/small-run.ts';

/** The exported champion acts in TensorFlow.js as it does in the lab. */

const OBSERVATIONS = 1000;
/** Observations that the run's own evaluation takes at once. */
const ROWS = 50;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const configOf = (preset: string): RunConfig => {
  const found = CATALOG.presets.find(({ id }) => id === preset);
  if (!found) throw new RangeError(`no preset '${preset}'`);
  return found.config;
};

interface Acted {
  readonly individual: Individual;
  /** [1000 × inputs] */
  readonly observations: Float32Array;
  /** [1000 × actions], as the lab's agent chose them. */
  readonly actions: Float32Array;
}

/** Runs until there is a champion, and has it act on observations of many sizes. */
async function actInLab(config: RunConfig): Promise<Acted> {
  const run = await openRun({
    ...config,
    populationSize: 3,
    generations: 2,
    training: { ...config.training, stepsPerGeneration: 512, replayCapacity: 4000 },
    evaluation: { episodes: ROWS },
    target: { ...config.target, enabled: false },
  });
  try {
    for (;;) {
      const { value, done } = await run.events.next();
      if (done) throw new Error('the run ended without a champion');
      if (value.kind !== 'champion') continue;
      const { individual } = value.champion;
      const { state } = run;
      const slot = state.agents.findIndex(({ id }) => id === individual.agent);
      const inputs = (describePolicies(individual).policies ?? []).reduce(
        (sum, policy) => sum + policy.inputs * (policy.players?.length ?? 1),
        0,
      );
      const observations = Float32Array.from(
        { length: OBSERVATIONS * inputs },
        (_, i) => 3 * Math.sin(i * 12.9898) * Math.cos(i * 0.37),
      );
      const active = new Uint8Array(state.agents.length);
      active[slot] = 1;
      const actions: number[] = [];
      const mask = new Float32Array(
        ROWS * choiceSize((state.environment.players[0] as Player).actionSpace),
      );
      if (state.environment.choices) state.device.write('evaluate', 'mask', slot, mask); // all can be chosen
      for (let row = 0; row < OBSERVATIONS; row += ROWS) {
        const batch = observations.subarray(row * inputs, (row + ROWS) * inputs);
        state.device.write('evaluate', 'observations', slot, batch);
        await state.device.run('evaluate', row, active);
        actions.push(...(await state.device.read('evaluate', 'actions', slot)));
      }
      return { individual, observations, actions: Float32Array.from(actions) };
    }
  } finally {
    run.dispose();
  }
}

function policiesOf(individual: Individual): readonly PolicyModel[] {
  const { policies, problem } = describePolicies(individual);
  if (!policies) throw new Error(problem);
  return policies;
}

/** The model as tfjs reads it from the files in the zip, or in a folder of it. */
async function load(zip: Uint8Array, folder = ''): Promise<tf.LayersModel> {
  const files = unzipSync(zip);
  const text = (name: string) => new TextDecoder().decode(files[`${folder}${name}`]);
  const { modelTopology, weightsManifest, userDefinedMetadata } = JSON.parse(text('model.json'));
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      userDefinedMetadata,
      weightSpecs: weightsManifest[0].weights,
      weightData: files[`${folder}${weightsManifest[0].paths[0]}`]?.slice().buffer as ArrayBuffer,
    }),
  );
}

async function outputsOf(model: tf.LayersModel, { observations }: Acted): Promise<number[][]> {
  const input = tf.tensor2d(observations, [OBSERVATIONS, observations.length / OBSERVATIONS]);
  return (await (model.predict(input) as tf.Tensor2D).array()) as number[][];
}

/** float32 sums in another order, and other approximations of the exponential, differ by so much. */
const CLOSE = 1e-3;

/** Expects the same choices; where two outputs are as good as equal, either may be the greatest. */
function expectSameChoices(outputs: readonly number[][], { actions }: Acted): number {
  let clear = 0;
  outputs.forEach((row, i) => {
    const chosen = actions[i] ?? -1;
    const [first = 0, second = 0] = row.toSorted((a, b) => b - a);
    expect(row[chosen]).toBeGreaterThanOrEqual(first - CLOSE * Math.max(1, Math.abs(first)));
    if (first - second > CLOSE * Math.max(1, Math.abs(first))) clear++;
  });
  return clear;
}

function expectSameNumbers(outputs: readonly number[][], { actions }: Acted): void {
  const width = outputs[0]?.length ?? 0;
  outputs.forEach((row, i) => {
    row.forEach((output, j) => {
      const clipped = Math.min(Math.max(output, -1), 1);
      expect(Math.abs(clipped - (actions[i * width + j] ?? Number.NaN))).toBeLessThan(CLOSE);
    });
  });
}

describe('the champion as a LayersModel acts as in the lab', () => {
  test.each(['cartpole-dqn', 'cartpole-ppo', 'connect-four-dqn'])('%s', async (preset) => {
    const acted = await actInLab(configOf(preset));
    const outputs = await outputsOf(await load(writeModels(policiesOf(acted.individual))), acted);
    expect(expectSameChoices(outputs, acted)).toBeGreaterThan(OBSERVATIONS / 2);
  });

  test.each(['pendulum-ppo', 'pendulum-td3', 'pendulum-ddpg'])('%s', async (preset) => {
    const acted = await actInLab(configOf(preset));
    const outputs = await outputsOf(await load(writeModels(policiesOf(acted.individual))), acted);
    expectSameNumbers(outputs, acted);
    expect(new Set(acted.actions).size).toBeGreaterThan(OBSERVATIONS / 10); // it does not always do the same
  });

  test.each(
    ACTIVATIONS.flatMap((activation) => [true, false].map((norm) => [activation, norm] as const)),
  )('with %s, LayerNorm %s', async (activation: Activation, layerNorm: boolean) => {
    const config = configOf('pendulum-td3');
    const network = { ...config.network, activation, layerNorm };
    const acted = await actInLab({
      ...config,
      network,
      mutation: { ...config.mutation, activations: [activation] },
    });
    const outputs = await outputsOf(await load(writeModels(policiesOf(acted.individual))), acted);
    expectSameNumbers(outputs, acted);
  });

  test('a weight that is another gives other outputs', async () => {
    const acted = await actInLab(configOf('pendulum-td3'));
    const [policy] = policiesOf(acted.individual);
    const [first, ...rest] = policy?.layers ?? [];
    if (!policy || first?.kind !== 'dense') return expect.unreachable();
    const layers = [{ ...first, weights: first.weights.map((w) => -w) }, ...rest];
    const outputs = await outputsOf(await load(writeModels([{ ...policy, layers }])), acted);
    expect(() => expectSameNumbers(outputs, acted)).toThrow();
  });
});

describe('a team is a model per network that acts', () => {
  /** Returns the observations and actions of one player out of everybody's. */
  const partOf = (
    { individual, observations, actions }: Acted,
    [seen, from, width]: readonly [players: number, from: number, width: number],
    [acting, act]: readonly [players: number, player: number],
  ): Acted => ({
    individual,
    observations: Float32Array.from(
      { length: OBSERVATIONS * width },
      (_, i) => observations[Math.floor(i / width) * seen + from + (i % width)] as number,
    ),
    actions: Float32Array.from(
      { length: OBSERVATIONS },
      (_, row) => actions[row * acting + act] as number,
    ),
  });

  test('speaker and listener, each of which acts as in the lab', async () => {
    const acted = await actInLab(configOf('speaker-listener-matd3'));
    const zip = writeModels(policiesOf(acted.individual));
    expect(Object.keys(unzipSync(zip)).sort()).toEqual([
      'README.txt',
      'listener/model.json',
      'listener/weights.bin',
      'speaker/model.json',
      'speaker/weights.bin',
    ]);
    for (const [name, part] of [
      ['speaker', partOf(acted, [14, 0, 3], [2, 0])],
      ['listener', partOf(acted, [14, 3, 11], [2, 1])],
    ] as const) {
      const model = await load(zip, `${name}/`);
      expect(model.getUserDefinedMetadata()).toMatchObject({ players: [name] });
      expect(expectSameChoices(await outputsOf(model, part), part)).toBeGreaterThan(
        OBSERVATIONS / 2,
      );
    }
    // The zip is opened again as two models, of which each says whose it is.
    const { models } = await modelsIn([new File([zip], 'team.zip')]);
    expect(models.map(({ name }) => name)).toEqual(['speaker of team.zip', 'listener of team.zip']);
    for (const [i, { files }] of models.entries()) {
      const opened = await openModel({ kind: 'openModel', files, fit: null });
      expect(opened.problem).toBe(
        `it is ${['speaker', 'listener'][i]} of Speaker and listener, and one player of a team is no agent by itself`,
      );
    }
  });

  test('players that share a network are one model', async () => {
    const acted = await actInLab(configOf('spread-ippo'));
    const zip = writeModels(policiesOf(acted.individual));
    expect(Object.keys(unzipSync(zip))).toContain('agent/model.json');
    const part = partOf(acted, [54, 18, 18], [3, 1]);
    const model = await load(zip, 'agent/');
    expect(model.getUserDefinedMetadata()).toMatchObject({
      players: ['agent_0', 'agent_1', 'agent_2'],
      output: { actions: ['stay', 'left', 'right', 'down', 'up'] },
    });
    expect(expectSameChoices(await outputsOf(model, part), part)).toBeGreaterThan(OBSERVATIONS / 2);
  });
});

describe('what the files say', () => {
  test('the metadata tells what goes in and how actions come of what comes out', async () => {
    const { individual } = await actInLab(configOf('pendulum-td3'));
    const model = await load(writeModels(policiesOf(individual)));
    expect(model.getUserDefinedMetadata()).toMatchObject({
      environment: 'Pendulum-v1',
      algorithm: 'td3',
      agent: individual.agent,
      generation: 0,
      input: { shape: [null, 3] },
      output: { kind: 'numbers', low: [-2], high: [2] },
    });
  });

  test('an agent that begins with filters is convolved, and told which choices count', async () => {
    const { individual } = await actInLab(configOf('connect-four-dqn'));
    const model = await load(writeModels(policiesOf(individual)));
    expect(model.layers.slice(0, 3).map((layer) => layer.getClassName())).toEqual([
      'Reshape',
      'Conv2D',
      'Flatten',
    ]);
    expect(model.getUserDefinedMetadata()).toMatchObject({
      input: { shape: [null, 84] },
      output: { note: expect.stringContaining('among the choices that can be made') },
    });
  });

  test('an agent whose weights do not fit its genome is refused with words', async () => {
    const { individual } = await actInLab(configOf('cartpole-dqn'));
    const weights = Object.fromEntries(
      Object.entries(individual.weights).map(([name, slab]) => [name, slab.slice(16)]),
    );
    expect(describePolicies({ ...individual, weights })).toMatchObject({
      policies: null,
      problem: expect.stringContaining('numbers where its genome has'),
    });
    expect(describePolicies({ ...individual, environment: 'Chess-v0' }).problem).toContain(
      'Chess-v0',
    );
  });
});
