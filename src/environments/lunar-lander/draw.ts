import { cos, sin } from '#core/maths.ts';
import type { Ink, Point, Scene, Shape } from '#core/scene.ts';
import { HULL, LEG } from './craft.ts';
import { SIDE_AWAY, SIDE_UP } from './engines.ts';
import type { LanderState, Pose } from './lander-state.ts';
import { HEIGHT, PAD, SCALE, WIDTH } from './terrain.ts';

const VIEW = { left: 0, right: WIDTH, bottom: 0, top: HEIGHT + 0.9 };

const STARS: readonly Shape[] = (
  [
    [1.1, 12.9, 0.05],
    [2.6, 10.2, 0.04],
    [3.9, 13.5, 0.04],
    [4.7, 8.1, 0.05],
    [6.4, 11.6, 0.06],
    [8.2, 9.3, 0.04],
    [9.1, 12.7, 0.04],
    [11.3, 10.6, 0.05],
    [12.8, 13.2, 0.06],
    [13.9, 8.7, 0.04],
    [15.4, 11.9, 0.05],
    [16.8, 9.6, 0.06],
    [17.9, 13.4, 0.04],
    [19.2, 10.9, 0.05],
  ] as const
).map(([x, y, radius]) => ({ kind: 'disc', x, y, radius, ink: 'faint' }));

const FLAG = { pole: 50 / SCALE, length: 25 / SCALE, height: 12 / SCALE };
const FLAGS: readonly Shape[] = [PAD[0], PAD.at(-1)].flatMap((foot) => {
  const [x, y] = foot as Point; // the pad has corners
  const top = y + FLAG.pole;
  return [
    line(
      [
        [x, y],
        [x, top],
      ],
      'limb',
      0.06,
    ),
    polygon(
      [
        [x, top],
        [x + FLAG.length, top - FLAG.height / 2],
        [x, top - FLAG.height],
      ],
      'goal',
    ),
  ];
});
const LEVEL = line(PAD, 'goal', 0.14);

const BOTTOM = -10 / SCALE; // of the hull
const NOZZLE: readonly Point[] = [
  [-0.13, BOTTOM],
  [0.13, BOTTOM],
  [0.2, BOTTOM - 0.17],
  [-0.2, BOTTOM - 0.17],
];

export function drawLander(state: LanderState): Scene {
  const { hull, legs, surface } = state;
  return {
    view: VIEW,
    shapes: [
      ...STARS,
      polygon([[0, 0], ...surface, [WIDTH, 0]], 'ground'),
      LEVEL,
      ...FLAGS,
      ...flames(state),
      ...legs.flatMap((leg, i) => drawLeg(leg, hull, i === 0 ? 1 : -1)),
      polygon(NOZZLE.map(placed(hull)), 'joint'),
      polygon(HULL.map(placed(hull)), 'body'),
      ...windowOf(hull),
      ...[-1, 1].map((side) => thruster(hull, side)),
    ],
  };
}

/** Maps a body's own coordinates to the world's. */
function placed({ x, y, angle }: Pose): (point: Point) => Point {
  const sine = sin(angle);
  const cosine = cos(angle);
  return ([right, up]) => [x + right * cosine - up * sine, y + right * sine + up * cosine];
}

/** A strut from the hull, the leg, and its foot. */
function drawLeg(leg: Pose, hull: Pose, side: -1 | 1): readonly Shape[] {
  const onLeg = placed(leg);
  const knee = onLeg([0, LEG.height / 2]);
  const ankle = onLeg([0, -LEG.height]);
  return [
    line([placed(hull)([side * 0.4, BOTTOM + 0.08]), knee], 'limb', 0.08),
    line([placed(hull)([side * 0.5, 0.05]), onLeg([0, LEG.height])], 'limb', 0.08),
    line([onLeg([0, LEG.height]), ankle], 'limb', 0.13),
    line([onLeg([-0.17, -LEG.height]), onLeg([0.17, -LEG.height])], 'joint', 0.09),
  ];
}

function windowOf(hull: Pose): readonly Shape[] {
  const [x, y] = placed(hull)([0, 0.2]);
  return [
    { kind: 'disc', x, y, radius: 0.19, ink: 'joint' },
    { kind: 'disc', x, y, radius: 0.13, ink: 'faint' },
  ];
}

function thruster(hull: Pose, side: number): Shape {
  const [x, y] = placed(hull)([side * (SIDE_AWAY + 0.09), SIDE_UP]);
  return { kind: 'rectangle', x, y, width: 0.12, height: 0.18, angle: hull.angle, ink: 'joint' };
}

/** One flame per engine that fires, as long as its power and as unsteady as the engine. */
function flames({ hull, throttle, dispersion }: LanderState): readonly Shape[] {
  const { main, side, direction } = throttle;
  const [along, across] = dispersion;
  const flicker = 1 + 4 * along; // dispersion is 1/30 at most
  const onHull = placed(hull);
  const shapes: Shape[] = [];
  if (main > 0) {
    const start = BOTTOM - 0.15;
    const tongue = (width: number, length: number): Point[] => [
      onHull([-width, start]),
      onHull([-1.15 * width, start - 0.25 * length]),
      onHull([6 * across, start - length]),
      onHull([1.15 * width, start - 0.25 * length]),
      onHull([width, start]),
    ];
    const length = 1.5 * main * flicker;
    shapes.push(
      polygon(tongue(0.18, length), 'flame'),
      polygon(tongue(0.08, 0.5 * length), 'goal'),
    );
  }
  if (side > 0) {
    const start = SIDE_AWAY + 0.14;
    const length = 0.75 * side * flicker;
    const point = (away: number, up: number) => onHull([-direction * away, SIDE_UP + up]);
    shapes.push(
      polygon(
        [point(start, 0.08), point(start + length, 3 * across), point(start, -0.08)],
        'flame',
      ),
    );
  }
  return shapes;
}

function line(points: readonly Point[], ink: Ink, width: number): Shape {
  return { kind: 'line', points, ink, width };
}

function polygon(points: readonly Point[], ink: Ink): Shape {
  return { kind: 'polygon', points, ink };
}
