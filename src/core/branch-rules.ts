import { canonicalJson } from './canonical-json.ts';
import type { Problem, RunConfig } from './run-config.ts';

/** What a run keeps to its end, because the living are made of it; with words that follow 'the field'. */
const FIXED_WHILE_ALIVE: readonly {
  readonly path: keyof RunConfig | 'training.replayCapacity';
  readonly why: string;
}[] = [
  { path: 'environment', why: 'their networks take the observations of this task' },
  { path: 'algorithm', why: 'their networks are those of this algorithm' },
  { path: 'populationSize', why: 'so many are alive' },
  {
    path: 'network',
    why: 'their networks are as they are, with the limits they were founded with',
  },
  { path: 'training.replayCapacity', why: 'the replay buffer is filled' },
  { path: 'schedule', why: 'a recipe is followed from its founder on' },
];

/** The fields in which a run cannot go on otherwise than it came. */
export function branchProblems(before: RunConfig, after: RunConfig): Problem[] {
  return FIXED_WHILE_ALIVE.flatMap(({ path, why }) => {
    const at = (config: RunConfig): unknown =>
      path === 'training.replayCapacity' ? config.training.replayCapacity : config[path];
    if (canonicalJson(at(before) ?? null) === canonicalJson(at(after) ?? null)) return [];
    const kept = at(before);
    const message = `${path} cannot change with agents alive: ${why}; it must stay ${typeof kept === 'object' || kept === undefined ? 'as it was' : kept}`;
    return [{ path, value: typeof at(after) === 'object' ? null : at(after), message }];
  });
}
