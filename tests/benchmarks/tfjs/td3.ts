import * as tf from '@tensorflow/tfjs';
import type { Replay } from '#tfjs/op-by-op/dqn.ts';
import {
  backward,
  backwardInput,
  Follower,
  forward,
  pick,
  type Slabs,
  Trained,
} from '#tfjs/op-by-op/network.ts';

export const TD3_TRAINED = ['actor', 'critic1', 'critic2'] as const;
export type Td3Network = (typeof TD3_TRAINED)[number];

interface Settings {
  readonly learningRateActor: number;
  readonly learningRateCritic: number;
  readonly gamma: number;
  readonly tau: number;
}

/** Both updates of `algorithms/td3.ts`, op by op. The critics take the action behind the observation. */
export class TfjsTd3 {
  readonly trained: Readonly<Record<Td3Network, Trained>>;
  readonly targets: Readonly<Record<Td3Network, Follower>>;
  readonly #replay: Replay;
  readonly #settings: Settings;

  /** `slabs` are disposed with the networks: the two records must not share tensors. */
  constructor(
    online: Readonly<Record<Td3Network, Slabs>>,
    targets: Readonly<Record<Td3Network, Slabs>>,
    replay: Replay,
    settings: Settings,
  ) {
    this.trained = eachNetwork((name) => new Trained(online[name]));
    this.targets = eachNetwork((name) => new Follower(targets[name]));
    this.#replay = replay;
    this.#settings = settings;
  }

  /** One update of the critics from the transitions at `drawn`, agent by agent; `noise` smooths the target actions. */
  learn(drawn: Int32Array, noise: tf.Tensor3D): void {
    const { learningRateCritic } = this.#settings;
    const gradients = tf.tidy(() => this.#criticGradients(drawn, noise));
    this.trained.critic1.step(gradients[0], learningRateCritic);
    this.trained.critic2.step(gradients[1], learningRateCritic);
  }

  /** One update of the actor, then of all targets. */
  learnActor(drawn: Int32Array): void {
    const { learningRateActor, tau } = this.#settings;
    this.trained.actor.step(
      tf.tidy(() => this.#actorGradients(drawn)),
      learningRateActor,
    );
    for (const name of TD3_TRAINED) this.targets[name].follow(this.trained[name], tau);
  }

  dispose(): void {
    for (const name of TD3_TRAINED) {
      this.trained[name].dispose();
      this.targets[name].dispose();
    }
  }

  #picker(drawn: Int32Array) {
    const [agents] = (this.trained.actor.slabs[0] as tf.Tensor3D).shape; // a network has layers
    const index = tf.tensor1d(drawn, 'int32');
    return (field: keyof Replay) => pick(this.#replay[field], index, agents);
  }

  #criticGradients(drawn: Int32Array, noise: tf.Tensor3D): [Slabs, Slabs] {
    const of = this.#picker(drawn);
    const { actor, critic1, critic2 } = this.targets;
    const nextObservations = of('nextObservations');
    const action = tf.tanh(forward(actor.slabs, nextObservations).output);
    const nextAction = tf.clipByValue(tf.add(action, noise), -1, 1);
    const next = tf.concat([nextObservations, nextAction as tf.Tensor3D], 2);
    const value = tf.minimum(
      forward(critic1.slabs, next).output,
      forward(critic2.slabs, next).output,
    );
    const goes = tf.sub(1, of('terminated'));
    const y = tf.add(of('rewards'), tf.mul(this.#settings.gamma, tf.mul(goes, value)));
    const chosen = tf.concat([of('observations'), of('actions')], 2);
    const [, batch] = chosen.shape;
    const gradients = ({ slabs }: Trained): Slabs => {
      const pass = forward(slabs, chosen);
      return backward(slabs, pass, tf.mul<tf.Tensor3D>(tf.sub(pass.output, y), 2 / batch));
    };
    return [gradients(this.trained.critic1), gradients(this.trained.critic2)];
  }

  #actorGradients(drawn: Int32Array): Slabs {
    const observations = this.#picker(drawn)('observations');
    const { actor, critic1 } = this.trained;
    const pass = forward(actor.slabs, observations);
    const action = tf.tanh(pass.output);
    const value = forward(critic1.slabs, tf.concat([observations, action], 2));
    const [agents, batch, width] = observations.shape;
    const up = tf.fill([agents, batch, 1], -1 / batch) as tf.Tensor3D;
    const slope = backwardInput(critic1.slabs, value, up);
    const ofAction = tf.slice(slope, [0, 0, width]);
    const throughTanh = tf.sub(1, tf.square(action));
    return backward(actor.slabs, pass, tf.mul<tf.Tensor3D>(ofAction, throughTanh));
  }
}

function eachNetwork<T>(make: (name: Td3Network) => T): Readonly<Record<Td3Network, T>> {
  return { actor: make('actor'), critic1: make('critic1'), critic2: make('critic2') };
}
