import type { Device } from '#compute/device.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { SavedTeams, TrainingPlan } from '#core/strategy/training-plan.ts';
import type { TeamsEvent } from '#protocol/teams-messages.ts';
import { createStopwatch, now } from '../clock.ts';
import { failureOf } from '../failure-of.ts';
import type { LabRun } from '../lab.ts';
import {
  type Bred,
  contextOf,
  evolveGeneration,
  foundTeams,
  type Nursery,
  populationOf,
  savedTeams,
} from './evolve-teams.ts';
import type { StrategyData } from './strategy-data.ts';
import type { EpisodeEvent } from './train-team.ts';

const PROGRESS_MS = 100;

interface TeamsRunOptions {
  readonly id: number;
  readonly plan: TrainingPlan;
  /** Null: it begins. */
  readonly saved: SavedTeams | null;
  readonly paused: boolean;
  readonly catalog: StrategyCatalog;
  readonly device: Device;
  readonly data: StrategyData;
  send(event: TeamsEvent): void;
}

/** An evolution of teams, as the session drives it. Throws a RangeError for a population that cannot be read. */
export function openTeamsRun(options: TeamsRunOptions): LabRun {
  const { id, plan, saved, catalog, device, data, send } = options;
  const stopwatch = createStopwatch();
  const nursery: Nursery = {
    ...{ catalog, device },
    draw: ({ data: domain, seed }) => data.allImages(domain, seed),
  };
  const { population: first, founders } = foundTeams(plan);
  let population = saved ? populationOf(saved) : first;
  /** The generation in training; null: it has not begun. */
  let current: AsyncGenerator<EpisodeEvent, Bred, void> | null = null;
  let playing = !options.paused;
  let ended = false;
  let interval = 0;
  let begunMs = 0;
  let progressMs = 0;

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

  function take(event: EpisodeEvent): boolean {
    const { generation } = population;
    if (event.kind === 'interval') {
      const rows = event.rows.map(({ validation, choices }) => ({ mAP: validation.mAP, choices }));
      send({ kind: 'interval', run: id, generation, interval: event.interval, rows });
      interval = event.interval + 1;
      return false;
    }
    if (event.phase !== 'train') return false;
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
        interval = 0;
        begunMs = stopwatch.elapsedMs();
        current = evolveGeneration(plan, population, nursery);
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
