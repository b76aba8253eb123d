import type { Duel } from '#core/environment.ts';
import { type Draws, keyFor } from '#core/random.ts';
import { choiceSize } from '#core/spaces.ts';
import { writeMask } from '../masks.ts';
import type { RunState } from '../state.ts';
import { openPanel, type Question } from './panel.ts';
import type { RivalKind } from './rivals.ts';

/** Above all steps of a generation: the steps under which agents act as their own rivals. */
const AS_RIVAL = 2 ** 20;

/** A game in which the rival is to move, as player `who`. */
export interface Waiting {
  /** Agent by agent, `environmentsPerAgent` each. */
  readonly lane: number;
  readonly position: unknown;
  readonly who: number;
  readonly random: Draws;
}

export interface Replies {
  /** Moves of the rivals; of those that explore, masked ones too. */
  to(waiting: readonly Waiting[], step: number): Promise<readonly number[]>;
  dispose(): void;
}

/** Opens the moves of a generation's rivals: one in each of an agent's environments. */
export function openReplies(state: RunState, duel: Duel, rivals: readonly RivalKind[]): Replies {
  const { game } = duel;
  const { agents, config, generation } = state;
  const { environmentsPerAgent: perAgent } = config.training;
  const ancestors = rivals.flatMap((rival) => (rival.kind === 'ancestor' ? [rival.ancestor] : []));
  const key = keyFor(config.seed, 'rival', AS_RIVAL, generation);
  const panel = ancestors.length > 0 ? openPanel(state, game, ancestors, agents.length, key) : null;
  const kindIn = (lane: number) => rivals[lane % perAgent]?.kind;

  return {
    async to(waiting, step) {
      const moves = new Map<number, number>();
      for (const { lane, position, random } of waiting) {
        const rival = rivals[lane % perAgent];
        if (rival?.kind === 'rung') moves.set(lane, rival.rival.play(position, random));
      }
      const own = waiting.filter(({ lane }) => kindIn(lane) === 'self');
      if (own.length > 0) await actAsRivals(state, duel, own, step, moves);
      const others = waiting.filter(({ lane }) => kindIn(lane) === 'ancestor');
      const questions = others.map(({ lane, position, who }): Question => {
        const before = rivals.slice(0, lane % perAgent);
        const member = before.filter(({ kind }) => kind === 'ancestor').length;
        return { member, position, who };
      });
      const answers = (await panel?.ask(questions, step)) ?? [];
      others.forEach(({ lane }, i) => {
        moves.set(lane, answers[i] as number); // one per question
      });
      return waiting.map(({ lane }) => moves.get(lane) as number); // of every kind
    },
    dispose: () => panel?.dispose(),
  };
}

/** All agents act for the other side in their own games: without exploring, but for policies that are drawn from. */
async function actAsRivals(
  { agents, config, algorithm, device }: RunState,
  { game }: Duel,
  waiting: readonly Waiting[],
  step: number,
  moves: Map<number, number>,
): Promise<void> {
  const { environmentsPerAgent: perAgent } = config.training;
  const [player] = game.players;
  if (!player) throw new RangeError(`${game.id} has no players`);
  const width = choiceSize(player.observationSpace);
  const choiceCount = choiceSize(player.actionSpace);
  const observations = new Float32Array(agents.length * perAgent * width);
  const mask = new Float32Array(agents.length * perAgent * choiceCount);
  for (const { lane, position, who } of waiting) {
    game.observe(position, who, observations, lane * width);
    writeMask(game.choices?.(position, who) ?? [], choiceCount, mask, lane * choiceCount);
  }
  for (let slot = 0; slot < agents.length; slot++) {
    const ownOf = (values: Float32Array, each: number) =>
      values.subarray(slot * perAgent * each, (slot + 1) * perAgent * each);
    device.write('act', 'observations', slot, ownOf(observations, width));
    device.write('act', 'mask', slot, ownOf(mask, choiceCount));
    if (algorithm.exploration) device.write('act', 'epsilon', slot, new Float32Array(1));
  }
  const acting = device.run('act', AS_RIVAL + step);
  if (acting) await acting;
  const actions = await device.readAll('act', 'actions');
  for (const { lane } of waiting) moves.set(lane, actions[lane] as number); // one per lane
}
