import type { Body, Fixture, World } from 'planck';
import type { Draws } from '#core/random.ts';
import type { Point } from '#core/scene.ts';
import { loadedPhysics, type Physics } from './physics.ts';
import { HEIGHT, SCALE, WIDTH } from './terrain.ts';

/** A lander over its moon. It moves: stepping changes it. */
export interface Craft {
  readonly world: World;
  readonly hull: Body;
  readonly legs: readonly [right: Leg, left: Leg];
  /** The hull has touched the ground. */
  crashed: boolean;
}

export interface Leg {
  readonly body: Body;
  grounded: boolean;
}

const START_FORCE = 1000; // N, bound of either component, for the first step
const DT = 1 / 50; // s
const VELOCITY_ITERATIONS = 6 * 30;
const POSITION_ITERATIONS = 2 * 30;

/** Corners of the hull around its origin, m. */
export const HULL: readonly Point[] = [
  [-14 / SCALE, 17 / SCALE],
  [-17 / SCALE, 0],
  [-17 / SCALE, -10 / SCALE],
  [17 / SCALE, -10 / SCALE],
  [17 / SCALE, 0],
  [14 / SCALE, 17 / SCALE],
];

const LEG_AWAY = 20 / SCALE; // m, from the hull's middle
export const LEG_DOWN = 18 / SCALE; // m, from the hull's middle
/** Half the extents of a leg, m. */
export const LEG = { width: 2 / SCALE, height: 8 / SCALE };
const LEG_TILT = 0.05; // rad
const LEG_TORQUE = 40; // N m, of the spring that spreads a leg
const LEG_SPEED = 0.3; // rad/s
const LEG_LIMITS = [0.4, 0.9] as const; // rad between hull and leg

const GROUND = 0x0001; // category of all that is not said to be another
const GROUND_FRICTION = 0.1;
const HULL_FIXTURE = {
  density: 5,
  friction: 0.1,
  restitution: 0,
  filterCategoryBits: 0x0010,
  filterMaskBits: GROUND,
};
const LEG_FIXTURE = {
  density: 1,
  friction: 0.2,
  restitution: 0,
  filterCategoryBits: 0x0020,
  filterMaskBits: GROUND,
};

/** A lander at the top of the view, pushed in a drawn direction. `gravity` in m/s². */
export function createCraft(surface: readonly Point[], gravity: number, draws: Draws): Craft {
  const planck = loadedPhysics();
  const world = new planck.World({ gravity: { x: 0, y: gravity } });
  createMoon(planck, world, surface);

  const hull = world.createDynamicBody({ position: { x: WIDTH / 2, y: HEIGHT } });
  const shape = new planck.Polygon(HULL.map(([x, y]) => ({ x, y })));
  hull.createFixture({ shape, ...HULL_FIXTURE });
  balance(hull, shape.m_centroid);
  const push = () => draws.between(-START_FORCE, START_FORCE);
  hull.applyForceToCenter({ x: push(), y: push() });

  const craft: Craft = {
    world,
    hull,
    legs: [createLeg(planck, world, hull, -1), createLeg(planck, world, hull, 1)],
    crashed: false,
  };
  listen(craft);
  return craft;
}

/**
 * Puts a body's centre of mass where its only polygon has it. Planck 1.4.2 adds two vectors wrongly on the way (y of
 * the sum takes the first one's x), and so finds the mean of the corners, 2.4 cm too low; mass and inertia are right.
 */
function balance(body: Body, center: { readonly x: number; readonly y: number }): void {
  const mass = body.getMass();
  const found = body.getLocalCenter();
  const around = body.getInertia() - mass * (found.x * found.x + found.y * found.y);
  const inertia = around + mass * (center.x * center.x + center.y * center.y);
  body.setMassData({ mass, center: { x: center.x, y: center.y }, I: inertia });
}

/** Moves the world on by one step. */
export function stepCraft(craft: Craft): void {
  craft.world.step(DT, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
}

function createMoon(planck: Physics, world: World, surface: readonly Point[]): void {
  const moon = world.createBody();
  const edge = ([x1, y1]: Point, [x2, y2]: Point, friction: number) =>
    moon.createFixture({ shape: new planck.Edge({ x: x1, y: y1 }, { x: x2, y: y2 }), friction });
  edge([0, 0], [WIDTH, 0], 0.2);
  for (const [i, corner] of surface.slice(1).entries())
    edge(surface[i] as Point, corner, GROUND_FRICTION);
}

/** Side −1 is the right leg, as in Gymnasium. Its joint is at the hull's middle, and the leg away from there. */
function createLeg(planck: Physics, world: World, hull: Body, side: -1 | 1): Leg {
  const body = world.createDynamicBody({
    position: { x: WIDTH / 2 - side * LEG_AWAY, y: HEIGHT },
    angle: side * LEG_TILT,
  });
  body.createFixture({ shape: new planck.Box(LEG.width, LEG.height), ...LEG_FIXTURE });
  const [near, far] = LEG_LIMITS;
  world.createJoint(
    new planck.RevoluteJoint({
      bodyA: hull,
      bodyB: body,
      localAnchorA: { x: 0, y: 0 },
      localAnchorB: { x: side * LEG_AWAY, y: LEG_DOWN },
      referenceAngle: 0,
      enableMotor: true,
      maxMotorTorque: LEG_TORQUE,
      motorSpeed: side * LEG_SPEED,
      enableLimit: true,
      lowerAngle: side < 0 ? near : -far,
      upperAngle: side < 0 ? far : -near,
    }),
  );
  return { body, grounded: false };
}

function listen(craft: Craft): void {
  const touches = (body: Body, a: Fixture, b: Fixture) =>
    a.getBody() === body || b.getBody() === body;
  craft.world.on('begin-contact', (contact) => {
    const [a, b] = [contact.getFixtureA(), contact.getFixtureB()];
    if (touches(craft.hull, a, b)) craft.crashed = true;
    for (const leg of craft.legs) if (touches(leg.body, a, b)) leg.grounded = true;
  });
  craft.world.on('end-contact', (contact) => {
    const [a, b] = [contact.getFixtureA(), contact.getFixtureB()];
    for (const leg of craft.legs) if (touches(leg.body, a, b)) leg.grounded = false;
  });
}
