import * as tf from '@tensorflow/tfjs';
import { backward, forward, pick, type Slabs, Trained } from '#tfjs/op-by-op/network.ts';

/** Rollouts of all agents, a row a step; the rollouts lie behind each other. */
export type RolloutTable = Readonly<
  Record<
    'observations' | 'actions' | 'logProbabilities' | 'values' | 'advantages' | 'returns',
    tf.Tensor2D
  >
>;

interface Settings {
  readonly learningRate: number;
  readonly clip: number;
  readonly valueClip: number;
  readonly valueCoefficient: number;
  readonly entropyCoefficient: number;
  readonly maxGradientNorm: number;
}

/** One minibatch's update of `algorithms/ppo.ts` for choices, op by op. */
export class TfjsPpo {
  readonly actor: Trained;
  readonly critic: Trained;
  readonly #rollouts: RolloutTable;
  readonly #settings: Settings;

  constructor(actor: Slabs, critic: Slabs, rollouts: RolloutTable, settings: Settings) {
    this.actor = new Trained(actor);
    this.critic = new Trained(critic);
    this.#rollouts = rollouts;
    this.#settings = settings;
  }

  /** One update from the steps at `drawn`, agent by agent. */
  learn(drawn: Int32Array): void {
    const { learningRate } = this.#settings;
    const [actor, critic] = tf.tidy(() => this.#gradients(drawn));
    this.actor.step(actor, learningRate);
    this.critic.step(critic, learningRate);
  }

  dispose(): void {
    this.actor.dispose();
    this.critic.dispose();
  }

  #gradients(drawn: Int32Array): [Slabs, Slabs] {
    const [agents] = (this.actor.slabs[0] as tf.Tensor3D).shape; // a network has layers
    const index = tf.tensor1d(drawn, 'int32');
    const of = (field: keyof RolloutTable) => pick(this.#rollouts[field], index, agents);
    const observations = of('observations');
    const actor = forward(this.actor.slabs, observations);
    const policy = backward(this.actor.slabs, actor, this.#policySlope(actor.output, of));
    const critic = forward(this.critic.slabs, observations);
    const value = backward(this.critic.slabs, critic, this.#valueSlope(critic.output, of));
    return [this.#shortened(policy), this.#shortened(value)];
  }

  /** Gradient of the clipped surrogate, less the entropy's share, with respect to the logits. */
  #policySlope(
    logits: tf.Tensor3D,
    of: (field: 'actions' | 'logProbabilities' | 'advantages') => tf.Tensor3D,
  ): tf.Tensor3D {
    const { clip, entropyCoefficient } = this.#settings;
    const [, batch, choices] = logits.shape;
    const logs = tf.logSoftmax(logits, 2);
    const shares = tf.exp(logs);
    const taken = tf.oneHot(tf.cast(tf.squeeze(of('actions'), [2]), 'int32'), choices);
    const logTaken = tf.sum(tf.mul(logs, taken), 2, true);
    const ratio = tf.exp(tf.sub(logTaken, of('logProbabilities')));
    const advantages = of('advantages');
    const free = tf.mul(ratio, advantages);
    const bound = tf.mul(tf.clipByValue(ratio, 1 - clip, 1 + clip), advantages);
    const moves = tf.cast(tf.lessEqual(free, bound), 'float32');
    const slope = tf.mul(tf.mul(free, moves), tf.sub(shares, taken));
    const entropy = tf.neg(tf.sum(tf.mul(shares, logs), 2, true));
    const spread = tf.mul(shares, tf.add(logs, entropy)); // −dH / dlogits
    const both = tf.add(slope, tf.mul(spread, entropyCoefficient));
    return tf.mul<tf.Tensor3D>(both, 1 / batch);
  }

  #valueSlope(values: tf.Tensor3D, of: (field: 'values' | 'returns') => tf.Tensor3D): tf.Tensor3D {
    const { valueClip, valueCoefficient } = this.#settings;
    const [, batch] = values.shape;
    const old = of('values');
    const returns = of('returns');
    const moved = tf.sub(values, old);
    const free = tf.sub(values, returns);
    const bound = tf.sub(tf.add(old, tf.clipByValue(moved, -valueClip, valueClip)), returns);
    const inside = tf.lessEqual(tf.abs(moved), valueClip);
    const larger = tf.greater(tf.square(free), tf.square(bound));
    const moves = tf.cast(tf.logicalOr(inside, larger), 'float32');
    return tf.mul<tf.Tensor3D>(tf.mul(free, moves), valueCoefficient / batch);
  }

  /** Shortens the gradients of each agent's network on its own. */
  #shortened(gradients: Slabs): Slabs {
    const { maxGradientNorm } = this.#settings;
    const squares = gradients.map((gradient) => tf.sum(tf.square(gradient), [1, 2], true));
    const norm = tf.sqrt(tf.addN(squares));
    const factor = tf.minimum(1, tf.div(maxGradientNorm, tf.add(norm, 1e-6)));
    return gradients.map((gradient) => tf.mul<tf.Tensor3D>(gradient, factor));
  }
}
