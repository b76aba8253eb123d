import type { Environment } from '#core/environment.ts';
import { draws, keyFor } from '#core/random.ts';
import { mean } from '#core/statistics.ts';
import type { AdversaryState } from '#environments/particles/adversary.ts';
import { fleeing } from '#environments/particles/hunt.ts';
import { distance, type Motion, offset, type Vector } from '#environments/particles/particles.ts';
import type { SpeakerListenerState } from '#environments/particles/speaker-listener.ts';
import type { SpreadState } from '#environments/particles/spread.ts';
import type { TagState } from '#environments/particles/tag.ts';

/** Players who know the solution of a particle world: learning is measured between random play and theirs. */

/** Actions of all players, discrete. */
export type Script<State> = (state: State) => readonly number[];

const [STAY, LEFT, RIGHT, DOWN, UP] = [0, 1, 2, 3, 4] as const;

/** The move that brings a body to rest at an offset from it soonest, along the axis on which most is missing. */
function toward([dx, dy]: Vector, velocity: Vector): number {
  // Friction takes a quarter a step: a body that is let go rolls on by 0.1 × 4 of its velocity.
  const [x, y] = [dx - 0.4 * velocity[0], dy - 0.4 * velocity[1]];
  if (Math.max(Math.abs(x), Math.abs(y)) < 0.1) return STAY;
  if (Math.abs(x) > Math.abs(y)) return x > 0 ? RIGHT : LEFT;
  return y > 0 ? UP : DOWN;
}

const heading = ({ position, velocity }: Motion, target: Vector) =>
  toward(offset(position, target), velocity);

/** The speaker names the landmark meant by its number; the listener goes to the one it heard of. */
export const scriptedTalk: Script<SpeakerListenerState> = ({ motions, goal, message }) => {
  const heard = message.indexOf(1);
  const listener = motions[1] as Motion;
  return [goal, heard < 0 ? STAY : heading(listener, (motions[2 + heard] as Motion).position)];
};

/** Each agent goes to its own landmark, shared out so that the sum of ways is least. */
export const scriptedSpread: Script<SpreadState> = ({ motions }) => {
  const agents = motions.slice(0, 3);
  const marks = motions.slice(3);
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  const way = (order: readonly number[]) =>
    agents.reduce(
      (sum, { position }, i) =>
        sum + distance(position, (marks[order[i] as number] as Motion).position),
      0,
    );
  const best = orders.reduce((least, order) => (way(order) < way(least) ? order : least));
  return agents.map((agent, i) => heading(agent, (marks[best[i] as number] as Motion).position));
};

/** The good agents share the landmarks out between them; the adversary goes to the middle. */
export const scriptedDeception: Script<AdversaryState> = ({ motions }) => {
  const [seeker, first, second, one, other] = motions as [Motion, Motion, Motion, Motion, Motion];
  const straight =
    distance(first.position, one.position) + distance(second.position, other.position);
  const crossed =
    distance(first.position, other.position) + distance(second.position, one.position);
  const [firsts, seconds] = straight <= crossed ? [one, other] : [other, one];
  const middle: Vector = [
    (one.position[0] + other.position[0]) / 2,
    (one.position[1] + other.position[1]) / 2,
  ];
  return [
    heading(seeker, middle),
    heading(first, firsts.position),
    heading(second, seconds.position),
  ];
};

/** Predators run to where the prey will be. */
export const scriptedHunters: Script<TagState> = ({ motions }) => {
  const prey = motions[3] as Motion;
  const ahead: Vector = [
    prey.position[0] + 0.2 * prey.velocity[0],
    prey.position[1] + 0.2 * prey.velocity[1],
  ];
  return motions.slice(0, 3).map(({ position }) => toward(offset(position, ahead), [0, 0]));
};

/** The same, and a prey that runs from the nearest, and back from the edge. */
export const scriptedHunt: Script<TagState> = (state) => [
  ...scriptedHunters(state),
  fleeing(state),
];

/** Mean over episodes of the sum of every player's rewards, of each player. */
export function meanReturns<State>(
  environment: Environment<State>,
  script: Script<State>,
  episodes: number,
): readonly number[] {
  const returns = Array.from({ length: episodes }, (_, episode) => {
    const reader = draws(keyFor(1, 'reset', episode, 0));
    let state = environment.reset(reader);
    let sums = environment.players.map(() => 0);
    for (let step = 0; step < environment.maxSteps; step++) {
      const transition = environment.step(state, script(state), reader);
      sums = sums.map((sum, i) => sum + (transition.rewards[i] as number));
      state = transition.state;
    }
    return sums;
  });
  return environment.players.map((_, i) => mean(returns.map((sums) => sums[i] as number)));
}
