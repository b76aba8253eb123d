import type { EnvironmentEntry } from './catalog.ts';
import type { RunConfig } from './run-config.ts';
import { isOfAll } from './team.ts';

/**
 * Tells whether fitness is measured against rivals of the run's own population, so that it cannot be compared between
 * runs: in a task of opposed sides the return of one side, in a game a tournament of the generation.
 */
export function isAgainstOwn(
  { evaluation, environmentOptions }: Pick<RunConfig, 'evaluation' | 'environmentOptions'>,
  { isOpposed, duel }: Pick<EnvironmentEntry, 'isOpposed' | 'duel'>,
): boolean {
  if (duel) return environmentOptions?.['fitness'] === 'tournament';
  return isOpposed === true && !isOfAll(evaluation.fitness);
}
