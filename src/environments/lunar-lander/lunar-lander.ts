import type { Environment } from '#core/environment.ts';
import { box, type Space } from '#core/spaces.ts';
import type { Flying, LanderSetup } from './flying.ts';
import type { LanderState } from './lander-state.ts';
import { CALM, LANDER_OPTIONS, landerWorld } from './options.ts';
import { loadPhysics } from './physics.ts';

const BOUNDS = [2.5, 2.5, 10, 10, 2 * Math.PI, 10, 1, 1].map(Math.fround);
const OBSERVATIONS = box(
  [8],
  BOUNDS.map((bound, i) => (i < 6 ? -bound : 0)),
  BOUNDS,
);

let createFlying: typeof import('./flying.ts').createFlying | undefined;

/** Loads how a lander flies, and the physics that it flies by: only who lands needs them. */
async function loadRules(): Promise<void> {
  await loadPhysics();
  ({ createFlying } = await import('./flying.ts'));
}

function loadedRules() {
  if (createFlying) return createFlying;
  throw new Error(
    'the physics of LunarLander is not loaded; await prepare() before the first reset',
  );
}

/**
 * LunarLander-v3 and LunarLanderContinuous-v3, as Gymnasium's `box2d/lunar_lander.py` (Klimov 2016), on Planck in
 * place of Box2D 2.3.
 *
 * Observation: see `Sight`. Action: nothing, push left, main engine, push right; or both throttles in [−1, 1].
 * Reward: by how much the lander came nearer, slower, more upright and on its legs, less fuel; −100 for a crash or for
 * leaving the view sideways, +100 for coming to rest. Terminated: in these three cases.
 *
 * A state is what is seen of a physical world, which is too large to copy. So a state is stepped once: the world goes
 * over to the state that follows.
 */
export function lunarLander(setup: Partial<LanderSetup> = {}): Environment<LanderState> {
  const { continuous = false } = setup;
  let flying: Flying | null = null;
  const rules = (): Flying => {
    flying ??= loadedRules()({ ...CALM, ...setup, continuous });
    return flying;
  };

  return {
    ...words(continuous),
    players: [
      { name: 'lander', observationSpace: OBSERVATIONS, actionSpace: actionSpace(continuous) },
    ],
    maxSteps: 1000,
    secondsPerStep: 1 / 50,
    returnRange: [-400, 300],
    solvedAt: 200,
    stateUsedOnce: true,
    options: LANDER_OPTIONS,
    with: (options) => lunarLander({ ...setup, ...landerWorld(options) }),
    prepare: loadRules,
    reset: (draws) => rules().reset(draws),
    step: (state, action, draws) => rules().step(state, action, draws),
    observe: (state, player, into, at) => rules().observe(state, player, into, at),
    draw: (state) => rules().draw(state),
  };
}

const actionSpace = (continuous: boolean): Space =>
  continuous ? box([2], -1, 1) : { kind: 'discrete', n: 4 };

function words(continuous: boolean) {
  const means = continuous ? 'two throttles' : 'three engines';
  return {
    id: continuous ? 'LunarLanderContinuous-v3' : 'LunarLander-v3',
    title: continuous ? 'LunarLander, continuous' : 'LunarLander',
    summary: `Land between the flags with ${means}, gently and upright. Coming nearer and slower is rewarded and fuel costs; a landing counts 100, a crash −100.`,
    observationLabels: [
      'right of the pad, in units of 10 m',
      'above the pad, in units of 6.7 m',
      'velocity to the right, in units of 5 m/s',
      'velocity upwards, in units of 7.5 m/s',
      'angle, rad',
      'angular velocity, in units of 2.5 rad/s',
      'right leg on the ground',
      'left leg on the ground',
    ],
    mapAxes: [1, 3] as const,
    actionLabels: continuous
      ? ['main throttle', 'side throttle, right above 0']
      : ['no engine', 'push left', 'main engine', 'push right'],
  };
}
