import type { EnvironmentEntry } from './catalog.ts';
import type { RunConfig } from './run-config.ts';

/** Returns of all players: measured within one team. */
const OF_ALL: readonly string[] = ['sum', 'each'];

/**
 * Tells whether fitness is measured against rivals of the run's own population, so that it cannot be compared between
 * runs: in a task of opposed sides the return of one side, in a game a tournament of the generation.
 */
export function isAgainstOwn(
  { evaluation, environmentOptions }: Pick<RunConfig, 'evaluation' | 'environmentOptions'>,
  { opposed, duel }: Pick<EnvironmentEntry, 'opposed' | 'duel'>,
): boolean {
  if (duel) return environmentOptions?.['fitness'] === 'tournament';
  return opposed === true && !OF_ALL.includes(evaluation.fitness ?? 'sum');
}
