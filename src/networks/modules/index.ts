import type { ModuleGenome } from '#core/genome.ts';
import { mlp } from './mlp.ts';
import type { ModuleKind } from './module-kind.ts';

/** Every kind of module; a new kind is one file and one line. */
const KINDS: Readonly<Record<ModuleGenome['kind'], ModuleKind<ModuleGenome>>> = { mlp };

/** What networks need to know of a module's kind. */
export function kindOf(genome: ModuleGenome): ModuleKind<ModuleGenome> {
  return KINDS[genome.kind];
}
