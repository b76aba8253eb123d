import { canonicalJson } from './canonical-json.ts';
import type { Problem, RunConfig } from './run-config.ts';

interface Fixed {
  readonly path: keyof RunConfig | 'training.replayCapacity';
  readonly label: string;
  /** Reason, in words that follow 'because'. */
  readonly why: string;
}

/** Settings that a run keeps to its end, because its living agents are made of them. */
export const FIXED_WHILE_ALIVE: readonly Fixed[] = [
  { path: 'environment', label: 'Task', why: 'their networks take its observations' },
  { path: 'algorithm', label: 'Algorithm', why: 'their networks are those of this algorithm' },
  { path: 'populationSize', label: 'Population size', why: 'so many are alive' },
  { path: 'network', label: 'Network', why: 'theirs are as they are, limits included' },
  { path: 'training.replayCapacity', label: 'Replay buffer', why: 'it has been filled' },
  { path: 'schedule', label: 'Recipe', why: 'it is followed from its founder on' },
];

/** The fields in which a run cannot go on otherwise than it came. */
export function branchProblems(before: RunConfig, after: RunConfig): Problem[] {
  return FIXED_WHILE_ALIVE.flatMap(({ path, why }) => {
    const at = (config: RunConfig): unknown =>
      path === 'training.replayCapacity' ? config.training.replayCapacity : config[path];
    const [kept, changed] = [at(before), at(after)];
    if (canonicalJson(kept ?? null) === canonicalJson(changed ?? null)) return [];
    const isShort = typeof kept === 'string' || typeof kept === 'number';
    const message = `${path} cannot change with agents alive, because ${why}; it must stay ${isShort ? kept : 'as it was'}`;
    return [{ path, value: typeof changed === 'object' ? null : changed, message }];
  });
}
