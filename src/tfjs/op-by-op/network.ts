import * as tf from '@tensorflow/tfjs';
import type { Plan } from '#networks/plan.ts';

/**
 * Networks of ReLU layers in tfjs ops, written by hand, for agents stacked along the first axis; one agent is a stack
 * of one. Gradients are written out too: tfjs's automatic ones would be slower.
 */

/** Weights and biases of each layer in turn, [agents × rows × columns]. */
export type Slabs = tf.Tensor3D[];

/** The slabs of a plan without LayerNorm: each agent's weights as the device has them. */
export function slabsOf(plan: Plan, agents: readonly Float32Array[]): Slabs {
  return plan.tensors.map(({ rows, columns, stride, offset }) => {
    const data = new Float32Array(agents.length * rows * columns);
    agents.forEach((slab, agent) => {
      for (let row = 0; row < rows; row++)
        data.set(
          slab.subarray(offset + row * stride, offset + row * stride + columns),
          (agent * rows + row) * columns,
        );
    });
    return tf.tensor3d(data, [agents.length, rows, columns]);
  });
}

/** One agent's numbers out of slabs, as the device has them. */
export function slabOf(plan: Plan, slabs: Slabs, agent: number): Float32Array {
  const slab = new Float32Array(plan.length);
  plan.tensors.forEach(({ rows, columns, stride, offset }, i) => {
    const data = (slabs[i] as tf.Tensor3D).dataSync(); // as many as tensors
    for (let row = 0; row < rows; row++) {
      const from = (agent * rows + row) * columns;
      slab.set(data.subarray(from, from + columns), offset + row * stride);
    }
  });
  return slab;
}

export interface Pass {
  /** Input of each layer. */
  readonly inputs: Slabs;
  readonly output: tf.Tensor3D;
}

/** x [agents × rows × inputs] through all layers, ReLU between them. */
export function forward(slabs: Slabs, x: tf.Tensor3D): Pass {
  const inputs: tf.Tensor3D[] = [];
  let output = x;
  for (let i = 0; i < slabs.length; i += 2) {
    if (i > 0) output = tf.relu(output);
    inputs.push(output);
    output = tf.add<tf.Tensor3D>(
      tf.matMul(output, slabs[i] as tf.Tensor3D),
      slabs[i + 1] as tf.Tensor3D, // weights and biases come in pairs
    );
  }
  return { inputs, output };
}

/** Gradients of the slabs from that of the output. */
export function backward(slabs: Slabs, { inputs }: Pass, dy: tf.Tensor3D): Slabs {
  const gradients: tf.Tensor3D[] = [];
  for (let layer = inputs.length - 1; layer >= 0; layer--) {
    const x = inputs[layer] as tf.Tensor3D; // layer < length, here and below
    gradients.unshift(tf.matMul(x, dy, true), tf.sum(dy, 1, true));
    if (layer > 0) dy = throughLayer(slabs, layer, x, dy);
  }
  return gradients;
}

/** Gradient of the input from that of the output, the weights left alone. */
export function backwardInput(slabs: Slabs, { inputs }: Pass, dy: tf.Tensor3D): tf.Tensor3D {
  for (let layer = inputs.length - 1; layer > 0; layer--)
    dy = throughLayer(slabs, layer, inputs[layer] as tf.Tensor3D, dy);
  return tf.matMul(dy, slabs[0] as tf.Tensor3D, false, true);
}

/** Through a layer's weights and the ReLU in front of it. */
function throughLayer(slabs: Slabs, layer: number, x: tf.Tensor3D, dy: tf.Tensor3D): tf.Tensor3D {
  const positive = tf.cast(tf.greater(x, 0), 'float32');
  return tf.mul(tf.matMul(dy, slabs[2 * layer] as tf.Tensor3D, false, true), positive);
}

/** A network that Adam moves, and that keeps its tensors from one update to the next. */
export class Trained {
  #slabs: Slabs;
  #first: Slabs;
  #second: Slabs;
  #updates = 0;

  constructor(slabs: Slabs) {
    this.#slabs = slabs;
    this.#first = slabs.map((slab) => tf.zerosLike(slab));
    this.#second = slabs.map((slab) => tf.zerosLike(slab));
  }

  get slabs(): Slabs {
    return this.#slabs;
  }

  /** Adam (Kingma and Ba 2015), in PyTorch's form; `gradients` are disposed. */
  step(gradients: Slabs, learningRate: number): void {
    const before = [...this.#slabs, ...this.#first, ...this.#second, ...gradients];
    const t = ++this.#updates;
    const first = this.#first.map((m, i) => blend(m, gradients[i] as tf.Tensor3D, 0.1));
    const second = this.#second.map((v, i) =>
      tf.tidy(() => blend(v, tf.square(gradients[i] as tf.Tensor3D), 0.001)),
    );
    this.#slabs = this.#slabs.map((w, i) =>
      tf.tidy(() => {
        const deviation = tf.mul(tf.sqrt(second[i] as tf.Tensor), 1 / Math.sqrt(1 - 0.999 ** t));
        const step = tf.mul(first[i] as tf.Tensor, learningRate / (1 - 0.9 ** t));
        return tf.sub<tf.Tensor3D>(w, tf.div(step, tf.add(deviation, 1e-8)));
      }),
    );
    this.#first = first;
    this.#second = second;
    tf.dispose(before);
  }

  dispose(): void {
    tf.dispose([...this.#slabs, ...this.#first, ...this.#second]);
  }
}

/** A network that follows another. */
export class Follower {
  #slabs: Slabs;

  constructor(slabs: Slabs) {
    this.#slabs = slabs;
  }

  get slabs(): Slabs {
    return this.#slabs;
  }

  follow({ slabs }: Trained, tau: number): void {
    const before = [...this.#slabs];
    this.#slabs = this.#slabs.map((w, i) => blend(w, slabs[i] as tf.Tensor3D, tau));
    tf.dispose(before);
  }

  dispose(): void {
    tf.dispose([...this.#slabs]);
  }
}

/** (1 − share) a + share b. */
function blend(a: tf.Tensor3D, b: tf.Tensor3D, share: number): tf.Tensor3D {
  return tf.tidy(() => tf.add<tf.Tensor3D>(tf.mul(a, 1 - share), tf.mul(b, share)));
}

/** Rows of data, some of which each agent picks: [rows × width] becomes [agents × batch × width]. */
export function pick(data: tf.Tensor2D, indices: tf.Tensor1D, agents: number): tf.Tensor3D {
  const [, width] = data.shape;
  return tf.reshape<tf.Rank.R3>(tf.gather(data, indices), [agents, -1, width]);
}
