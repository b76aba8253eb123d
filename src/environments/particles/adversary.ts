import type { Environment } from '#core/environment.ts';
import type { Scene } from '#core/scene.ts';
import { box } from '#core/spaces.ts';
import { type ActionKind, EPISODE, MOVES, movingSpace, pushOf, storedChoices } from './actions.ts';
import { disc, drawn, line, ring, sign } from './draw-particles.ts';
import { type Body, distance, type Motion, moved, offset } from './particles.ts';
import { bothAxes, scattered, written } from './place.ts';

/**
 * MPE2's `simple_adversary_v3` with two good agents (Lowe et al. 2017, "physical deception"). The good agents know
 * which of two landmarks is the goal, the adversary does not. Reward of both good agents: the adversary's distance to
 * the goal less that of the good agent nearest to it. Reward of the adversary: −(its distance to the goal).
 */
export interface AdversaryState {
  /** Adversary, good agents, then landmarks. */
  readonly motions: readonly Motion[];
  /** Index of the landmark that is the goal. */
  readonly goal: number;
}

const GOOD = 2;
const AGENTS = 1 + GOOD;
const LANDMARKS = 2;
const AGENT: Body = { radius: 0.15, moves: true, collides: false, strength: 5 };
const LANDMARK: Body = { radius: 0.08, moves: false, collides: false, strength: 0 };
const BODIES = [
  ...Array.from({ length: AGENTS }, () => AGENT),
  ...Array.from({ length: LANDMARKS }, () => LANDMARK),
];

const SEEN = bothAxes(
  'to landmark 1',
  'to landmark 2',
  'to the first other',
  'to the second other',
);

export const adversary = (kind: ActionKind = 'discrete'): Environment<AdversaryState> => ({
  id: `simple_adversary_v3${kind === 'continuous' ? ' (continuous)' : ''}`,
  title: kind === 'continuous' ? 'Adversary, continuous' : 'Adversary',
  summary:
    'Two good agents know which of two landmarks is the goal and are paid for being near it while the adversary is far. The adversary must guess from what they do: so they cover both.',
  depicts:
    'Plain discs are the two good agents, the orange one is the adversary. The ring marks the goal, which the adversary cannot see; the line is how far it is kept away from it.',
  players: Array.from({ length: AGENTS }, (_, player) => ({
    name: player === 0 ? 'adversary' : `agent_${player - 1}`,
    observationSpace: box([SEEN.length + (player === 0 ? 0 : 2)], -Infinity, Infinity),
    actionSpace: movingSpace(kind),
  })),
  isOpposed: true,
  maxSteps: EPISODE,
  secondsPerStep: 0.1,
  returnRange: [-40, 20],
  solvedAt: 3,
  observationLabels: [
    ...SEEN,
    ...Array.from({ length: GOOD }, () => [...bothAxes('to the goal'), ...SEEN]).flat(),
  ],
  actionLabels: Array.from({ length: AGENTS }, () => MOVES).flat(),

  reset: (draws) => ({
    goal: draws.integer(LANDMARKS),
    motions: scattered(draws, BODIES.length),
  }),

  step({ motions, goal }, action) {
    const size = storedChoices(kind, MOVES.length);
    const pushes = Array.from({ length: AGENTS }, (_, i) => pushOf(kind, action, i * size));
    const state = { goal, motions: moved(BODIES, motions, pushes) };
    const [adversarys = 0, ...goods] = distancesToGoal(state);
    const good = adversarys - Math.min(...goods);
    return { state, rewards: [-adversarys, ...goods.map(() => good)], terminated: false };
  },

  observe({ motions, goal }, player, into, at) {
    const { position } = motions[player] as Motion;
    const to = (each: Motion) => offset(position, each.position);
    const landmarks = motions.slice(AGENTS);
    const others = motions.slice(0, AGENTS).filter((_, i) => i !== player);
    const known = player === 0 ? [] : [to(landmarks[goal] as Motion)];
    written(into, at, ...known, ...landmarks.map(to), ...others.map(to));
  },

  draw,
});

/** Distance of each agent to the goal, the adversary first. */
const distancesToGoal = ({ motions, goal }: AdversaryState): readonly number[] =>
  motions
    .slice(0, AGENTS)
    .map(({ position }) => distance(position, (motions[AGENTS + goal] as Motion).position));

/** The goal is ringed; a line from it to the adversary shows how far it was kept away. */
function draw({ motions, goal }: AdversaryState): Scene {
  const at = (body: number) => (motions[body] as Motion).position;
  return drawn(
    line(at(0), at(AGENTS + goal), 'faint'),
    ring(at(AGENTS + goal), 0.17, 'goal'),
    ...Array.from({ length: LANDMARKS }, (_, i) =>
      sign(i, at(AGENTS + i), LANDMARK.radius, 'goal'),
    ),
    ...Array.from({ length: GOOD }, (_, i) => disc(at(1 + i), 0.12, 'body')),
    disc(at(0), 0.12, 'flame'),
  );
}
