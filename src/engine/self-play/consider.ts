import type { Duel } from '#core/environment.ts';
import { exp } from '#core/maths.ts';
import { draws } from '#core/random.ts';
import { choiceSize } from '#core/spaces.ts';
import { observationWidths, policiesOf, total } from '#core/team.ts';
import type { Appraisal, GamePicture } from '#protocol/messages.ts';
import type { RunState } from '../state.ts';

/**
 * A game after some choices, the first player's first, as an agent sees it for the player to move. Throws a RangeError
 * where the task is no game for two, or where a choice cannot be made.
 */
export async function consider(
  state: RunState,
  slot: number,
  moves: readonly number[],
): Promise<GamePicture> {
  const { environment } = state;
  const { duel } = environment;
  if (!duel) throw new RangeError(`${environment.title} is no game for two`);
  const { position, over, winner } = replayed(duel, moves);
  const turn = moves.length % 2;
  const choices = over ? [] : (duel.game.choices?.(position, turn) ?? []);
  const observation = new Float32Array(total(observationWidths(environment.players)));
  duel.game.observe(position, turn, observation, 0);
  const appraisal = over ? null : await appraise(state, slot, observation, choices);
  return {
    moves,
    ...duel.board(position),
    choices,
    over,
    winner,
    appraisal,
    choice: appraisal && bestOf(appraisal, choices),
  };
}

/**
 * Returns what an agent that observes this makes of the choices that it has. Where the potential's change is paid for,
 * its values lie below those of the results by the potential here (Ng, Harada and Russell 1999), which is added.
 */
export async function appraise(
  { device, algorithm, environment }: RunState,
  slot: number,
  observation: Float32Array,
  choices: readonly number[],
): Promise<Appraisal> {
  const [player] = environment.players;
  const [policy] = policiesOf(algorithm.declaration);
  if (!player || !policy) throw new RangeError(`no policy plays ${environment.id}`);
  const active = new Uint8Array(device.size);
  active[slot] = 1;
  device.write('probe', 'observations', slot, observation);
  await device.run('probe', 0, active);
  const outputs = await device.read('probe', policy.name, slot);
  const own = Array.from(outputs.subarray(0, choiceSize(player.actionSpace)));
  const areChances = policy.outputs === 'distribution';
  const values = areChances ? chancesOf(own, choices) : own.map((value) => value + potential());
  return {
    values: values.map((value, choice) => (choices.includes(choice) ? value : null)),
    areChances,
  };

  function potential(): number {
    const { duel } = environment;
    if (!duel || duel.selfPlay.shaping === 0) return 0;
    return duel.selfPlay.shaping * duel.potential(observation);
  }
}

/** Returns the softmax of logits over the choices that can be made. */
function chancesOf(logits: readonly number[], choices: readonly number[]): readonly number[] {
  const greatest = Math.max(...choices.map((choice) => logits[choice] as number));
  const weights = logits.map((logit) => exp(logit - greatest));
  const total = choices.reduce((sum, choice) => sum + (weights[choice] as number), 0);
  return weights.map((weight) => weight / total);
}

function replayed({ game }: Duel, moves: readonly number[]) {
  const random = draws([0, 0]); // a game that draws nothing by itself
  let position = game.reset(random);
  let over = false;
  let winner: number | null = null;
  moves.forEach((move, ply) => {
    const choices = over ? [] : (game.choices?.(position, ply % 2) ?? []);
    if (!choices.includes(move))
      throw new RangeError(
        `move ${ply + 1} is ${move}; ${over ? 'the game is over before it' : `it must be one of ${choices.join(', ')}`}`,
      );
    const { state, rewards, terminated } = game.step(position, [move, move], random);
    position = state;
    over = terminated;
    if (terminated) winner = rewards.findIndex((reward) => reward > 0);
  });
  return { position, over, winner: winner === -1 ? null : winner };
}

/** The first of equals, as agents choose it; null: no choice is left. */
function bestOf({ values }: Appraisal, choices: readonly number[]): number | null {
  return choices.reduce<number | null>(
    (best, choice) =>
      best === null || (values[choice] as number) > (values[best] as number) ? choice : best,
    null,
  );
}
