import { bestOf, type RunRecord, titleOf } from '#archive/run-record.ts';
import type { Catalog } from '#core/catalog.ts';
import { BYTE_ORDER_MARK, csvOf } from '#core/csv.ts';
import { taskTitle } from '#core/task-title.ts';
import { settingsLink } from '../share/provenance.ts';
import { originWords } from './origin-words.ts';
import { standingOf } from './run-words.ts';
import { settingsLine } from './settings-line.ts';

const HEAD = [
  'Run',
  'Name',
  'Notes',
  'Task',
  'Algorithm',
  'Seed',
  'Agents',
  'Evolution',
  'Preset',
  'Other than the preset',
  'Begun as',
  'Standing',
  'Generations',
  'Generations at most',
  'Highest fitness',
  'Highest fitness of the last generation',
  'Environment steps',
  'Computing time, s',
  'Engine',
  'Hash',
  'Begun',
  'Settings',
];

/** Every run of the library as CSV, a row each. `active`: ids of runs that go on now. */
export function runsTable(
  runs: readonly RunRecord[],
  active: ReadonlySet<string>,
  catalog: Catalog,
): string {
  const names = new Map(runs.map((record) => [record.id, titleOf(record, catalog)]));
  const rows = runs.map((record) => {
    const { id, config, preset, origin, best } = record;
    return [
      id,
      titleOf(record, catalog),
      record.notes,
      taskTitle(config.environment, catalog),
      catalog.algorithms.find((each) => each.id === config.algorithm)?.title ?? config.algorithm,
      config.seed,
      config.populationSize,
      config.evolution ?? 'on',
      preset ?? '',
      settingsLine(config, preset, catalog),
      origin ? originWords(origin, (run) => names.get(run) ?? null) : '',
      standingOf(record, active.has(id), null), // the engine has a column of its own
      record.generations,
      config.generations,
      bestOf(record),
      best.at(-1) ?? Number.NaN,
      record.steps,
      record.elapsedMs / 1000,
      record.engine,
      record.hash,
      new Date(record.createdAt).toISOString(),
      settingsLink(config, catalog, preset),
    ];
  });
  return `${BYTE_ORDER_MARK}${csvOf([HEAD, ...rows])}`;
}
