import type { Environment } from '#core/environment.ts';
import type { Draws } from '#core/random.ts';
import type { Point } from '#core/scene.ts';
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
import type { LanderWorld } from './options.ts';
import { drawTerrain } from './terrain.ts';
import { blow, drawWind, type Wind, type WindPower } from './wind.ts';

export interface LanderSetup extends LanderWorld {
  /** Two throttles in place of four choices. */
  readonly continuous: boolean;
}

/** A lander's moves in its world: the part of the environment that is loaded with the physics. */
export type Flying = Pick<Environment<LanderState>, 'reset' | 'step' | 'observe' | 'draw'>;

/** A world in motion. Flying on changes it. */
interface Flight {
  readonly craft: Craft;
  readonly surface: readonly Point[];
  readonly wind: Wind | null;
}

const MAIN_FUEL = 0.3; // reward, per step at full power
const SIDE_FUEL = 0.03;
const LANDED = [100];
const LOST = [-100];

/** The rules of a world. A state is stepped once: its flight goes over to the state that follows. */
export function createFlying(setup: LanderSetup): Flying {
  const { continuous, gravity, wind, windPower, turbulencePower } = setup;
  const power = wind ? { force: windPower, torque: turbulencePower } : null;
  const flights = new WeakMap<LanderState, Flight>();

  const fly = (flight: Flight, throttle: Throttle, draws: Draws): LanderState => {
    const state = flown(flight, throttle, power, draws);
    flights.set(state, flight);
    return state;
  };

  return {
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
