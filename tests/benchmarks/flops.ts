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
