import type { Environment } from '#core/environment.ts';
import type { Draws } from '#core/random.ts';
import type { Point } from '#core/scene.ts';
import { box, type Space } from '#core/spaces.ts';
import { type Craft, createCraft, stepCraft } from './craft.ts';
import { drawLander } from './draw.ts';
import {
  chosenThrottle,
  continuousThrottle,
  drawDispersion,
  ENGINES_OFF,
  fire,
  type Throttle,
} from './engines.ts';
import { type LanderState, see } from './lander-state.ts';
import { CALM, LANDER_OPTIONS, type LanderWorld, landerWorld } from './options.ts';
import { loadPhysics } from './physics.ts';
import { drawTerrain } from './terrain.ts';
import { blow, drawWind, type Wind, type WindPower } from './wind.ts';

export interface LanderSetup extends LanderWorld {
  /** Two throttles in place of four choices. */
  readonly continuous: boolean;
}

/** A world in motion. Whoever flies on changes it. */
interface Flight {
  readonly craft: Craft;
  readonly surface: readonly Point[];
  readonly wind: Wind | null;
}

const MAIN_FUEL = 0.3; // reward, per step at full power
const SIDE_FUEL = 0.03;
const LANDED = [100];
const LOST = [-100];

const BOUNDS = [2.5, 2.5, 10, 10, 2 * Math.PI, 10, 1, 1].map(Math.fround);
const OBSERVATIONS = box(
  [8],
  BOUNDS.map((bound, i) => (i < 6 ? -bound : 0)),
  BOUNDS,
);

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
  const { gravity, wind, windPower, turbulencePower } = { ...CALM, ...setup };
  const power = wind ? { force: windPower, torque: turbulencePower } : null;
  const flights = new WeakMap<LanderState, Flight>();

  const fly = (flight: Flight, throttle: Throttle, draws: Draws): LanderState => {
    const state = flown(flight, throttle, power, draws);
    flights.set(state, flight);
    return state;
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
    prepare: loadPhysics,

    reset(draws) {
      const surface = drawTerrain(draws);
      const craft = createCraft(surface, gravity, draws);
      return fly({ craft, surface, wind: power && drawWind(draws) }, ENGINES_OFF, draws);
    },

    step(before, action, draws) {
      const flight = flights.get(before);
      if (!flight)
        throw new Error('this state of the lander was stepped already; a state may be used once');
      flights.delete(before);
      const throttle = continuous
        ? continuousThrottle(action[0] as number, action[1] as number) // two numbers
        : chosenThrottle(action[0] as number); // one
      const state = fly(flight, throttle, draws);
      const { craft } = flight;
      if (!craft.hull.isAwake()) return { state, rewards: LANDED, terminated: true };
      if (craft.crashed || Math.abs(state.sight.x) >= 1)
        return { state, rewards: LOST, terminated: true };
      const fuel = MAIN_FUEL * throttle.main + SIDE_FUEL * throttle.side;
      return { state, rewards: [state.shaping - before.shaping - fuel], terminated: false };
    },

    observe({ sight }, _player, into, at) {
      into[at] = sight.x;
      into[at + 1] = sight.y;
      into[at + 2] = sight.vx;
      into[at + 3] = sight.vy;
      into[at + 4] = sight.angle;
      into[at + 5] = sight.omega;
      into[at + 6] = sight.right;
      into[at + 7] = sight.left;
    },

    draw: drawLander,
  };
}

/** One step of the world: wind, engines, physics. */
function flown(
  { craft, surface, wind }: Flight,
  throttle: Throttle,
  power: WindPower | null,
  draws: Draws,
): LanderState {
  const stands = craft.legs.some((leg) => leg.grounded);
  if (wind && power && !stands) blow(craft.hull, wind, power);
  const dispersion = drawDispersion(draws);
  fire(craft.hull, throttle, dispersion);
  stepCraft(craft);
  return see(craft, surface, throttle, dispersion);
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
    picturedOver: [1, 3] as const,
    actionLabels: continuous
      ? ['main throttle', 'side throttle, right above 0']
      : ['no engine', 'push left', 'main engine', 'push right'],
  };
}
