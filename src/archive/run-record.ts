import type { Catalog } from '#core/catalog.ts';
import type { Moments } from '#core/moments.ts';
import type { RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import { maximum, withoutNaN } from '#core/statistics.ts';
import { taskTitle } from '#core/task-title.ts';
import type { ChampionEvent, DeviceReport, Edit, Event } from '#protocol/messages.ts';
import { type Mark, marksUpTo } from './marks.ts';
import { sizeOf } from './size.ts';

/** Origin of a run that does not begin from its configuration alone. */
export type Origin =
  /** Its generations before this one are another run's. */
  | { readonly kind: 'branch'; readonly run: string; readonly generation: number }
  /** One agent follows the recipe of an agent of another run; null: of one that is not known here. */
  | {
      readonly kind: 'replay';
      readonly run: string | null;
      readonly generation: number;
      readonly agent: number;
      /** Fitness of the lineage that it follows, by generation. */
      readonly fitness: readonly number[];
    }
  /** Its founders are copies of an agent in the freezer. */
  | { readonly kind: 'kept'; readonly individual: string; readonly name: string };

/** Summary of a run, as the library knows it without reading all of it. */
export interface RunRecord {
  /** A UUID: the run's for good, on every machine. */
  readonly id: string;
  readonly name: string;
  /** Notes that a person wrote about it, as plain text. */
  readonly notes: string;
  /** Id of the preset that it was set up from. */
  readonly preset: string | null;
  /** Configuration that the run began with; `configAt` says what it became. */
  readonly config: RunConfig;
  readonly edits: readonly Edit[];
  /** Events of the run besides those of evolution. */
  readonly marks: readonly Mark[];
  /** Version of the engine. */
  readonly engine: string;
  readonly device: DeviceReport | null;
  readonly origin: Origin | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Evaluated generations that are kept. */
  readonly generations: number;
  /** Highest fitness of each of them; NaN where all agents have diverged. */
  readonly best: readonly number[];
  /** Environment steps of the whole population, and computing time. */
  readonly steps: number;
  readonly elapsedMs: number;
  /** Hash of the chain after the last generation; '' if there is none. */
  readonly hash: string;
  /** End of the run; null: it has not ended. With a checkpoint it may go on, after its end too. */
  readonly end: RunEnd | null;
  /** Generation at which the checkpoint lets it go on; null: there is none. */
  readonly checkpoint: number | null;
  /** The run's champion, whose genome and weights are kept; null: none are. */
  readonly champion: ChampionRecord | null;
  /** About how much its generations and its checkpoint take on the disk. */
  readonly historyBytes: number;
  readonly checkpointBytes: number;
  /** Put away at this time, and soon gone; null: not. */
  readonly deletedAt: number | null;
}

export interface ChampionRecord {
  readonly agent: number;
  readonly generation: number;
  /** Fitness in that generation. */
  readonly fitness: number;
  /** Over fresh episodes; null: of a run from before there were contests, whose champion was its fittest agent. */
  readonly evaluation: Moments | null;
  /** Environment steps of all contests of the run, training left out. */
  readonly contestSteps: number;
}

export function championRecord({ champion, contestSteps }: ChampionEvent): ChampionRecord {
  const { individual, fitness, evaluation } = champion;
  const { agent, generation } = individual;
  return { agent, generation, fitness, evaluation, contestSteps };
}

/** The champion where a run goes back to a generation; the engine says who was it then. */
export const championBefore = (
  champion: ChampionRecord | null,
  generation: number,
): ChampionRecord | null => (champion && champion.generation < generation ? champion : null);

export const RUN_ENDS = ['generations', 'target', 'stopped'] as const;
export type RunEnd = (typeof RUN_ENDS)[number];

export interface Beginning {
  readonly id: string;
  readonly config: RunConfig;
  readonly preset: string | null;
  readonly engine: string;
  readonly device: DeviceReport | null;
  readonly origin?: Origin | null;
  readonly marks?: readonly Mark[];
  readonly now: number;
}

/** Makes the record of a run that has no generation yet. */
export function beginRecord({
  now,
  origin = null,
  marks = [],
  ...beginning
}: Beginning): RunRecord {
  return {
    ...beginning,
    name: '',
    notes: '',
    edits: [],
    marks,
    origin,
    createdAt: now,
    updatedAt: now,
    generations: 0,
    best: [],
    steps: 0,
    elapsedMs: 0,
    hash: '',
    end: null,
    checkpoint: null,
    champion: null,
    historyBytes: 0,
    checkpointBytes: 0,
    deletedAt: null,
  };
}

/** Part of a run's events that is kept. */
export type KeptEvent =
  | Extract<Event, { kind: 'generation' | 'edited' | 'champion' | 'checkpoint' | 'finished' }>
  /** The run goes on from its checkpoint at a generation: later events will come again. */
  | { readonly kind: 'rewound'; readonly generation: number; readonly device?: DeviceReport }
  /** All that has happened to it besides evolution. */
  | { readonly kind: 'marked'; readonly marks: readonly Mark[] };

/** The record after an event. */
export function advance(record: RunRecord, event: KeptEvent, now: number): RunRecord {
  switch (event.kind) {
    case 'generation': {
      const { generation, hash, steps, elapsedMs } = event;
      const best = [...record.best, highest(event.fitness)];
      return {
        ...record,
        best,
        generations: generation + 1,
        hash,
        steps,
        elapsedMs,
        updatedAt: now,
        historyBytes: record.historyBytes + sizeOf(event),
      };
    }
    case 'edited':
      return { ...record, edits: [...record.edits, event.edit], updatedAt: now };
    case 'checkpoint':
      return {
        ...record,
        checkpoint: event.checkpoint.generation,
        updatedAt: now,
        checkpointBytes: sizeOf(event.checkpoint),
      };
    case 'champion':
      return { ...record, champion: championRecord(event) };
    case 'finished':
      return { ...record, end: event.reason, hash: event.hash, updatedAt: now };
    case 'rewound': {
      const { generation, device = record.device } = event;
      const generations = Math.min(record.generations, generation);
      const share = record.generations === 0 ? 0 : generations / record.generations;
      return {
        ...record,
        edits: record.edits.filter((edit) => edit.generation < generation),
        marks: marksUpTo(record.marks, generation),
        device,
        end: null,
        best: record.best.slice(0, generation),
        generations,
        champion: championBefore(record.champion, generation),
        historyBytes: Math.round(record.historyBytes * share),
      };
    }
    case 'marked':
      return { ...record, marks: event.marks, updatedAt: now };
    default:
      return event satisfies never;
  }
}

/** The configuration when a generation began, the edits made before it included. */
export function configAt({ config, edits }: RunRecord, generation: number): RunConfig {
  return edits
    .filter((edit) => edit.generation < generation)
    .reduce((edited, { values }) => setAll(edited, values), config);
}

/** Longest name that a person may give to something that is kept, characters. */
export const LONGEST_NAME = 120;

/** Longest notes to a run, characters. */
export const LONGEST_NOTES = 4000;

/** Title of a run that has been given no name, as 'CartPole · DQN · seed 42'. */
export function titleOf(
  { name, config: { environment, algorithm, seed } }: RunRecord,
  catalog: Pick<Catalog, 'environments'> | null,
): string {
  if (name !== '') return name;
  return `${taskTitle(environment, catalog)} · ${algorithm.toUpperCase()} · seed ${seed}`;
}

/** Highest fitness of a whole run; NaN if there is none. */
export const bestOf = ({ best }: RunRecord): number => highest(best);

/** Highest fitness of one generation; NaN where all agents have diverged. */
export const highest = (fitness: ArrayLike<number>): number => maximum(withoutNaN(fitness));
