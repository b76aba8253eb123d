import type { Environment } from '#core/environment.ts';
import { box } from '#core/spaces.ts';
import {
  drawCar,
  MOUNTAIN_CAR_SPACE,
  type MountainCarState,
  observeCar,
  parkedCar,
  rolled,
} from './mountain-car.ts';

/**
 * MountainCarContinuous-v0, as Gymnasium's `classic_control/continuous_mountain_car.py` (Moore 1990): MountainCar with
 * a throttle.
 *
 * Observation: position, velocity per step. Action: throttle, in [−1, 1]. Reward: −0.1 times the square of the action
 * (as given, before it is clipped), and 100 for reaching the flag.
 * Terminated: the car is at position 0.45 or beyond and not rolling back.
 */
const POWER = 0.0015; // position per step²
const GOAL = 0.45;
const REACHED = 100;
const FUEL = 0.1;

export const mountainCarContinuous: Environment<MountainCarState> = {
  id: 'MountainCarContinuous-v0',
  title: 'MountainCar, continuous',
  summary:
    'A car too weak for the hill must swing back and forth to reach the flag, which counts 100. Throttle costs fuel, by its square.',
  players: [{ name: 'car', observationSpace: MOUNTAIN_CAR_SPACE, actionSpace: box([1], -1, 1) }],
  maxSteps: 999,
  secondsPerStep: 1 / 30,
  returnRange: [-100, 100],
  solvedAt: 90,
  observationLabels: ['position', 'velocity, per step'],
  mapAxes: [0, 1],
  actionLabels: ['throttle, right above 0'],

  reset: parkedCar,

  step(car, action) {
    const asked = action[0] as number; // one number
    const throttle = Math.min(Math.max(asked, -1), 1);
    const next = rolled(car, throttle * POWER);
    const terminated = next.position >= GOAL && next.velocity >= 0;
    // Gymnasium keeps this task's state as float32.
    const state = {
      position: Math.fround(next.position),
      velocity: Math.fround(next.velocity),
    };
    return { state, rewards: [(terminated ? REACHED : 0) - FUEL * asked * asked], terminated };
  },

  observe: observeCar,
  draw: (car) => drawCar(car, GOAL),
};
