import type { Environment } from '#core/environment.ts';
import { cos, sin } from '#core/maths.ts';
import type { Point, Scene, Shape } from '#core/scene.ts';
import { box } from '#core/spaces.ts';

/**
 * Pendulum-v1, as Gymnasium's `classic_control/pendulum.py`, semi-implicit Euler integration.
 *
 * Observation: cosine and sine of the angle, velocity rad/s. Action: torque in [−2, 2] N m, clipped.
 * Reward: −(angle² + 0.1 velocity² + 0.001 torque²), of the state before the step. Never terminated.
 */
export interface PendulumState {
  /** Angle from upright, counter-clockwise, rad; not wrapped. */
  readonly theta: number;
  /** rad/s, in [−8, 8]. */
  readonly omega: number;
  /** Torque of the step that led here, N m; only drawn. */
  readonly torque: number;
}

const GRAVITY = 10; // m/s²
const MASS = 1; // kg
const LENGTH = 1; // m
const DT = 0.05; // s
const MAX_TORQUE = 2; // N m
const MAX_OMEGA = 8; // rad/s
const START = { theta: Math.PI, omega: 1 }; // bounds of the starting numbers

export const pendulum: Environment<PendulumState> = {
  id: 'Pendulum-v1',
  title: 'Pendulum',
  summary:
    'A rod turns around one end, and its motor is too weak to lift it at once. Swing it up and hold it upright with little torque; every step costs by how far it is from that.',
  players: [
    {
      name: 'pendulum',
      observationSpace: box([3], [-1, -1, -MAX_OMEGA], [1, 1, MAX_OMEGA]),
      actionSpace: box([1], -MAX_TORQUE, MAX_TORQUE),
    },
  ],
  maxSteps: 200,
  secondsPerStep: DT,
  returnRange: [-1600, -100],
  solvedAt: -200,
  observationLabels: ['cosine of the angle', 'sine of the angle', 'velocity, rad/s'],
  mapAxes: [1, 2],
  actionLabels: ['torque, N m'],

  reset: (draws) => ({
    theta: draws.between(-START.theta, START.theta),
    omega: draws.between(-START.omega, START.omega),
    torque: 0,
  }),

  step({ theta, omega }, action) {
    const torque = clip(action[0] as number, MAX_TORQUE); // one number
    const angle = wrap(theta);
    const cost = angle * angle + 0.1 * omega * omega + 0.001 * torque * torque;
    const alpha =
      ((3 * GRAVITY) / (2 * LENGTH)) * sin(theta) + (3 / (MASS * LENGTH * LENGTH)) * torque;
    const velocity = clip(omega + alpha * DT, MAX_OMEGA);
    return {
      state: { theta: theta + velocity * DT, omega: velocity, torque },
      rewards: [-cost],
      terminated: false,
    };
  },

  observe({ theta, omega }, _player, into, at) {
    into[at] = cos(theta);
    into[at + 1] = sin(theta);
    into[at + 2] = omega;
  },

  draw,
};

const clip = (x: number, bound: number) => Math.min(Math.max(x, -bound), bound);

const TURN = 2 * Math.PI;

/** An angle into [−π, π). */
const wrap = (angle: number) => angle - TURN * Math.floor((angle + Math.PI) / TURN);

const VIEW = 1.4; // m, around the joint
const ARC = 0.42; // m, radius of the arc that shows the torque
const REACH = 0.75 * Math.PI; // rad, of the arc at full torque

function draw({ theta, torque }: PendulumState): Scene {
  const tip = around(LENGTH, theta);
  return {
    view: { left: -VIEW, right: VIEW, bottom: -VIEW, top: VIEW },
    shapes: [
      {
        kind: 'line',
        points: Array.from({ length: 73 }, (_, i) => around(LENGTH, (TURN * i) / 72)),
        ink: 'faint',
        width: 0.012,
      },
      { kind: 'line', points: [around(1.09, 0), around(1.24, 0)], ink: 'goal', width: 0.05 },
      { kind: 'disc', x: 0, y: 0, radius: 0.2, ink: 'ground' },
      { kind: 'line', points: [[0, 0], tip], ink: 'limb', width: 0.18 },
      { kind: 'disc', x: tip[0], y: tip[1], radius: 0.14, ink: 'body' },
      { kind: 'disc', x: 0, y: 0, radius: 0.07, ink: 'joint' },
      ...torqueArc(torque),
    ],
  };
}

/** A point so far from the joint, at an angle from upright. */
const around = (radius: number, angle: number): Point => [
  -radius * sin(angle),
  radius * cos(angle),
];

/** An arrow around the joint, the longer the stronger, which way the motor turns. */
function torqueArc(torque: number): readonly Shape[] {
  const reach = (torque / MAX_TORQUE) * REACH;
  if (Math.abs(reach) < 0.05) return [];
  const way = Math.sign(reach);
  return [
    {
      kind: 'line',
      points: Array.from({ length: 25 }, (_, i) => around(ARC, (reach * i) / 24)),
      ink: 'flame',
      width: 0.045,
    },
    {
      kind: 'polygon',
      points: [
        around(ARC + 0.09, reach),
        around(ARC - 0.09, reach),
        around(ARC, reach + way * 0.36),
      ],
      ink: 'flame',
    },
  ];
}
