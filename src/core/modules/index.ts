import type { ModuleTraits } from '../genome.ts';
import { mlp } from './mlp.ts';
import type { Entry, ModuleKind } from './module-kind.ts';

/** Every kind of module; a new kind is a file and a line here, and the same in `networks/modules`. */
const KINDS: Readonly<Record<ModuleTraits['kind'], ModuleKind<ModuleTraits>>> = { mlp };

export const MODULE_KINDS = Object.values(KINDS);

export const kindOf = ({ kind }: ModuleTraits): ModuleKind<ModuleTraits> => KINDS[kind];

/** Finds an entry by its name in a module of any kind; null where no kind has it. */
export function moduleEntry(name: string): Entry | null {
  for (const kind of MODULE_KINDS) {
    const entry = kind.entry(name);
    if (entry) return entry;
  }
  return null;
}
