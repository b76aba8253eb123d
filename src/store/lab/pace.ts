import type { RunConfig } from '#core/run-config.ts';

/** Pace of a run: times the world's own speed; guided, so that each phase can be followed; null: as fast as it can. */
export type Pace = number | 'guided' | null;

/** Time that a generation trains where it is guided, s. */
const GUIDED_TRAINING = 5;

/** Steps of all environments a second; null: as many as can be. `secondsPerStep`: of the task. */
export function stepsPerSecond(
  pace: Pace,
  config: Pick<RunConfig, 'training'> | null,
  secondsPerStep: number,
): number | null {
  if (pace === null) return null;
  if (pace !== 'guided') return pace / secondsPerStep;
  if (!config) return 1 / secondsPerStep;
  const { stepsPerGeneration, environmentsPerAgent } = config.training;
  return stepsPerGeneration / environmentsPerAgent / GUIDED_TRAINING;
}
