import type { RunRecord } from '#archive/run-record.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog } from '#core/catalog.ts';
import type { FieldGroup } from '#core/field.ts';
import { generationNumber } from '#core/generation-number.ts';
import { originWords } from '../library/origin-words.ts';
import { editedSettings } from '../words/edit-words.ts';
import type { Configuration } from './run-curve.ts';
import { type Setting, settingsOf } from './setting-words.ts';

/** A setting in which configurations differ, and what each has. */
export interface SettingDifference {
  readonly path: string;
  readonly label: string;
  /** Values in the order of the configurations, in words; '–' where the setting means nothing. */
  readonly values: readonly string[];
}

/** Differences of one part of the form; `run`: of what happened besides. */
export interface DifferenceGroup {
  readonly group: FieldGroup | 'run';
  readonly settings: readonly SettingDifference[];
}

/** The form's order. */
const GROUPS: readonly FieldGroup[] = [
  'task',
  'environment',
  'population',
  'algorithm',
  'network',
  'selection',
  'mutation',
  'training',
  'evaluation',
  'target',
];

/** Lists settings that differ, seeds left out. A setting is one with another's only where both call it the same. */
export function configDifferences(
  configurations: readonly Configuration[],
  catalog: Catalog,
  nameOf: (run: string) => string | null = () => null,
): DifferenceGroup[] {
  const settings = configurations.map(
    ({ config }) => new Map(settingsOf(config, catalog).map((each) => [nameIn(each), each])),
  );
  const names = new Map(settings.flatMap((each) => [...each]));
  const differing = [...names].flatMap(([name, { path, label, group }]) => {
    const own = settings.map((each) => each.get(name));
    if (new Set(own.map((each) => canonicalJson(each?.value ?? null))).size < 2) return [];
    return [{ group, setting: { path, label, values: told(own) } }];
  });
  const groups = GROUPS.map((group): DifferenceGroup => {
    const inGroup = differing.filter((each) => each.group === group);
    return { group, settings: inGroup.map(({ setting }) => setting) };
  });
  const run = runDifferences(configurations, catalog, nameOf);
  return [...groups, { group: 'run' as const, settings: run }].filter(
    (each) => each.settings.length > 0,
  );
}

const nameIn = ({ path, label }: Setting) => `${path} ${label}`;

/** Values in words; exact where the words of two that differ are the same. */
function told(settings: readonly (Setting | undefined)[]): readonly string[] {
  const words = settings.map((each) => each?.words ?? '–');
  const isTold = (i: number) =>
    settings.every(
      (each, k) =>
        words[k] !== words[i] ||
        canonicalJson(each?.value ?? null) === canonicalJson(settings[i]?.value ?? null),
    );
  return words.map((word, i) => {
    const value = settings[i]?.value;
    return isTold(i) || value === undefined ? word : exact(value);
  });
}

const exact = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([key, part]) => `${key} ${part}`)
        .join(', ')
    : String(value);

function runDifferences(
  configurations: readonly Configuration[],
  catalog: Catalog,
  nameOf: (run: string) => string | null,
): SettingDifference[] {
  const records = configurations.map(({ runs }) => runs[0]?.record);
  const rows = [
    {
      path: 'edits',
      label: 'Changed while running',
      words: (record: RunRecord) => editWords(record, catalog) || 'nothing',
    },
    {
      path: 'origin',
      label: 'Begun as',
      words: ({ origin }: RunRecord) => (origin ? originWords(origin, nameOf) : 'a run of its own'),
    },
    {
      path: 'engine',
      label: 'Version of the engine',
      words: ({ engine }: RunRecord) => engine,
    },
  ];
  return rows.flatMap(({ path, label, words }) => {
    const values = records.map((record) => (record ? words(record) : '–'));
    return new Set(values).size > 1 ? [{ path, label, values }] : [];
  });
}

function editWords({ config, edits }: RunRecord, catalog: Catalog): string {
  return edits
    .map((edit) => {
      const changes = editedSettings(edit, config, catalog).map(
        ({ label, words }) => `${label} ${words}`,
      );
      return `${changes.join(', ')} from generation ${generationNumber(edit.generation)}`;
    })
    .join('; ');
}
