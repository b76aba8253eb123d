import type { Environment } from '#core/environment.ts';
import type { Options } from '#core/run-config.ts';
import { storedSize } from '#core/spaces.ts';
import { MOVES, storedChoices } from './actions.ts';
import { distance, type Motion, offset, type Vector } from './particles.ts';
import { PREDATORS, PREY, type TagState, tag } from './tag.ts';

/** MPE2's shaping of the predators' reward, off unless it is asked for: the cost of a unit of distance from the prey. */
const SHAPING = 0.1;

/**
 * `simple_tag_v3` whose prey flees by a rule: from the nearest predator, and back from the edge. The three predators are
 * a team with one aim, so that their return says how well they hunt; all else is as in {@link tag}.
 */
export function hunt({ shaped = false }: Options = {}): Environment<TagState> {
  const whole = tag();
  const players = whole.players.slice(0, PREDATORS);
  const observed = players.reduce(
    (sum, { observationSpace }) => sum + storedSize(observationSpace),
    0,
  );
  const stored = PREDATORS * storedChoices('discrete', MOVES.length);
  const action = new Array<number>(stored + 1);
  return {
    ...whole,
    id: 'simple_tag_v3 (scripted prey)',
    title: 'Tag, scripted prey',
    summary:
      'Three predators hunt a prey that is faster than they are. It runs from the nearest of them, but stands still while that one is within 0.1 of it along both axes; near the edge it turns back. Each touch gives 10 to every predator: they must come from several sides.',
    players,
    returnRange: [0, 90],
    solvedAt: 45,
    options: [
      {
        name: 'shaped',
        label: 'Reward for nearness',
        explanation:
          'Every predator also pays a tenth of the distance of each of them to the prey, so that they learn before they touch it.',
        kind: 'boolean',
        initial: false,
      },
    ],
    with: hunt,
    observationLabels: whole.observationLabels.slice(0, observed),
    actionLabels: whole.actionLabels.slice(0, PREDATORS * MOVES.length),

    step(state, predators, draws) {
      for (let i = 0; i < stored; i++) action[i] = predators[i] as number; // one per predator
      action[stored] = fleeing(state);
      const { rewards, ...transition } = whole.step(state, action, draws);
      const cost = shaped === true ? SHAPING * away(transition.state) : 0;
      return {
        ...transition,
        rewards: rewards.slice(0, PREDATORS).map((reward) => reward - cost),
      };
    },
  };
}

/** Distances of the predators to the prey, summed. */
function away({ motions }: TagState): number {
  const { position } = motions[PREY] as Motion;
  return motions
    .slice(0, PREDATORS)
    .reduce((sum, each) => sum + distance(each.position, position), 0);
}

const [STAY, LEFT, RIGHT, DOWN, UP] = [0, 1, 2, 3, 4] as const; // of MOVES

/**
 * The move of a prey that runs from the nearest predator, and towards the centre where it comes near the edge. It stays
 * where that predator is within 0.1 of it along both axes.
 */
export function fleeing({ motions }: TagState): number {
  const { position } = motions[PREY] as Motion;
  const [x, y] = position;
  if (Math.abs(x) > 0.8 || Math.abs(y) > 0.8) return moveAlong([-x, -y]);
  const nearest = motions
    .slice(0, PREDATORS)
    .reduce((best, each) =>
      distance(each.position, position) < distance(best.position, position) ? each : best,
    );
  return moveAlong(offset(nearest.position, position));
}

/** The move along the axis on which more is missing; none where nearly nothing is. */
function moveAlong([dx, dy]: Vector): number {
  if (Math.max(Math.abs(dx), Math.abs(dy)) < 0.1) return STAY;
  if (Math.abs(dx) > Math.abs(dy)) return dx > 0 ? RIGHT : LEFT;
  return dy > 0 ? UP : DOWN;
}
