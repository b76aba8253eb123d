import { getBackend, setBackend, type Tensor2D, tensor2d } from '@tensorflow/tfjs';
import type { Plan } from '#networks/plan.ts';
import { openBackend, type TfjsBackend, type WasmPaths } from './backends.ts';
import { type Replay, TfjsDqn } from './op-by-op/dqn.ts';
import { slabsOf } from './op-by-op/network.ts';

/** A backend of TensorFlow.js on which updates are computed op by op. */
export interface Rival {
  /** Description in words, such as 'wasm (SIMD, 1 thread)'. */
  readonly description: string;
  /** A population whose networks are stacked, so that an op is one call for all agents. */
  open(population: RivalPopulation): RivalLearner;
  /** Goes back to the backend that was there before. */
  close(): Promise<void>;
}

export interface RivalPopulation {
  /** Plan of every agent's network: layers of ReLU, without LayerNorm. */
  readonly plan: Plan;
  /** Each agent's, as the plan lays them out. */
  readonly weights: readonly Float32Array[];
  /** [rows × width] each. */
  readonly transitions: Readonly<Record<string, Float32Array>>;
  readonly rows: number;
  readonly batch: number;
  readonly settings: {
    readonly learningRate: number;
    readonly gamma: number;
    readonly tau: number;
  };
}

export interface RivalLearner {
  /** One double-DQN update of all agents. */
  learn(): void;
  /** Resolves once all that was asked for has been computed. */
  settle(): Promise<void>;
  dispose(): void;
}

/** Opens a backend. Rejects with an Error that says why it is not there. */
export async function openRival(backend: TfjsBackend, wasm: WasmPaths): Promise<Rival> {
  const before = getBackend();
  const back = async () => {
    if (before) await setBackend(before);
  };
  try {
    const description = await openBackend(backend, wasm);
    return { description, open: openPopulation, close: back };
  } catch (error) {
    await back();
    throw error;
  }
}

function openPopulation(population: RivalPopulation): RivalLearner {
  const { plan, weights, rows, batch, settings } = population;
  const replay = replayOf(population);
  const learner = new TfjsDqn(slabsOf(plan, weights), slabsOf(plan, weights), replay, settings);
  const count = weights.length * batch;
  let time = 0;
  return {
    learn() {
      time++; // other rows for every update
      const drawn = (i: number) => (time * 7919 + i * 104729) % rows;
      learner.learn(Int32Array.from({ length: count }, (_, i) => drawn(i)));
    },
    async settle() {
      await learner.target.slabs[1]?.data(); // follows from all that was computed
    },
    dispose() {
      learner.dispose();
      for (const column of Object.values(replay)) column.dispose();
    },
  };
}

function replayOf({ transitions, rows }: RivalPopulation): Replay {
  const columns = Object.entries(transitions).map(([name, data]): [string, Tensor2D] => [
    name,
    tensor2d(data, [rows, data.length / rows]),
  ]);
  return Object.fromEntries(columns) as Replay;
}
