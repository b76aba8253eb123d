import type { Builder } from '#compute/builder.ts';
import type { Rows, Value } from '#compute/value.ts';
import { choiceSize } from '#core/spaces.ts';
import type { ProgramContext } from './algorithm.ts';
import type { Observing } from './contract.ts';

/** Builder of a program that reads masks. */
type Masking = Builder<'mask', never>;

/** Observations that the host writes. */
export function input(p: Observing, { observationSpace }: ProgramContext, rows: Rows): Value {
  return p.input('observations', rows, choiceSize(observationSpace));
}

/** Mask that the host writes, by row; null where all can always be made. */
export const maskOf = (
  p: Masking,
  { actionSpace, masked }: ProgramContext,
  rows: Rows,
): Value | null => (masked ? p.input('mask', rows, choiceSize(actionSpace)) : null);

/** Logits with those of masked choices far below all others. */
export const allowed = (p: Masking, logits: Value, mask: Value | null): Value =>
  mask ? p.sum(logits, mask) : logits;

/** Tells whether the critic reads what the actor's encoder makes of an observation. */
export const isShared = ({ config }: ProgramContext) => config.settings['shareEncoders'] === true;

/** Outputs of both networks for observations, through one encoder or one each. */
export function actorAndCritic(p: Observing, context: ProgramContext, observations: Value) {
  if (!isShared(context))
    return {
      latent: null,
      policy: p.forward('actor', observations),
      values: p.forward('critic', observations),
    };
  const latent = p.encode('actor', observations);
  return { latent, policy: p.decode('actor', latent), values: p.decode('critic', latent) };
}
