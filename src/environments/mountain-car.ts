import type { Environment } from '#core/environment.ts';
import { atan2, cos, sin } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';
import type { Point, Scene } from '#core/scene.ts';
import { box } from '#core/spaces.ts';

/**
 * MountainCar-v0, as Gymnasium's `classic_control/mountain_car.py` (Moore 1990).
 *
 * Observation: position, velocity per step. Action: accelerate left, not at all, right. Reward: −1 for every step.
 * Terminated: the car is at position 0.5 or beyond and not rolling back.
 */
export interface MountainCarState {
  /** Along the track's ground line, in [−1.2, 0.6]. */
  readonly position: number;
  /** Position per step, in [−0.07, 0.07]. */
  readonly velocity: number;
}

const LEFT = -1.2;
const RIGHT = 0.6;
const MAX_SPEED = 0.07;
const GOAL = 0.5;
const FORCE = 0.001;
const GRAVITY = 0.0025;
const START = [-0.6, -0.4] as const;

const REWARDS = [-1];

export const MOUNTAIN_CAR_SPACE = box(
  [2],
  [LEFT, -MAX_SPEED].map(Math.fround),
  [RIGHT, MAX_SPEED].map(Math.fround),
);

export const mountainCar: Environment<MountainCarState> = {
  id: 'MountainCar-v0',
  title: 'MountainCar',
  summary:
    'A car too weak for the hill must swing back and forth to reach the flag. Every step until then costs 1.',
  players: [
    {
      name: 'car',
      observationSpace: MOUNTAIN_CAR_SPACE,
      actionSpace: { kind: 'discrete', n: 3 },
    },
  ],
  maxSteps: 200,
  secondsPerStep: 1 / 30,
  returnRange: [-200, -80],
  solvedAt: -110,
  observationLabels: ['position', 'velocity, per step'],
  mapAxes: [0, 1],
  actionLabels: ['accelerate left', 'coast', 'accelerate right'],

  reset: parkedCar,

  step(car, action) {
    const state = rolled(car, ((action[0] as number) - 1) * FORCE); // one stored number per discrete action
    return {
      state,
      rewards: REWARDS,
      terminated: state.position >= GOAL && state.velocity >= 0,
    };
  },

  observe: observeCar,
  draw: (car) => drawCar(car, GOAL),
};

/** A car at rest in the valley. */
export function parkedCar(draws: Draws): MountainCarState {
  return { position: draws.between(...START), velocity: 0 };
}

/** The car after a step in which its motor pushes so hard, in position per step². */
export function rolled(car: MountainCarState, push: number): MountainCarState {
  const velocity = clip(
    car.velocity + push - cos(3 * car.position) * GRAVITY,
    -MAX_SPEED,
    MAX_SPEED,
  );
  const position = clip(car.position + velocity, LEFT, RIGHT);
  const stopped = position === LEFT && velocity < 0; // by the wall at the left end
  return { position, velocity: stopped ? 0 : velocity };
}

export function observeCar(
  { position, velocity }: MountainCarState,
  _player: number,
  into: Float32Array,
  at: number,
): void {
  into[at] = position;
  into[at + 1] = velocity;
}

const clip = (x: number, low: number, high: number) => Math.min(Math.max(x, low), high);

const VIEW = { left: LEFT - 0.1, right: RIGHT + 0.1, bottom: -0.1, top: 1.4 };
const height = (position: number) => 0.45 * sin(3 * position) + 0.55;

/** Corners of the hill, from the left edge of the view to the right, closed along the bottom. */
const HILL: readonly Point[] = (() => {
  const corners = 81;
  const ridge = Array.from({ length: corners }, (_, i): Point => {
    const x = VIEW.left + ((VIEW.right - VIEW.left) * i) / (corners - 1);
    return [x, height(x)];
  });
  return [[VIEW.left, VIEW.bottom], ...ridge, [VIEW.right, VIEW.bottom]];
})();

const WHEEL = 0.032; // radius
const POLE = 0.28; // length

/** The car on its hill, and a flag where it is to go. */
export function drawCar({ position }: MountainCarState, goal: number): Scene {
  const foot = height(goal);
  const top = foot + POLE;
  const slope = atan2(1.35 * cos(3 * position), 1); // 0.45 · 3 cos 3x is the hill's derivative
  const along = [cos(slope), sin(slope)] as const;
  /** A point of the car: so far along the slope, so far above it. */
  const onCar = (forward: number, up: number): Point => [
    position + forward * along[0] - up * along[1],
    height(position) + forward * along[1] + up * along[0],
  ];
  const disc = (forward: number, up: number, radius: number, ink: 'joint' | 'limb') => {
    const [x, y] = onCar(forward, up);
    return { kind: 'disc', x, y, radius, ink } as const;
  };
  const corners = [
    [-0.095, 0.03],
    [0.095, 0.03],
    [0.095, 0.075],
    [0.055, 0.085],
    [0.03, 0.125],
    [-0.055, 0.125],
    [-0.075, 0.085],
    [-0.095, 0.08],
  ] as const;
  return {
    view: VIEW,
    shapes: [
      { kind: 'polygon', points: HILL, ink: 'ground' },
      {
        kind: 'line',
        points: [
          [goal, foot],
          [goal, top],
        ],
        ink: 'limb',
        width: 0.012,
      },
      {
        kind: 'polygon',
        points: [
          [goal, top],
          [goal + 0.13, top - 0.045],
          [goal, top - 0.09],
        ],
        ink: 'goal',
      },
      { kind: 'polygon', points: corners.map(([forward, up]) => onCar(forward, up)), ink: 'body' },
      disc(-0.055, WHEEL, WHEEL, 'joint'),
      disc(0.055, WHEEL, WHEEL, 'joint'),
    ],
  };
}
