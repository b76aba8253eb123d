import * as tf from '@tensorflow/tfjs';
import { backward, Follower, forward, pick, type Slabs, Trained } from './network.ts';

/** The remembered transitions, a row each. */
export type Replay = Readonly<
  Record<'observations' | 'actions' | 'rewards' | 'nextObservations' | 'terminated', tf.Tensor2D>
>;

interface Settings {
  readonly learningRate: number;
  readonly gamma: number;
  readonly tau: number;
}

/** The double-DQN update of `algorithms/dqn.ts`, op by op. */
export class TfjsDqn {
  readonly online: Trained;
  readonly target: Follower;
  readonly #replay: Replay;
  readonly #settings: Settings;

  constructor(online: Slabs, target: Slabs, replay: Replay, settings: Settings) {
    this.online = new Trained(online);
    this.target = new Follower(target);
    this.#replay = replay;
    this.#settings = settings;
  }

  /** One update from the transitions at `drawn`, agent by agent. */
  learn(drawn: Int32Array): void {
    const { learningRate, tau } = this.#settings;
    this.online.step(
      tf.tidy(() => this.#gradients(drawn)),
      learningRate,
    );
    this.target.follow(this.online, tau);
  }

  dispose(): void {
    this.online.dispose();
    this.target.dispose();
  }

  #gradients(drawn: Int32Array): Slabs {
    const { slabs } = this.online;
    const [agents] = (slabs[0] as tf.Tensor3D).shape; // a network has layers
    const index = tf.tensor1d(drawn, 'int32');
    const of = (field: keyof Replay) => pick(this.#replay[field], index, agents);
    const nextObservations = of('nextObservations');
    const pass = forward(slabs, of('observations'));
    const [, batch, choices] = pass.output.shape;
    const greedy = tf.argMax(forward(slabs, nextObservations).output, 2); // [agents × batch]
    const next = tf.sum(
      tf.mul(
        forward(this.target.slabs, nextObservations).output,
        tf.oneHot(tf.cast(greedy, 'int32'), choices),
      ),
      2,
      true,
    );
    const goes = tf.sub(1, of('terminated'));
    const y = tf.add(of('rewards'), tf.mul(this.#settings.gamma, tf.mul(goes, next)));
    const taken = tf.oneHot(tf.cast(tf.squeeze(of('actions'), [2]), 'int32'), choices);
    const error = tf.sub(tf.sum(tf.mul(pass.output, taken), 2, true), y);
    return backward(slabs, pass, tf.mul<tf.Tensor3D>(tf.mul(error, 2 / batch), taken));
  }
}
