import * as tf from '@tensorflow/tfjs';
import type { Device } from '#compute/device.ts';
import { dqnFlops } from '#core/flops.ts';
import { openDevice } from '../compute/devices.ts';
import type { PlainShape } from '../compute/plans.ts';
import { ppoFlops, td3Flops } from './flops.ts';
import { peakCase } from './kernels.ts';
import {
  ACTOR,
  CRITIC,
  openDqn,
  openPpo,
  openTd3,
  POLICY,
  type Size,
  TD3_SMOOTHING,
  tfjsDqn,
  tfjsPpo,
  tfjsTd3,
  VALUE,
} from './learners.ts';
import { type Case, type Measurement, measure } from './measure.ts';
import type { Section } from './sections.ts';
import { openTfjs } from './tfjs/backend.ts';

const BATCH = 64;
const AGENTS = 16;
const DQN_SHAPE: PlainShape = { widths: [4, 64, 64, 2] };
/** Updates of the critics for one of the actor. */
const DELAY = 2;

/** An update on our device, and the same in tfjs for a stack of agents. Times are per agent and update. */
interface Contest {
  /** Transitions remembered, or steps of a rollout. */
  readonly rows: number;
  ours(device: Device, size: Size): Omit<Case, 'name'>;
  /** On the backend that is open. */
  theirs(device: Device, size: Size): Promise<Omit<Case, 'name'> & { dispose(): void }>;
}

const dqnContest: Contest = {
  rows: 10_000,
  ours(device, size) {
    const population = openDqn(device, DQN_SHAPE, size);
    let step = 0;
    return {
      units: size.agents,
      flops: dqnFlops(DQN_SHAPE, size.batch),
      work: () => void population.run('learn', step++),
    };
  },
  async theirs(device, size) {
    const rival = await tfjsDqn(openDqn(device, DQN_SHAPE, size), DQN_SHAPE, size);
    const indices = indicesOf(size);
    return {
      units: size.agents,
      work: () => rival.learn(indices()),
      dispose: () => rival.dispose(),
    };
  },
};

const td3Contest: Contest = {
  rows: 10_000,
  ours(device, size) {
    const population = openTd3(device, size);
    let step = 0;
    return {
      units: size.agents * DELAY,
      flops: td3Flops(ACTOR, CRITIC, size.batch, 1 / DELAY),
      work() {
        for (let i = 0; i < DELAY; i++) void population.run('learn', step++);
        void population.run('learnActor', step - 1);
      },
    };
  },
  async theirs(device, size) {
    const rival = await tfjsTd3(openTd3(device, size), size);
    const indices = indicesOf(size);
    const { smoothingDeviation: deviation, smoothingClip: bound } = TD3_SMOOTHING;
    const shape: [number, number, number] = [size.agents, size.batch, 2];
    const learn = (drawn: Int32Array) => {
      const noise = tf.tidy(() =>
        tf.clipByValue(tf.randomNormal<tf.Rank.R3>(shape, 0, deviation), -bound, bound),
      );
      rival.learn(drawn, noise as tf.Tensor3D);
      noise.dispose();
    };
    return {
      units: size.agents * DELAY,
      work() {
        for (let i = 1; i < DELAY; i++) learn(indices());
        const last = indices(); // the actor learns from what the critics learned from last
        learn(last);
        rival.learnActor(last);
      },
      dispose: () => rival.dispose(),
    };
  },
};

const ppoContest: Contest = {
  rows: 1024,
  ours(device, size) {
    const population = openPpo(device, size);
    let update = 0;
    const number = new Float32Array(1);
    return {
      units: size.agents,
      flops: ppoFlops(POLICY, VALUE, size.batch),
      work() {
        number[0] = update++;
        for (let slot = 0; slot < size.agents; slot++)
          population.write('learn', 'update', slot, number);
        void population.run('learn', 0);
      },
    };
  },
  async theirs(device, size) {
    const rival = await tfjsPpo(openPpo(device, size), size);
    const indices = indicesOf({ ...size, rows: size.rows * size.agents });
    return {
      units: size.agents,
      work: () => rival.learn(indices()),
      dispose: () => rival.dispose(),
    };
  },
};

/** Other rows for every update. */
function indicesOf({ agents, batch, rows }: Size): () => Int32Array {
  let time = 0;
  return () => {
    time++;
    return Int32Array.from({ length: agents * batch }, (_, i) => (time * 7919 + i * 104729) % rows);
  };
}

function section(title: string, contest: Contest): Section {
  return {
    title: `${title}, batch ${BATCH}, population ${AGENTS}, against tfjs, per agent`,
    async run() {
      const { rows } = contest;
      const all: Size = { agents: AGENTS, batch: BATCH, rows };
      const device = await openDevice(1);
      const results = new Map<string, Measurement>();
      for (const backend of ['wasm', 'cpu'] as const) {
        const description = await openTfjs(backend);
        for (const stacked of [false, true]) {
          const rival = await contest.theirs(device, stacked ? all : { ...all, agents: 1 });
          const name = `tfjs ${description}, ${stacked ? 'population stacked' : 'one by one'}`;
          const ours = { name: 'wasm device, one thread', ...contest.ours(device, all) };
          const measured = measure([await peakCase(), ours, { name, ...rival }], 7);
          for (const [key, measurement] of measured) results.set(key, measurement);
          rival.dispose();
        }
      }
      device.dispose();
      return results;
    },
  };
}

/** The same update in tfjs, op by op, on its CPU-side backends. That they agree is tested in `tfjs.test.ts`. */
export const rivals: readonly Section[] = [
  section('DQN update, 4-64-64-2', dqnContest),
  section('PPO update, actor 8-64-64-4, critic 8-64-64-1', ppoContest),
  section(
    'TD3 update with its share of the actor’s, actor 8-64-64-2, critics 10-64-64-1',
    td3Contest,
  ),
];
