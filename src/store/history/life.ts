import type { Cell, History } from './history.ts';

/** First and last generation that an agent lived in, as far as generations have been evaluated. Both inclusive. */
export function lifeOf(
  history: History,
  { agent, generation }: Cell,
): { readonly born: number; readonly last: number } {
  let last = generation;
  while (history.slotOf(last + 1, agent) >= 0) last++;
  return { born: history.birth(agent)?.generation ?? 0, last };
}
