import type { SavedTeams, TeamsCheckpoint, TrainingPlan } from '#core/strategy/training-plan.ts';
import type { TeamsEvent } from '#protocol/teams-messages.ts';
import { buffersIn } from '../buffers.ts';
import { createStopwatch, now } from '../clock.ts';
import { failureOf } from '../failure-of.ts';
import type { LabRun } from '../lab.ts';
import {
  type Bred,
  contextOf,
  evolveGeneration,
  foundTeams,
  populationOf,
  savedTeams,
} from './evolve-teams.ts';
import { type GenerationEvent, type Nursery, stateIn } from './generation-runs.ts';

const PROGRESS_MS = 100;
/** Checkpoints cross to the page at most this often. */
const CHECKPOINT_MS = 2000;

interface TeamsRunOptions extends Nursery {
  readonly id: number;
  readonly plan: TrainingPlan;
  /** Null: it begins. */
  readonly saved: SavedTeams | null;
  /** Within the generation of `saved`; null: that is at its beginning. */
  readonly checkpoint: TeamsCheckpoint | null;
  readonly paused: boolean;
  send(event: TeamsEvent, transfer?: Transferable[]): void;
}

/**
 * An evolution of teams, as the session drives it. Throws a RangeError for a population that cannot be read, and for a
 * checkpoint of another generation.
 */
export function openTeamsRun(options: TeamsRunOptions): LabRun {
  const { id, plan, saved, send } = options;
  const stopwatch = createStopwatch();
  const { population: first, founders } = foundTeams(plan);
  let population = saved ? populationOf(saved) : first;
  let begun = options.checkpoint;
  if (begun && begun.generation !== population.generation)
    throw new RangeError(
      `the checkpoint is of generation ${begun.generation + 1}, and generation ${population.generation + 1} is to train`,
    );
  /** The generation that trains or is judged; null: it has not begun. */
  let current: AsyncGenerator<GenerationEvent, Bred, void> | null = null;
  let playing = !options.paused;
  let ended = false;
  /** The run of the generation that is under way. */
  let part = 0;
  let interval = 0;
  let begunMs = 0;
  let progressMs = 0;
  let checkpointMs = Number.NEGATIVE_INFINITY; // the first comes at once

  const { declaration, config } = contextOf(plan);
  send({
    ...{ kind: 'begun', run: id, founders, declaration, config },
    generation: population.generation,
    teams: population.agents.map((agent) => agent.id),
  });
  tellStatus();

  function tellStatus(): void {
    send({ kind: 'status', run: id, status: playing ? 'running' : 'paused' });
  }

  function end(reason: 'generations' | 'stopped'): void {
    playing = false;
    ended = true;
    send({ kind: 'ended', run: id, reason });
  }

  async function take(event: GenerationEvent): Promise<boolean> {
    const { generation } = population;
    if (event.kind === 'opening') {
      if (event.part === part) return false;
      ({ part } = event);
      interval = 0;
      send({ kind: 'part', run: id, generation, part });
      return false;
    }
    if (event.kind === 'interval') {
      send({ ...event, run: id, generation });
      interval = event.interval + 1;
      return false;
    }
    if (event.kind === 'checkpoint') {
      if (now() - checkpointMs < CHECKPOINT_MS) return false;
      const elapsedMs = stopwatch.elapsedMs() - begunMs;
      const checkpoint = { generation, elapsedMs, ...(await event.take()) };
      // The classifiers' numbers were copied for it; teams go on with theirs, which therefore cannot be moved.
      const { classifiers } = stateIn(checkpoint).run;
      send({ kind: 'checkpoint', run: id, checkpoint }, buffersIn(classifiers));
      checkpointMs = now();
      return false;
    }
    if (event.kind === 'phase' || event.phase !== 'train') return false;
    if (now() - progressMs < PROGRESS_MS) return true;
    progressMs = now();
    send({ kind: 'progress', run: id, generation, interval, done: event.done });
    return true;
  }

  return {
    get playing() {
      return playing;
    },
    stopwatch,
    async advance() {
      if (!current && population.generation >= plan.episodes) {
        end('generations');
        return false;
      }
      if (!current) {
        part = begun?.part ?? 0;
        interval = begun?.intervals.length ?? 0;
        begunMs = stopwatch.elapsedMs() - (begun?.elapsedMs ?? 0);
        current = evolveGeneration(plan, population, options, begun);
        begun = null;
      }
      const { value, done } = await current.next();
      if (!done) return take(value);
      current = null;
      ({ population } = value);
      const elapsedMs = stopwatch.elapsedMs() - begunMs;
      const { generation } = value;
      send({ kind: 'bred', run: id, generation, saved: savedTeams(population), elapsedMs });
      if (population.generation >= plan.episodes) end('generations');
      return false;
    },
    async look() {},
    play() {
      if (ended || playing) return;
      playing = true;
      tellStatus();
    },
    pause() {
      if (!playing) return;
      playing = false;
      tellStatus();
    },
    async stop() {
      if (!ended) end('stopped');
    },
    async recover(error) {
      const { message, stack } = failureOf(error);
      const during = `generation ${population.generation + 1}`;
      playing = false;
      ended = true;
      send({ kind: 'failed', run: id, during, message, stack });
    },
    async dispose() {
      await current?.return(undefined as never);
    },
  };
}
