import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { numbers } from '../compute/plans.ts';

/** Switches tfjs to a backend; says which it really is. */
export async function openTfjs(backend: 'cpu' | 'wasm'): Promise<string> {
  if (backend === 'wasm')
    setWasmPaths(
      `${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`,
    );
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend) throw new Error(`tfjs chose ${tf.getBackend()}, not ${backend}`);
  if (backend === 'cpu') return 'cpu';
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const threaded = await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
  return `wasm (${simd ? 'SIMD' : 'no SIMD'}, ${threaded ? getThreadsCount() : 1} thread)`;
}

type Slabs = readonly tf.Tensor3D[];

/** A double-DQN update of 4-n-n-2 written by hand in tfjs ops, for `agents` stacked along the first axis. */
export class TfjsUpdate {
  readonly #agents: number;
  readonly #batch: number;
  readonly #replay: {
    readonly [F in 'observations' | 'next' | 'actions' | 'rewards' | 'terminated']: tf.Tensor2D;
  };
  #online: Slabs;
  #target: Slabs;
  #first: Slabs;
  #second: Slabs;
  #count = 0;

  constructor(width: number, agents: number, batch: number) {
    this.#agents = agents;
    this.#batch = batch;
    const shapes = [
      [4, width],
      [1, width],
      [width, width],
      [1, width],
      [width, 2],
      [1, 2],
    ] as const;
    const make = (scale: number): Slabs =>
      shapes.map(([rows, columns], i) =>
        tf.tensor3d(numbers(agents * rows * columns, i + 1, scale), [agents, rows, columns]),
      );
    this.#online = make(0.3);
    this.#target = make(0.3);
    this.#first = make(0);
    this.#second = make(0);
    const size = 10_000;
    this.#replay = {
      observations: tf.tensor2d(numbers(size * 4, 1), [size, 4]),
      next: tf.tensor2d(numbers(size * 4, 2), [size, 4]),
      actions: tf.tensor2d(
        numbers(size, 3).map((x) => (x > 0 ? 1 : 0)),
        [size, 1],
      ),
      rewards: tf.tensor2d(numbers(size, 4), [size, 1]),
      terminated: tf.tensor2d(
        numbers(size, 5).map((x) => (x > 0.9 ? 1 : 0)),
        [size, 1],
      ),
    };
  }

  run(): void {
    const before = [...this.#online, ...this.#target, ...this.#first, ...this.#second];
    const t = ++this.#count;
    const after = tf.tidy(() => {
      const gradients = this.#gradients();
      const first = this.#first.map((m, i) =>
        tf.add<tf.Tensor3D>(tf.mul(m, 0.9), tf.mul(gradients[i] as tf.Tensor, 0.1)),
      );
      const second = this.#second.map((v, i) =>
        tf.add<tf.Tensor3D>(tf.mul(v, 0.999), tf.mul(tf.square(gradients[i] as tf.Tensor), 0.001)),
      );
      const online = this.#online.map((w, i) => {
        const deviation = tf.add(
          tf.mul(tf.sqrt(second[i] as tf.Tensor), 1 / Math.sqrt(1 - 0.999 ** t)),
          1e-8,
        );
        return tf.sub<tf.Tensor3D>(
          w,
          tf.div(tf.mul(first[i] as tf.Tensor, 1e-3 / (1 - 0.9 ** t)), deviation),
        );
      });
      const target = this.#target.map((w, i) =>
        tf.add<tf.Tensor3D>(tf.mul(w, 0.99), tf.mul(online[i] as tf.Tensor, 0.01)),
      );
      return { online, target, first, second };
    });
    tf.dispose(before);
    this.#online = after.online;
    this.#target = after.target;
    this.#first = after.first;
    this.#second = after.second;
  }

  dispose(): void {
    tf.dispose([
      ...this.#online,
      ...this.#target,
      ...this.#first,
      ...this.#second,
      ...Object.values(this.#replay),
    ]);
  }

  /** In the order of the slabs. */
  #gradients(): tf.Tensor[] {
    const [agents, batch] = [this.#agents, this.#batch];
    const drawn = Int32Array.from(
      { length: agents * batch },
      (_, i) => (this.#count * 7919 + i * 104729) % 10_000,
    );
    const index = tf.tensor1d(drawn, 'int32');
    const gather = (field: tf.Tensor2D, columns: number) =>
      tf.reshape<tf.Rank.R3>(tf.gather(field, index), [agents, batch, columns]);
    const { observations, next, actions, rewards, terminated } = this.#replay;
    const x = gather(observations, 4); // [A, B, 4]
    const xNext = gather(next, 4);
    const { h1, h2, q } = network(this.#online, x);
    const greedy = tf.argMax(network(this.#online, xNext).q, 2); // [A, B]
    const valueNext = tf.sum(
      tf.mul(network(this.#target, xNext).q, tf.oneHot(tf.cast(greedy, 'int32'), 2)),
      2,
      true,
    );
    const y = tf.add(
      gather(rewards, 1),
      tf.mul(0.99, tf.mul(tf.sub(1, gather(terminated, 1)), valueNext)),
    ); // [A, B, 1]
    const taken = tf.oneHot(tf.cast(tf.squeeze(gather(actions, 1), [2]), 'int32'), 2); // [A, B, 2]
    const error = tf.sub(tf.sum(tf.mul(q, taken), 2, true), y);
    const dq = tf.mul<tf.Tensor3D>(tf.mul(error, 2 / batch), taken);
    const [, , w2, , w3] = this.#online as [
      tf.Tensor3D,
      tf.Tensor3D,
      tf.Tensor3D,
      tf.Tensor3D,
      tf.Tensor3D,
    ];
    const positive = (h: tf.Tensor3D) => tf.cast(tf.greater(h, 0), 'float32');
    const d2 = tf.mul<tf.Tensor3D>(tf.matMul(dq, w3, false, true), positive(h2));
    const d1 = tf.mul<tf.Tensor3D>(tf.matMul(d2, w2, false, true), positive(h1));
    const sums = (d: tf.Tensor3D) => tf.sum(d, 1, true);
    return [
      tf.matMul(x, d1, true),
      sums(d1),
      tf.matMul(h1, d2, true),
      sums(d2),
      tf.matMul(h2, dq, true),
      sums(dq),
    ];
  }
}

function network(slabs: Slabs, x: tf.Tensor3D) {
  const [w1, b1, w2, b2, w3, b3] = slabs as [
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
  ];
  const h1 = tf.relu(tf.add<tf.Tensor3D>(tf.matMul(x, w1), b1));
  const h2 = tf.relu(tf.add<tf.Tensor3D>(tf.matMul(h1, w2), b2));
  return { h1, h2, q: tf.add<tf.Tensor3D>(tf.matMul(h2, w3), b3) };
}
