import { type Builder, defineProgram } from '#compute/builder.ts';
import type { Device, DevicePopulation, PopulationSnapshot } from '#compute/device.ts';
import { type Moments, NO_MOMENTS, withValue } from '#core/moments.ts';
import { vector } from '#core/shape.ts';
import { planNetwork } from '#networks/plan.ts';
import { multilayerGenome } from '../controllers/dqn/networks.ts';
import { controllerKey } from '../controllers/keys.ts';

/** State, choices, and the state after them. */
export interface Transition {
  readonly state: Float32Array;
  /** 1 for each choice that was made, of all seats. */
  readonly flags: Float32Array;
  readonly next: Float32Array;
}

/** Foretells what comes of choices; where it is wrong there is something to learn. */
export interface ForwardModel {
  /** Surprise at each, in [0, 1], ½ as usual: how wrong the model was; then, if told to, it learns from them. */
  surprises(transitions: readonly Transition[], learns: boolean): Promise<number[]>;
  snapshot(): Promise<ForwardModelSnapshot>;
  restore(snapshot: ForwardModelSnapshot): void;
  dispose(): void;
}

export interface ForwardModelSnapshot {
  readonly population: PopulationSnapshot;
  readonly updates: number;
  readonly errors: Moments;
}

interface ForwardModelSetup {
  readonly seed: number;
  /** Transitions that are judged at once, at most. */
  readonly rows: number;
  /** Numbers of a state, of them the first that are foretold, and choices of all seats. */
  readonly width: number;
  readonly foretold: number;
  readonly flags: number;
}

const HIDDEN = [64];
const LEARNING_RATE = 1e-3;
const BATCH = 32;
const CAPACITY = 4096;
/** Updates after each interval. */
const UPDATES = 4;

type Programs = {
  readonly foretell: { readonly inputs: 'seen'; readonly outputs: 'next' };
  readonly learn: { readonly inputs: never; readonly outputs: 'loss' };
};

/**
 * A forward model of the state, for curiosity (Pathak et al. 2017, “Curiosity-driven exploration by self-supervised
 * prediction”; MAT-Agent's section 3.3 has no more than the words): its surprise is half of its squared error by the mean
 * of all so far.
 */
export function openForwardModel(device: Device, setup: ForwardModelSetup): ForwardModel {
  const { seed, rows, width, foretold, flags } = setup;
  const plan = planNetwork(multilayerGenome(HIDDEN, false), {
    inputs: vector(width + flags),
    headInputs: 0,
    outputs: foretold,
  });
  const population = device.open({
    networks: [{ name: 'model', targetOf: null, trained: true }],
    programs: programs(setup),
    replay: { capacity: CAPACITY, fields: { seen: width + flags, next: foretold } },
    agents: [
      {
        parentSlot: 0,
        plans: { model: plan },
        inheritance: { model: { kind: 'initialise', key: controllerKey(seed, 'foretell') } },
        hyperparameters: {},
        key: controllerKey(seed, 'foretell', 1),
      },
    ],
  }) as DevicePopulation<Programs>;
  let updates = 0;
  let errors = NO_MOMENTS;

  const seenIn = (transitions: readonly Transition[]) => {
    const seen = new Float32Array(transitions.length * (width + flags));
    transitions.forEach((each, at) => {
      seen.set(each.state, at * (width + flags));
      seen.set(each.flags, at * (width + flags) + width);
    });
    return seen;
  };

  /** Squared errors, before anything is learned from them. */
  async function errorsOf(transitions: readonly Transition[], seen: Float32Array) {
    population.write('foretell', 'seen', 0, seen);
    await population.run('foretell', 0);
    const said = await population.read('foretell', 'next', 0);
    return transitions.map(({ next }, at) => {
      let sum = 0;
      for (let i = 0; i < foretold; i++) {
        const off = (said[at * foretold + i] as number) - (next[i] as number); // both so wide
        sum += off * off;
      }
      return sum;
    });
  }

  async function learn(transitions: readonly Transition[], seen: Float32Array, usual: Moments) {
    errors = usual;
    const next = new Float32Array(transitions.length * foretold);
    transitions.forEach((each, at) => {
      next.set(each.next.subarray(0, foretold), at * foretold);
    });
    population.remember(transitions.length, { seen, next });
    for (let update = 0; update < UPDATES; update++) await population.run('learn', updates++);
  }

  return {
    async surprises(transitions, learns) {
      if (transitions.length > rows)
        throw new RangeError(
          `${transitions.length} transitions are judged, but there are ${rows} rows`,
        );
      if (transitions.length === 0) return [];
      const seen = seenIn(transitions);
      const found = await errorsOf(transitions, seen);
      const usual = found.reduce(withValue, errors);
      if (learns) await learn(transitions, seen, usual);
      return found.map((error) => (usual.mean === 0 ? 0 : Math.min(1, error / usual.mean / 2)));
    },
    async snapshot() {
      return { population: await population.snapshot(), updates, errors };
    },
    restore(snapshot) {
      population.restore(snapshot.population);
      ({ updates, errors } = snapshot);
    },
    dispose: () => population.dispose(),
  };
}

const programs = ({ rows, width, flags, foretold }: ForwardModelSetup) => [
  defineProgram('foretell', (p: Builder) => {
    p.output('next', p.forward('model', p.input('seen', rows, width + flags)));
  }),
  defineProgram('learn', (p: Builder) => {
    const { seen, next } = p.sample({ seen: width + flags, next: foretold }, BATCH);
    const said = p.forward('model', seen);
    const { gradient, loss } = p.squaredError(said, next);
    p.backward(said, gradient);
    p.adam('model', LEARNING_RATE);
    p.output('loss', loss);
  }),
];
