import type { RunConfig } from '#core/run-config.ts';
import type { Schedule, ScheduleStep } from '#core/schedule.ts';
import type { History } from './history.ts';
import { recipe } from './recipe.ts';

/** The births from the founder to an agent, for one agent to live again. */
export function scheduleOf(history: History, generation: number, slot: number): Schedule {
  return recipe(history, generation, slot).map((step): ScheduleStep => {
    const { agent, mutation } = step;
    const parent = history.birth(agent)?.parent ?? null;
    // Only an elite that is mutated is born without a tournament, and it draws under the id it had.
    const isMutatedElite =
      parent !== null &&
      !history.tournament(step.generation, step.slot) &&
      mutation.family !== 'none';
    return {
      generation: step.generation,
      agent,
      ...(isMutatedElite && { drawnAs: parent }),
      family: mutation.family,
      method: mutation.method,
      changes: mutation.family === 'parameters' ? [] : mutation.changes,
    };
  });
}

/** The run in which one agent lives a schedule, up to and with a generation. */
export function replayConfig(config: RunConfig, schedule: Schedule, generation: number): RunConfig {
  return {
    ...config,
    populationSize: 1,
    generations: generation + 1,
    selection: { ...config.selection, tournamentSize: 1 },
    target: { ...config.target, enabled: false },
    schedule,
  };
}

/** The set-up of a population again; fields that a schedule had to change are as another configuration has them. */
export function withoutSchedule(
  { schedule, ...config }: RunConfig,
  { populationSize, generations, selection, target }: RunConfig,
): RunConfig {
  return { ...config, populationSize, generations, selection, target };
}
