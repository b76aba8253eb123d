import type { PlainShape } from '../compute/plans.ts';

/*
 * Floating-point operations of the matrix products of one update; nothing else is counted. A pass back goes to the
 * weights of all layers, and to the inputs of all layers but the first.
 */

/** Multiply-adds per row of each layer. */
function layers({ widths, joined }: PlainShape): number[] {
  return widths
    .slice(1)
    .map(
      (outputs, i) => outputs * ((widths[i] as number) + (joined?.before === i ? joined.width : 0)),
    );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const forward = (shape: PlainShape) => sum(layers(shape));
const backward = (shape: PlainShape) => forward(shape) + sum(layers(shape).slice(1));

/** Double DQN: three passes forward, one back. */
export function dqnFlops(shape: PlainShape, batch: number): number {
  return 2 * batch * (3 * forward(shape) + backward(shape));
}

/** PPO: actor and critic forward and back. */
export function ppoFlops(policy: PlainShape, value: PlainShape, batch: number): number {
  return 2 * batch * sum([policy, value].map((shape) => forward(shape) + backward(shape)));
}

/** TD3: an update of both critics, and `share` of one of the actor: through the first critic to the action, and back. */
export function td3Flops(
  actor: PlainShape,
  critic: PlainShape,
  batch: number,
  share: number,
): number {
  const critics = forward(actor) + 4 * forward(critic) + 2 * backward(critic);
  const toAction =
    sum(layers(critic).slice(1)) + (critic.joined?.width ?? 0) * (critic.widths[1] as number);
  const climb = forward(actor) + forward(critic) + toAction + backward(actor);
  return 2 * batch * (critics + share * climb);
}
