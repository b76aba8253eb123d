import type { AgentSetup } from '../device.ts';
import type { Program } from '../program.ts';
import type { Layout } from './layout.ts';
import type { Place } from './lowering.ts';

/** A value that stays from one run of its program to the next, of one agent. */
export interface StatePlace {
  /** Name, such as 'act.noise'. */
  readonly name: string;
  readonly place: Place;
}

/** The states of an agent, in the order of programs and values; with `averages`, what lasts a generation as well. */
export function statesOf(
  programs: readonly Program[],
  { agents }: Layout,
  slot: number,
  averages = false,
): readonly StatePlace[] {
  return programs.flatMap((program) =>
    program.values
      .filter(({ lasts }) => lasts === 'lineage' || (averages && lasts === 'generation'))
      .map(({ id, name }) => ({
        name: `${program.name}.${name}`,
        place: agents[slot]?.values.get(program.name)?.get(id) as Place, // named, so laid out
      })),
  );
}

/** A generation as far as its states are concerned. */
interface Held {
  readonly agents: readonly AgentSetup[];
  readonly layout: Layout;
}

/**
 * Lists the states that an agent takes over from the one in its parent's slot: those that have the parent's size, and
 * averages if it is the same agent in the same generation, which has the same key. Others begin at zero, as those of
 * founders do.
 */
export function inheritedStates(
  programs: readonly Program[],
  before: Held,
  after: Held,
  slot: number,
): { readonly from: Place; readonly to: Place }[] {
  const { parentSlot, key } = after.agents[slot] as AgentSetup; // by slot
  const parent = before.agents[parentSlot];
  if (!parent) return [];
  const stays = parent.key[0] === key[0] && parent.key[1] === key[1];
  const known = new Map(
    statesOf(programs, before.layout, parentSlot, stays).map(({ name, place }) => [name, place]),
  );
  return statesOf(programs, after.layout, slot, stays).flatMap(({ name, place: to }) => {
    const from = known.get(name);
    return from?.rows === to.rows && from.width === to.width ? [{ from, to }] : [];
  });
}
