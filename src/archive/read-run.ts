import type { Moments } from '#core/moments.ts';
import { withoutRetired, withoutRetiredValues } from '#core/retired.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { DeviceReport, Edit } from '#protocol/messages.ts';
import {
  Damage,
  needAmount,
  needDate,
  needFields,
  needFitness,
  needInteger,
  needList,
  needMeasure,
  needNumber,
  needOneOf,
  needSquares,
  needText,
} from './damage.ts';
import { LAST_ID, MOST_AGENTS, MOST_GENERATIONS } from './limits.ts';
import { LONGEST_MARK, MARK_KINDS, type Mark, MOST_MARKS } from './marks.ts';
import { needPlainState } from './plain-state.ts';
import {
  type ChampionRecord,
  LONGEST_NOTES,
  type Origin,
  RUN_ENDS,
  type RunRecord,
} from './run-record.ts';

/** Checks of what is kept of a run, wherever it was read from. All throw a {@link Damage}. */

const MOST_EDITS = 10_000;
const ORIGINS = ['branch', 'replay', 'kept'] as const;
const DEVICES = ['wasm', 'webgpu'] as const;

export const isRunId = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]{8,64}$/.test(value);

export function readRunRecord(value: unknown): RunRecord {
  const fields = needFields(value, 'the run');
  const text = (key: string, longest?: number) =>
    needText(fields[key], `the run's ${key}`, longest);
  const amount = (key: string) => needAmount(fields[key], `the run's ${key}`);
  const date = (key: string) => needDate(fields[key], `the run's ${key}`);
  const count = (key: string, most: number) =>
    needInteger(fields[key], `the run's ${key}`, 0, most);
  const { id, preset, device, origin, end, checkpoint, champion, deletedAt } = fields;
  if (!isRunId(id)) throw new Damage("the run's id cannot be read");
  const generations = count('generations', MOST_GENERATIONS);
  const best = needList(fields['best'], "the run's best", MOST_GENERATIONS);
  if (best.length !== generations)
    throw new Damage(`the run has ${generations} generations, but the best of ${best.length}`);
  return {
    id,
    name: text('name'),
    notes: fields['notes'] === undefined ? '' : text('notes', LONGEST_NOTES), // older runs have none
    preset: preset === null ? null : text('preset'),
    config: readConfig(fields['config']),
    edits: readEdits(fields['edits']),
    marks: readMarks(fields['marks'], generations),
    engine: text('engine'),
    device: device === null ? null : readDevice(device),
    origin: origin === null ? null : readOrigin(origin),
    createdAt: date('createdAt'),
    updatedAt: date('updatedAt'),
    generations,
    best: best.map((fitness) => needFitness(fitness, 'the best fitness of a generation')),
    steps: amount('steps'),
    elapsedMs: amount('elapsedMs'),
    hash: text('hash', 32),
    end: end === null ? null : needOneOf(end, "the run's end", RUN_ENDS),
    checkpoint: checkpoint === null ? null : count('checkpoint', MOST_GENERATIONS),
    champion: champion === null || champion === undefined ? null : readChampionRecord(champion),
    historyBytes: amount('historyBytes'),
    checkpointBytes: amount('checkpointBytes'),
    deletedAt: deletedAt === null ? null : date('deletedAt'),
  };
}

/** Checks only what a list shows; the rest is checked against the catalog when the run is opened. */
function readConfig(value: unknown): RunConfig {
  const config = needFields(value, "the run's settings");
  needPlainState(config, "the run's settings");
  needInteger(config['seed'], "the run's seed", 0, 2 ** 32 - 1);
  needText(config['environment'], "the run's task");
  needText(config['algorithm'], "the run's algorithm");
  needInteger(config['populationSize'], "the run's population size", 1, MOST_AGENTS);
  needInteger(config['generations'], "the run's generations", 1, MOST_GENERATIONS);
  return withoutRetired(config as unknown as RunConfig).data;
}

export function readEdits(value: unknown): readonly Edit[] {
  return needList(value, "the run's edits", MOST_EDITS).map(readEdit).flatMap(withoutRetiredValues);
}

function readEdit(value: unknown): Edit {
  const { generation, step, path, value: single, values = single } = needFields(value, 'an edit');
  // Engine 1 wrote one path, and its value beside it.
  const changed = path === undefined ? values : { [needText(path, "an edit's path")]: single };
  needPlainState(changed, 'an edit');
  return {
    generation: needInteger(generation, "an edit's generation", 0, MOST_GENERATIONS),
    step: needInteger(step, "an edit's step", 0, LAST_ID),
    values: needFields(changed, "an edit's values"),
  };
}

/** Reads the marks of a run of so many generations; a run kept before there were marks has none. */
export function readMarks(value: unknown, generations: number): readonly Mark[] {
  if (value === undefined) return [];
  return needList(value, "the run's marks", MOST_MARKS).map((mark): Mark => {
    const { kind, generation, text } = needFields(mark, 'a mark');
    return {
      kind: needOneOf(kind, 'the kind of a mark', MARK_KINDS),
      generation: needInteger(generation, "a mark's generation", 0, generations),
      text: needText(text, 'what a mark says', LONGEST_MARK),
    };
  });
}

function readChampionRecord(value: unknown): ChampionRecord {
  const fields = needFields(value, "the run's champion");
  const { agent, generation, fitness, evaluation = null, contestSteps = 0 } = fields;
  return {
    agent: needInteger(agent, "the champion's id", 0, LAST_ID),
    generation: needInteger(generation, "the champion's generation", 0, MOST_GENERATIONS),
    fitness: needFitness(fitness, "the champion's fitness"),
    evaluation: evaluation === null ? null : readMoments(evaluation),
    contestSteps: needAmount(contestSteps, 'the steps of contests'),
  };
}

function readMoments(value: unknown): Moments {
  const { count, mean, squares } = needFields(value, "the champion's evaluation");
  return {
    count: needInteger(count, "the champion's episodes", 1, LAST_ID),
    mean: needMeasure(mean, "the champion's mean return"),
    squares: needSquares(squares, "the spread of the champion's returns"),
  };
}

/** Throws a {@link Damage}. */
export function readDevice(value: unknown): DeviceReport {
  const { kind, description, threads, reason, tellsOfGpu, trials } = needFields(
    value,
    "the run's device",
  );
  return {
    kind: needOneOf(kind, "the device's kind", DEVICES),
    description: needText(description, "the device's description", 1000),
    threads: needInteger(threads, "the device's threads", 1, 1024),
    reason: needText(reason, 'why the device was chosen', 1000),
    ...(tellsOfGpu === true && { tellsOfGpu }),
    trials: needList(trials, "the device's trials", 10).map((trial) => {
      const fields = needFields(trial, 'a trial of a device');
      return {
        kind: needOneOf(fields['kind'], 'the device of a trial', DEVICES),
        stepsPerSecond: needNumber(fields['stepsPerSecond'], 'the steps a second of a trial'),
      };
    }),
  };
}

function readOrigin(value: unknown): Origin {
  const fields = needFields(value, "the run's origin");
  const { run } = fields;
  const kind = needOneOf(fields['kind'], "the kind of the run's origin", ORIGINS);
  const needRun = (): string => {
    if (!isRunId(run)) throw new Damage("the id of the run's origin cannot be read");
    return run;
  };
  const generation = () =>
    needInteger(fields['generation'], "the origin's generation", 0, MOST_GENERATIONS);
  switch (kind) {
    case 'branch':
      return { kind, run: needRun(), generation: generation() };
    case 'replay': {
      const fitness = needList(fields['fitness'], "the origin's fitness", MOST_GENERATIONS);
      return {
        kind,
        run: run === null ? null : needRun(),
        generation: generation(),
        agent: needInteger(fields['agent'], "the origin's agent", 0, LAST_ID),
        fitness: fitness.map((each) => needFitness(each, "the origin's fitness")),
      };
    }
    case 'kept':
      return {
        kind,
        individual: needText(fields['individual'], 'the kept agent', 64),
        name: needText(fields['name'], "the kept agent's name"),
      };
    default:
      return kind satisfies never;
  }
}
