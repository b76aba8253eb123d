import {
  type DataFacts,
  type RowInterval,
  type TrainingFigures,
  type ValidationFigures,
  WEIGHTS,
  type Weights,
} from '#core/strategy/figures.ts';
import type { Choices } from '#core/strategy/seats.ts';
import { SEATS } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import type {
  IntervalEvent,
  StrategyCheckpoint,
  StrategyFinished,
} from '#protocol/strategy-run-events.ts';
import {
  Damage,
  needAmount,
  needDate,
  needFields,
  needInteger,
  needList,
  needNumber,
  needOneOf,
  needText,
} from './damage.ts';
import { needPlainState } from './plain-state.ts';
import { isRunId, readDevice } from './read-run.ts';
import { readChosen, readSearched } from './read-searched.ts';
import { readStates, readSteered } from './read-steered.ts';
import { LONGEST_NAME } from './run-record.ts';
import { rowNames, type StrategyRecord } from './strategy-record.ts';

/** Strategy runs as they are read from a disk or a file, checked throughout: others may have changed them. */

const MOST_INTERVALS = 2000;
const MOST_CLASSES = 1000;
const ENDS = ['steps', 'stopped'] as const;

/** Throws a {@link Damage} that says what is wrong. The configuration is for its parser to judge, before it runs. */
export function readStrategyRecord(value: unknown): StrategyRecord {
  const fields = needFields(value, 'the run');
  const { id, preset, end, checkpoint, deletedAt } = fields;
  if (!isRunId(id)) throw new Damage("the run's id cannot be read");
  const of = (key: string) => `the run's ${key}`;
  const count = (key: string, most: number) => needInteger(fields[key], of(key), 0, most);
  const amount = (key: string) => needAmount(fields[key], of(key));
  const date = (key: string) => needDate(fields[key], of(key));
  const text = (key: string, longest?: number) => needText(fields[key], of(key), longest);
  const data = readFacts(fields['data']);
  const config = readConfig(fields['config']);
  const intervals = count('intervals', MOST_INTERVALS);
  const best = needList(fields['best'], of('best'), MOST_INTERVALS);
  if (best.length !== intervals)
    throw new Damage(`the run has ${intervals} intervals, but the best of ${best.length}`);
  return {
    id,
    name: text('name', LONGEST_NAME),
    createdAt: date('createdAt'),
    updatedAt: date('updatedAt'),
    deletedAt: deletedAt === null ? null : date('deletedAt'),
    preset: preset === null ? null : text('preset'),
    engine: text('engine', 20),
    config,
    device: readDevice(fields['device']),
    data,
    parameters: count('parameters', 1e9),
    ...(fields['states'] !== undefined && { states: readStates(fields['states']) }),
    intervals,
    best: best.map((share) => needNumber(share, 'the best mAP of an interval')),
    elapsedMs: amount('elapsedMs'),
    hash: text('hash', 32),
    end: end === null ? null : needOneOf(end, of('end'), ENDS),
    tests: readTests(fields['tests'], config.rows.length, data.classes.length),
    checkpoint: checkpoint === null ? null : count('checkpoint', MOST_INTERVALS),
    historyBytes: amount('historyBytes'),
    checkpointBytes: amount('checkpointBytes'),
  };
}

function readConfig(value: unknown): StrategyConfig {
  const config = needFields(value, "the run's settings");
  needPlainState(config, "the run's settings");
  needInteger(config['seed'], "the run's seed", 0, 2 ** 32);
  needList(config['rows'], "the run's rows", MOST_ROWS);
  if (rowNames(config).length === 0) throw new Damage('the run has no row');
  return config as unknown as StrategyConfig; // its parser judges the rest
}

function readFacts(value: unknown): DataFacts {
  const { classes, counts, groups, together, labelsPerImage } = needFields(value, 'the data');
  const names = needList(classes, 'the classes', MOST_CLASSES).map((name) =>
    needText(name, 'the name of a class'),
  );
  const whole = (list: unknown, what: string, most: number) =>
    needList(list, what, names.length ** 2).map((each) => needInteger(each, what, 0, most));
  const images = (split: string) => {
    const found = whole(needFields(counts, 'the counts')[split], 'images with a class', 1e9);
    return needLength(found, names.length, `the ${split} counts`);
  };
  const group = (name: string) =>
    whole(needFields(groups, 'the groups')[name], `the ${name} classes`, names.length - 1);
  return {
    classes: names,
    counts: { train: images('train'), validation: images('validation'), test: images('test') },
    groups: { head: group('head'), mid: group('mid'), tail: group('tail') },
    together: needLength(
      whole(together, 'how classes come together', 1e9),
      names.length ** 2,
      'how classes come together',
    ),
    labelsPerImage: needAmount(labelsPerImage, 'the labels per image'),
  };
}

function needLength<T>(list: readonly T[], length: number, what: string): readonly T[] {
  if (list.length !== length)
    throw new Damage(`${what} has ${list.length} numbers; it must have ${length}`);
  return list;
}

/** The interval at a position of a run with so many rows and classes. Throws a {@link Damage}. */
export function readInterval(
  value: unknown,
  interval: number,
  { config, data }: Pick<StrategyRecord, 'config' | 'data'>,
): IntervalEvent {
  const what = `interval ${interval + 1}`;
  const fields = needFields(value, what);
  needInteger(fields['interval'], `the number of ${what}`, interval, interval);
  const rows = needList(fields['rows'], `the rows of ${what}`, MOST_ROWS);
  return {
    kind: 'interval',
    run: 0,
    interval,
    step: needAmount(fields['step'], `the updates of ${what}`),
    images: needAmount(fields['images'], `the images of ${what}`),
    elapsedMs: needAmount(fields['elapsedMs'], `the time of ${what}`),
    rows: needLength(rows, config.rows.length, `the rows of ${what}`).map((row) =>
      readRow(row, data.classes.length),
    ),
    hash: needText(fields['hash'], `the hash of ${what}`, 32),
  };
}

function readRow(value: unknown, classes: number): RowInterval {
  const { choices, training, validation, diverged, steered, searched } = needFields(value, 'a row');
  const chosen = needFields(choices, 'the choices of a row');
  return {
    choices: Object.fromEntries(
      SEATS.map((seat) => [seat, needText(chosen[seat], `the ${seat} of a row`, 60)]),
    ) as Choices,
    training: readTraining(training),
    validation: readFigures(validation, classes),
    diverged: diverged === true,
    ...(steered !== undefined && { steered: readSteered(steered) }),
    ...(searched !== undefined && { searched: readSearched(searched) }),
  };
}

function readTraining(value: unknown): TrainingFigures {
  const fields = needFields(value, 'the training of a row');
  const number = (key: string) => needNumber(fields[key], `the ${key} of a row`);
  return {
    loss: number('loss'),
    reference: number('reference'),
    referenceDeviation: number('referenceDeviation'),
    gradientNorm: number('gradientNorm'),
    updateRatio: number('updateRatio'),
    learningRate: number('learningRate'),
  };
}

function readFigures(value: unknown, classes: number): ValidationFigures {
  const fields = needFields(value, 'the figures of a row');
  const number = (key: string) => needNumber(fields[key], `the ${key} of a row`);
  const share = (key: string) => (fields[key] === null ? null : number(key));
  const list = (key: string) =>
    needLength(needList(fields[key], `the ${key} of a row`, MOST_CLASSES), classes, `the ${key}`);
  const numbers = (key: string) => list(key).map((each) => needNumber(each, `a ${key}`));
  return {
    mAP: share('mAP'),
    head: share('head'),
    mid: share('mid'),
    tail: share('tail'),
    tailF1: share('tailF1'),
    macroF1: share('macroF1'),
    perClassF1: number('perClassF1'),
    overallF1: number('overallF1'),
    loss: number('loss'),
    averagePrecision: list('averagePrecision').map((each) =>
      each === null ? null : needNumber(each, 'an average precision'),
    ),
    precision: numbers('precision'),
    recall: numbers('recall'),
  };
}

function readTests(value: unknown, rows: number, classes: number): StrategyFinished['tests'] {
  const tests = needList(value, 'the tests', MOST_ROWS);
  if (tests.length > 0) needLength(tests, rows, 'the tests');
  return tests.map((test) => {
    const fields = needFields(test, 'a test');
    const { chosen } = fields;
    return {
      ...(Object.fromEntries(
        WEIGHTS.map((weights) => [weights, readFigures(fields[weights], classes)]),
      ) as Record<Weights, ValidationFigures>),
      ...(chosen !== undefined && { chosen: readChosen(chosen) }),
    };
  });
}

/** A checkpoint that fits its run; its state is the engine's, which checks that itself. Throws a {@link Damage}. */
export function readStrategyCheckpoint(value: unknown, record: StrategyRecord): StrategyCheckpoint {
  const kept = needFields(value, 'the checkpoint');
  needPlainState(kept['state'], 'the checkpoint');
  return {
    engine: needText(kept['engine'], "the checkpoint's engine", 20),
    config: record.config,
    interval: needInteger(kept['interval'], "the checkpoint's interval", 0, record.intervals),
    state: kept['state'],
  };
}
