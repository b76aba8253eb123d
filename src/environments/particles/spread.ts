import type { Environment } from '#core/environment.ts';
import type { Scene } from '#core/scene.ts';
import { box } from '#core/spaces.ts';
import { type ActionKind, EPISODE, MOVES, movingSpace, pushOf, storedChoices } from './actions.ts';
import { disc, drawn, line, ring } from './draw-particles.ts';
import { type Body, distance, type Motion, moved, offset } from './particles.ts';
import { bothAxes, scattered, written } from './place.ts';

/**
 * MPE2's `simple_spread_v3` with three agents and `local_ratio` 0.5 (Lowe et al. 2017, "cooperative navigation").
 * Reward of each: half of −(sum over landmarks of the distance of the nearest agent), less half for every other agent
 * that it touches.
 */
export interface SpreadState {
  /** Agents, then landmarks. */
  readonly motions: readonly Motion[];
}

const AGENTS = 3;
const LOCAL = 0.5; // share of an agent's own reward; the rest is everybody's
const AGENT: Body = { radius: 0.15, moves: true, collides: true, strength: 5 };
const LANDMARK: Body = { radius: 0.05, moves: false, collides: false, strength: 0 };
const BODIES = [
  ...Array.from({ length: AGENTS }, () => AGENT),
  ...Array.from({ length: AGENTS }, () => LANDMARK),
];

/** Velocity, position, to each landmark, to each other agent, and two words of each other that are never said. */
const OBSERVED = 4 + 2 * AGENTS + 4 * (AGENTS - 1);

export const spread = (kind: ActionKind = 'discrete'): Environment<SpreadState> => ({
  id: `simple_spread_v3${kind === 'continuous' ? ' (continuous)' : ''}`,
  title: kind === 'continuous' ? 'Spread, continuous' : 'Spread',
  summary:
    'Three agents are to cover three landmarks without touching each other. Everybody pays for how far each landmark is from the agent nearest to it, and for touching another.',
  depicts:
    'Plain discs are the agents, orange where two touch. A line joins each landmark, a point with a ring, to the agent nearest to it: the longer the lines, the more everybody pays.',
  players: Array.from({ length: AGENTS }, (_, i) => ({
    name: `agent_${i}`,
    observationSpace: box([OBSERVED], -Infinity, Infinity),
    actionSpace: movingSpace(kind),
  })),
  maxSteps: EPISODE,
  secondsPerStep: 0.1,
  returnRange: [-100, -20],
  solvedAt: -40,
  observationLabels: Array.from({ length: AGENTS }, () => [
    ...bothAxes('velocity', 'position', 'to landmark 1', 'to landmark 2', 'to landmark 3'),
    ...bothAxes('to the first other', 'to the second other'),
    ...['first', 'second'].flatMap((other) =>
      [1, 2].map((word) => `word ${word} of the ${other} other`),
    ),
  ]).flat(),
  actionLabels: Array.from({ length: AGENTS }, () => MOVES).flat(),

  reset: (draws) => ({ motions: scattered(draws, BODIES.length) }),

  step({ motions }, action) {
    const size = storedChoices(kind, MOVES.length);
    const pushes = Array.from({ length: AGENTS }, (_, i) => pushOf(kind, action, i * size));
    const state = { motions: moved(BODIES, motions, pushes) };
    const everybodys = -uncovered(state);
    const rewards = Array.from(
      { length: AGENTS },
      (_, i) => everybodys * (1 - LOCAL) - touching(state, i) * LOCAL,
    );
    return { state, rewards, terminated: false };
  },

  observe({ motions }, player, into, at) {
    const { position, velocity } = motions[player] as Motion;
    const to = (each: Motion) => offset(position, each.position);
    const others = motions.slice(0, AGENTS).filter((_, i) => i !== player);
    const silence = Array.from({ length: 2 * others.length }, () => 0);
    written(
      into,
      at,
      velocity,
      position,
      ...motions.slice(AGENTS).map(to),
      ...others.map(to),
      silence,
    );
  },

  draw,
});

/** Distances of the landmarks to the agents nearest to them, summed. */
const uncovered = ({ motions }: SpreadState): number =>
  motions
    .slice(AGENTS)
    .map((landmark) => nearest(motions, landmark).apart)
    .reduce((sum, apart) => sum + apart, 0);

function nearest(motions: readonly Motion[], landmark: Motion): { agent: Motion; apart: number } {
  const agents = motions
    .slice(0, AGENTS)
    .map((agent) => ({ agent, apart: distance(agent.position, landmark.position) }));
  return agents.reduce((best, each) => (each.apart < best.apart ? each : best));
}

/** Counts the other agents that an agent touches. */
const touching = ({ motions }: SpreadState, agent: number): number =>
  motions
    .slice(0, AGENTS)
    .filter(
      (other, i) =>
        i !== agent &&
        distance(other.position, (motions[agent] as Motion).position) < 2 * AGENT.radius,
    ).length;

/** A line from each landmark to the agent nearest to it: who covers what, and what it costs. */
function draw(state: SpreadState): Scene {
  const { motions } = state;
  const landmarks = motions.slice(AGENTS);
  return drawn(
    ...landmarks.map((each) => line(each.position, nearest(motions, each).agent.position, 'faint')),
    ...landmarks.flatMap(({ position }) => [
      disc(position, 0.05, 'goal'),
      ring(position, 0.12, 'goal'),
    ]),
    ...motions
      .slice(0, AGENTS)
      .map(({ position }, i) =>
        disc(position, AGENT.radius, touching(state, i) > 0 ? 'flame' : 'body'),
      ),
  );
}
