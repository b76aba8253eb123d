import { backwardProducts, forwardProducts, layerProducts } from '#core/flops.ts';
import type { PlainShape } from '../compute/plans.ts';

/** Floating-point operations of an update, as those of DQN in `core/flops.ts`. */

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** PPO: actor and critic forward and back. */
export function ppoFlops(policy: PlainShape, value: PlainShape, batch: number): number {
  return (
    2 *
    batch *
    sum([policy, value].map((shape) => forwardProducts(shape) + backwardProducts(shape)))
  );
}

/**
 * MADDPG: of each player its critic forward and back, its target critic forward, and its actor through the critic, from
 * which only the gradient of the actions is asked, and back; all target actors forward.
 */
export function maddpgFlops(
  actor: PlainShape,
  critic: PlainShape,
  batch: number,
  players: number,
): number {
  const { before = 0, width = 0 } = critic.joined ?? {};
  const behind = layerProducts(critic).slice(before + 1);
  const toAction = sum(behind) + width * (critic.widths[before + 1] as number);
  const perPlayer =
    2 * forwardProducts(critic) +
    backwardProducts(critic) -
    width * (critic.widths[before + 1] as number) + // what a critic learns from goes to no action
    forwardProducts(actor) +
    forwardProducts(critic) +
    toAction +
    backwardProducts(actor) +
    forwardProducts(actor);
  return 2 * batch * players * perPlayer;
}

/** TD3: an update of both critics, and `share` of one of the actor: through the first critic to the action, and back. */
export function td3Flops(
  actor: PlainShape,
  critic: PlainShape,
  batch: number,
  share: number,
): number {
  const critics =
    forwardProducts(actor) + 4 * forwardProducts(critic) + 2 * backwardProducts(critic);
  const toAction =
    sum(layerProducts(critic).slice(1)) +
    (critic.joined?.width ?? 0) * (critic.widths[1] as number);
  const climb =
    forwardProducts(actor) + forwardProducts(critic) + toAction + backwardProducts(actor);
  return 2 * batch * (critics + share * climb);
}
