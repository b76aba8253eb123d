import type { Environment } from '#core/environment.ts';
import { cos, sin } from '#core/maths.ts';
import type { Point, Scene } from '#core/scene.ts';
import { box } from '#core/spaces.ts';

/**
 * Acrobot-v1, as Gymnasium's `classic_control/acrobot.py`: the dynamics of Sutton & Barto's book (Sutton 1996), one
 * Runge–Kutta step of order four per action.
 *
 * Observation: cosine and sine of both angles, both velocities rad/s. Action: torque −1, 0 or 1 N m on the joint.
 * Reward: −1 for every step, 0 for the one that reaches the line. Terminated: the free end is more than one link above
 * the fixed one.
 */
export interface AcrobotState {
  /** First link from hanging straight down, rad in [−π, π]. */
  readonly theta1: number;
  /** Second link relative to the first, rad in [−π, π]. */
  readonly theta2: number;
  /** rad/s. */
  readonly omega1: number;
  /** rad/s. */
  readonly omega2: number;
}

const GRAVITY = 9.8; // m/s²
const MASS = 1; // kg, of either link
const LENGTH = 1; // m, of the first link
const CENTRE = 0.5; // m, from a link's start to its centre of mass
const INERTIA = 1; // kg m², of either link
const DT = 0.2; // s
const MAX_OMEGA1 = 4 * Math.PI; // rad/s
const MAX_OMEGA2 = 9 * Math.PI; // rad/s
const START = 0.1; // bound of each starting number

const STEP_COSTS = [-1];
const GOAL_COSTS = [0];
const BOUNDS = [1, 1, 1, 1, MAX_OMEGA1, MAX_OMEGA2].map(Math.fround); // observations are float32

export const acrobot: Environment<AcrobotState> = {
  id: 'Acrobot-v1',
  title: 'Acrobot',
  summary:
    'Two links hang from a fixed point, and only the joint between them has a motor. Swing the free end above the line; every step until then costs 1.',
  players: [
    {
      name: 'acrobot',
      observationSpace: box(
        [6],
        BOUNDS.map((bound) => -bound),
        BOUNDS,
      ),
      actionSpace: { kind: 'discrete', n: 3 },
    },
  ],
  maxSteps: 500,
  secondsPerStep: 1 / 15,
  returnRange: [-500, -60],
  solvedAt: -100,
  observationLabels: [
    'cosine of angle 1',
    'sine of angle 1',
    'cosine of angle 2',
    'sine of angle 2',
    'velocity 1, rad/s',
    'velocity 2, rad/s',
  ],
  mapAxes: [1, 4],
  actionLabels: ['torque −1 N m', 'no torque', 'torque +1 N m'],

  reset: (draws) => ({
    theta1: draws.between(-START, START),
    theta2: draws.between(-START, START),
    omega1: draws.between(-START, START),
    omega2: draws.between(-START, START),
  }),

  step(state, action) {
    const torque = (action[0] as number) - 1; // one stored number per discrete action
    const moved = rungeKutta(state, torque);
    const next = {
      theta1: wrap(moved.theta1),
      theta2: wrap(moved.theta2),
      omega1: clip(moved.omega1, MAX_OMEGA1),
      omega2: clip(moved.omega2, MAX_OMEGA2),
    };
    const terminated = -cos(next.theta1) - cos(next.theta2 + next.theta1) > 1;
    return { state: next, rewards: terminated ? GOAL_COSTS : STEP_COSTS, terminated };
  },

  observe({ theta1, theta2, omega1, omega2 }, _player, into, at) {
    into[at] = cos(theta1);
    into[at + 1] = sin(theta1);
    into[at + 2] = cos(theta2);
    into[at + 3] = sin(theta2);
    into[at + 4] = omega1;
    into[at + 5] = omega2;
  },

  draw,
};

/** Time derivatives of all four numbers. */
function derivatives(
  { theta1, theta2, omega1, omega2 }: AcrobotState,
  torque: number,
): AcrobotState {
  const sine2 = sin(theta2);
  const cosine2 = cos(theta2);
  const d1 =
    MASS * CENTRE * CENTRE +
    MASS * (LENGTH * LENGTH + CENTRE * CENTRE + 2 * LENGTH * CENTRE * cosine2) +
    2 * INERTIA;
  const d2 = MASS * (CENTRE * CENTRE + LENGTH * CENTRE * cosine2) + INERTIA;
  const phi2 = MASS * CENTRE * GRAVITY * cos(theta1 + theta2 - Math.PI / 2);
  const phi1 =
    -MASS * LENGTH * CENTRE * omega2 * omega2 * sine2 -
    2 * MASS * LENGTH * CENTRE * omega2 * omega1 * sine2 +
    (MASS * CENTRE + MASS * LENGTH) * GRAVITY * cos(theta1 - Math.PI / 2) +
    phi2;
  const alpha2 =
    (torque + (d2 / d1) * phi1 - MASS * LENGTH * CENTRE * omega1 * omega1 * sine2 - phi2) /
    (MASS * CENTRE * CENTRE + INERTIA - (d2 * d2) / d1);
  const alpha1 = -(d2 * alpha2 + phi1) / d1;
  return { theta1: omega1, theta2: omega2, omega1: alpha1, omega2: alpha2 };
}

function rungeKutta(state: AcrobotState, torque: number): AcrobotState {
  const k1 = derivatives(state, torque);
  const k2 = derivatives(advance(state, k1, DT / 2), torque);
  const k3 = derivatives(advance(state, k2, DT / 2), torque);
  const k4 = derivatives(advance(state, k3, DT), torque);
  return {
    theta1: state.theta1 + blend(k1.theta1, k2.theta1, k3.theta1, k4.theta1),
    theta2: state.theta2 + blend(k1.theta2, k2.theta2, k3.theta2, k4.theta2),
    omega1: state.omega1 + blend(k1.omega1, k2.omega1, k3.omega1, k4.omega1),
    omega2: state.omega2 + blend(k1.omega2, k2.omega2, k3.omega2, k4.omega2),
  };
}

/** The weighted mean slope over a step, times the step. */
const blend = (a: number, b: number, c: number, d: number) => (DT / 6) * (a + 2 * b + 2 * c + d);

const advance = (state: AcrobotState, slope: AcrobotState, dt: number): AcrobotState => ({
  theta1: state.theta1 + dt * slope.theta1,
  theta2: state.theta2 + dt * slope.theta2,
  omega1: state.omega1 + dt * slope.omega1,
  omega2: state.omega2 + dt * slope.omega2,
});

const clip = (x: number, bound: number) => Math.min(Math.max(x, -bound), bound);

/** An angle into [−π, π]; a step turns a link by less than a few turns. */
function wrap(angle: number): number {
  let x = angle;
  while (x > Math.PI) x -= 2 * Math.PI;
  while (x < -Math.PI) x += 2 * Math.PI;
  return x;
}

const LINE = 1; // m above the fixed point

function draw({ theta1, theta2 }: AcrobotState): Scene {
  const elbow: Point = [LENGTH * sin(theta1), -LENGTH * cos(theta1)];
  const end: Point = [
    elbow[0] + LENGTH * sin(theta1 + theta2),
    elbow[1] - LENGTH * cos(theta1 + theta2),
  ];
  return {
    view: { left: -2.3, right: 2.3, bottom: -2.3, top: 2.3 },
    shapes: [
      {
        kind: 'line',
        points: [
          [-2.3, LINE],
          [2.3, LINE],
        ],
        ink: 'goal',
        width: 0.04,
      },
      { kind: 'rectangle', x: 0, y: 0, width: 0.5, height: 0.12, angle: 0, ink: 'ground' },
      { kind: 'line', points: [[0, 0], elbow], ink: 'body', width: 0.2 },
      { kind: 'line', points: [elbow, end], ink: 'limb', width: 0.16 },
      { kind: 'disc', x: 0, y: 0, radius: 0.12, ink: 'joint' },
      { kind: 'disc', x: elbow[0], y: elbow[1], radius: 0.1, ink: 'joint' },
      { kind: 'disc', x: end[0], y: end[1], radius: 0.06, ink: 'joint' },
    ],
  };
}
