import type { Environment } from '#core/environment.ts';
import type { Draws } from '#core/random.ts';
import { choiceSize } from '#core/spaces.ts';

/** Number added to the value of a choice that cannot be made: far below every value of a network. */
const MASKED = -1e9;

/** Masks that tell networks which choices the one player of an environment has. */
export interface Masks {
  /** Numbers of a mask: one per choice. */
  readonly width: number;
  /** Writes the mask of a state: 0 for what can be chosen, and for what cannot a number below all values. */
  write(state: unknown, into: Float32Array, at: number): void;
}

/** Null where every choice can always be made. */
export function masksIn({ players, choices }: Environment): Masks | null {
  const [player] = players;
  if (!choices || !player || players.length > 1) return null;
  const width = choiceSize(player.actionSpace);
  return {
    width,
    write: (state, into, at) => writeMask(choices(state, 0), width, into, at),
  };
}

/** Writes a mask of so many choices that leaves those given. */
export function writeMask(
  choices: readonly number[],
  width: number,
  into: Float32Array,
  at: number,
): void {
  into.fill(MASKED, at, at + width);
  for (const choice of choices) into[at + choice] = 0;
}

/**
 * The choice, or, where it cannot be made, one that can, drawn evenly. So choices drawn evenly among all become choices
 * drawn evenly among those that can be made.
 */
export function allowed(choice: number, choices: readonly number[], draws: () => Draws): number {
  return choices.includes(choice) ? choice : (choices[draws().integer(choices.length)] as number); // below its length
}
