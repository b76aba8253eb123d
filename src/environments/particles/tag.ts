import type { Environment } from '#core/environment.ts';
import { exp } from '#core/maths.ts';
import type { Scene } from '#core/scene.ts';
import { box } from '#core/spaces.ts';
import { type ActionKind, EPISODE, MOVES, movingSpace, pushOf, storedChoices } from './actions.ts';
import { disc, drawn, line, ring } from './draw-particles.ts';
import { type Body, distance, type Motion, moved, offset } from './particles.ts';
import { bothAxes, scattered, written } from './place.ts';

/**
 * MPE2's `simple_tag_v3` (Lowe et al. 2017, "predator-prey"): three slower predators, one faster prey, two obstacles
 * that stop everybody. Every touch of a predator and the prey gives 10 to each predator and takes 10 from the prey,
 * which also pays for leaving the square.
 */
export interface TagState {
  /** Predators, prey, then obstacles. */
  readonly motions: readonly Motion[];
}

export const PREDATORS = 3;
export const PREY = 3; // its number among the players, behind the predators
const AGENTS = PREDATORS + 1;
const OBSTACLES = 2;
const TOUCH = 10; // reward
const PREDATOR: Body = { radius: 0.075, moves: true, collides: true, strength: 3, topSpeed: 1 };
const RUNNER: Body = { radius: 0.05, moves: true, collides: true, strength: 4, topSpeed: 1.3 };
const OBSTACLE: Body = { radius: 0.2, moves: false, collides: true, strength: 0 };
const BODIES = [
  ...Array.from({ length: PREDATORS }, () => PREDATOR),
  RUNNER,
  ...Array.from({ length: OBSTACLES }, () => OBSTACLE),
];

const OWN = bothAxes('velocity', 'position', 'to obstacle 1', 'to obstacle 2');
const OTHERS = bothAxes('to the first other', 'to the second other', 'to the third other');

export const tag = (kind: ActionKind = 'discrete'): Environment<TagState> => ({
  id: `simple_tag_v3${kind === 'continuous' ? ' (continuous)' : ''}`,
  title: kind === 'continuous' ? 'Tag, continuous' : 'Tag',
  summary:
    'Three predators hunt a prey that is faster than they are; two obstacles stop everybody. Each touch gives 10 to every predator and costs the prey 10, which also pays for leaving the square. All players’ return together is 20 for each touch, so by it a prey that is easily caught makes a better team.',
  depicts:
    'Orange discs are the predators, each with a line to the prey that it hunts, the plain disc; one that touches it has a ring. The large discs are obstacles, the square is where the prey should stay.',
  players: Array.from({ length: AGENTS }, (_, player) => ({
    name: player === PREY ? 'prey' : `predator_${player}`,
    observationSpace: box(
      [OWN.length + OTHERS.length + (player === PREY ? 0 : 2)],
      -Infinity,
      Infinity,
    ),
    actionSpace: movingSpace(kind),
  })),
  isOpposed: true,
  maxSteps: EPISODE,
  secondsPerStep: 0.1,
  returnRange: [-30, 80],
  solvedAt: 30,
  observationLabels: [
    ...Array.from({ length: PREDATORS }, () => [
      ...OWN,
      ...OTHERS,
      ...bothAxes('velocity of the prey'),
    ]).flat(),
    ...OWN,
    ...OTHERS,
  ],
  actionLabels: Array.from({ length: AGENTS }, () => MOVES).flat(),

  reset: (draws) => ({
    motions: [...scattered(draws, AGENTS), ...scattered(draws, OBSTACLES, 0.9)],
  }),

  step({ motions }, action) {
    const size = storedChoices(kind, MOVES.length);
    const pushes = Array.from({ length: AGENTS }, (_, i) => pushOf(kind, action, i * size));
    const state = { motions: moved(BODIES, motions, pushes) };
    const caught = TOUCH * touches(state).length;
    const prey = (state.motions[PREY] as Motion).position;
    const rewards = [
      ...Array.from({ length: PREDATORS }, () => caught),
      -caught - prey.reduce((sum, x) => sum + beyond(Math.abs(x)), 0),
    ];
    return { state, rewards, terminated: false };
  },

  observe({ motions }, player, into, at) {
    const { position, velocity } = motions[player] as Motion;
    const to = (each: Motion) => offset(position, each.position);
    const others = motions.slice(0, AGENTS).filter((_, i) => i !== player);
    const seen = player === PREY ? [] : [(motions[PREY] as Motion).velocity];
    const obstacles = motions.slice(AGENTS).map(to);
    written(into, at, velocity, position, ...obstacles, ...others.map(to), ...seen);
  },

  draw,
});

/** The predators that touch the prey. */
const touches = ({ motions }: TagState): readonly number[] =>
  Array.from({ length: PREDATORS }, (_, i) => i).filter(
    (i) =>
      distance((motions[i] as Motion).position, (motions[PREY] as Motion).position) <
      PREDATOR.radius + RUNNER.radius,
  );

/** Penalty of the prey for a coordinate so far from the centre. */
function beyond(x: number): number {
  if (x < 0.9) return 0;
  return x < 1 ? (x - 0.9) * 10 : Math.min(exp(2 * x - 2), 10);
}

/** A line from each predator to the prey; one that touches it is ringed. */
function draw(state: TagState): Scene {
  const at = (body: number) => (state.motions[body] as Motion).position;
  const predators = Array.from({ length: PREDATORS }, (_, i) => i);
  return drawn(
    ...Array.from({ length: OBSTACLES }, (_, i) => disc(at(AGENTS + i), OBSTACLE.radius, 'limb')),
    ...predators.map((i) => line(at(i), at(PREY), 'faint')),
    ...predators.map((i) => disc(at(i), PREDATOR.radius, 'flame')),
    disc(at(PREY), 0.06, 'body'),
    ...touches(state).map((i) => ring(at(i), 0.13, 'goal')),
  );
}
