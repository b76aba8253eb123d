import type { Environment } from '#core/environment.ts';
import { cos, sin } from '#core/maths.ts';
import type { Scene } from '#core/scene.ts';
import { box } from '#core/spaces.ts';

/**
 * CartPole-v1, as Gymnasium's `classic_control/cartpole.py` (Barto, Sutton & Anderson 1983), Euler integration.
 *
 * Observation: cart position m, cart velocity m/s, pole angle rad, pole velocity rad/s.
 * Action: push left, push right. Reward: 1 for every step, the last included.
 * Terminated: the cart is more than 2.4 m from the middle, or the pole more than 12° from upright.
 */
export interface CartPoleState {
  /** Cart position, m. */
  readonly x: number;
  /** Cart velocity, m/s. */
  readonly v: number;
  /** Pole angle from upright, clockwise, rad. */
  readonly theta: number;
  /** Pole velocity, rad/s. */
  readonly omega: number;
}

const GRAVITY = 9.8; // m/s²
const POLE_MASS = 0.1; // kg
const TOTAL_MASS = 1 + POLE_MASS; // kg, cart and pole
const HALF_LENGTH = 0.5; // m, from the joint to the pole's centre of mass
const POLE_MOMENT = POLE_MASS * HALF_LENGTH; // kg m
const FORCE = 10; // N
const DT = 0.02; // s
const MAX_X = 2.4; // m
const MAX_THETA = (12 * 2 * Math.PI) / 360; // rad
const START = 0.05; // bound of each starting number

const OBSERVATION_BOUNDS = [2 * MAX_X, Infinity, 2 * MAX_THETA, Infinity];
const REWARDS = [1];

export const cartPole: Environment<CartPoleState> = {
  id: 'CartPole-v1',
  title: 'CartPole',
  summary:
    'A pole stands on a cart. Push the cart left or right so that the pole stays up and the cart on its track; every step counts 1.',
  players: [
    {
      name: 'cart',
      observationSpace: box(
        [4],
        OBSERVATION_BOUNDS.map((bound) => -bound),
        OBSERVATION_BOUNDS,
      ),
      actionSpace: { kind: 'discrete', n: 2 },
    },
  ],
  maxSteps: 500,
  secondsPerStep: DT,
  returnRange: [0, 500],
  solvedAt: 475,
  observationLabels: [
    'cart position, m',
    'cart velocity, m/s',
    'pole angle, rad',
    'pole velocity, rad/s',
  ],
  mapAxes: [2, 3],
  actionLabels: ['push left', 'push right'],

  reset: (draws) => ({
    x: draws.between(-START, START),
    v: draws.between(-START, START),
    theta: draws.between(-START, START),
    omega: draws.between(-START, START),
  }),

  step({ x, v, theta, omega }, action) {
    const force = action[0] === 1 ? FORCE : -FORCE;
    const cosine = cos(theta);
    const sine = sin(theta);
    const pull = (force + POLE_MOMENT * omega * omega * sine) / TOTAL_MASS;
    const angular =
      (GRAVITY * sine - cosine * pull) /
      (HALF_LENGTH * (4 / 3 - (POLE_MASS * cosine * cosine) / TOTAL_MASS));
    const linear = pull - (POLE_MOMENT * angular * cosine) / TOTAL_MASS;
    const state = {
      x: x + DT * v,
      v: v + DT * linear,
      theta: theta + DT * omega,
      omega: omega + DT * angular,
    };
    const terminated = !(Math.abs(state.x) <= MAX_X && Math.abs(state.theta) <= MAX_THETA);
    return { state, rewards: REWARDS, terminated };
  },

  observe({ x, v, theta, omega }, _player, into, at) {
    into[at] = x;
    into[at + 1] = v;
    into[at + 2] = theta;
    into[at + 3] = omega;
  },

  draw,
};

const TRACK = 0.12; // m, height of the track's upper edge
const WHEEL = 0.07; // m, radius
const CART = { width: 0.5, height: 0.22 }; // m
const AXLE = TRACK + WHEEL;
const DECK = AXLE + CART.height; // where the pole is hinged

function draw({ x, theta }: CartPoleState): Scene {
  const tip = [x + 2 * HALF_LENGTH * sin(theta), DECK + 2 * HALF_LENGTH * cos(theta)] as const;
  const stop = (side: number) =>
    ({
      kind: 'rectangle',
      x: side * (MAX_X + 0.03),
      y: TRACK + 0.1,
      width: 0.06,
      height: 0.2,
      angle: 0,
      ink: 'goal',
    }) as const;
  const wheel = (side: number) =>
    ({ kind: 'disc', x: x + side * 0.15, y: AXLE, radius: WHEEL, ink: 'joint' }) as const;
  return {
    view: { left: -2.7, right: 2.7, bottom: 0, top: 1.7 },
    shapes: [
      {
        kind: 'line',
        points: [
          [0, TRACK],
          [0, TRACK + 1.4],
        ],
        ink: 'faint',
        width: 0.01,
      },
      { kind: 'rectangle', x: 0, y: TRACK / 2, width: 5.4, height: TRACK, angle: 0, ink: 'ground' },
      stop(-1),
      stop(1),
      { kind: 'rectangle', x, y: AXLE + CART.height / 2, ...CART, angle: 0, ink: 'body' },
      wheel(-1),
      wheel(1),
      { kind: 'line', points: [[x, DECK], tip], ink: 'limb', width: 0.08 },
      { kind: 'disc', x, y: DECK, radius: 0.055, ink: 'joint' },
    ],
  };
}
