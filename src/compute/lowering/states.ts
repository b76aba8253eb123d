import type { Program } from '../program.ts';
import type { Layout } from './layout.ts';
import type { Place } from './lowering.ts';

/** A value that stays from one run of its program to the next, of one agent. */
export interface StatePlace {
  /** As 'act.noise'. */
  readonly name: string;
  readonly place: Place;
}

/** The states of an agent, in the order of programs and values. */
export function statesOf(
  programs: readonly Program[],
  { agents }: Layout,
  slot: number,
): readonly StatePlace[] {
  return programs.flatMap((program) =>
    program.values
      .filter(({ persistent }) => persistent)
      .map(({ id, name }) => ({
        name: `${program.name}.${name}`,
        place: agents[slot]?.values.get(program.name)?.get(id) as Place, // named, so laid out
      })),
  );
}

/**
 * What a child takes over: states that have the parent's size. Others begin at zero, as those of founders do.
 */
export function inheritedStates(
  parent: readonly StatePlace[],
  child: readonly StatePlace[],
): { readonly from: Place; readonly to: Place }[] {
  const before = new Map(parent.map(({ name, place }) => [name, place]));
  return child.flatMap(({ name, place: to }) => {
    const from = before.get(name);
    return from?.rows === to.rows && from.width === to.width ? [{ from, to }] : [];
  });
}
