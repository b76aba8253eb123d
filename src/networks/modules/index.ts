import type { ModuleGenome } from '#core/genome.ts';
import { mlp } from './mlp.ts';
import type { ModuleBuild } from './module-build.ts';

/** Every kind of module; a new kind is a file and a line here, and the same in `core/modules`. */
export const BUILDS: Readonly<Record<ModuleGenome['kind'], ModuleBuild<ModuleGenome>>> = { mlp };

export const buildOf = ({ kind }: ModuleGenome): ModuleBuild<ModuleGenome> => BUILDS[kind];
