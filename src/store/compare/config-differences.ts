import type { Catalog } from '#core/catalog.ts';
import type { Field } from '#core/field.ts';
import { fieldsFor } from '#core/fields.ts';
import { generationNumber } from '#core/generation-number.ts';
import { differences, getAt } from '../configuration.ts';
import { shortNumber } from '../mutation-words.ts';
import type { Configuration } from './run-curve.ts';

/** A setting in which configurations differ, and what each has. */
export interface SettingDifference {
  readonly path: string;
  readonly label: string;
  /** In the order of the configurations, in words. */
  readonly values: readonly string[];
}

/** Only what differs; seeds do not count. Live edits are named by what they changed. */
export function configDifferences(
  configurations: readonly Configuration[],
  catalog: Catalog,
): SettingDifference[] {
  const [first, ...others] = configurations;
  if (!first) return [];
  const paths = new Set(
    others
      .flatMap(({ config }) => differences(first.config, config))
      .filter((path) => path !== 'seed'),
  );
  const settings = [...paths].map(
    (path): SettingDifference => ({
      path,
      label: labelOf(path, configurations, catalog),
      values: configurations.map(({ config }) => wordsFor(getAt(config, path))),
    }),
  );
  const edited = configurations.map(({ runs }) => runs[0]?.record.edits ?? []);
  if (edited.every((edits) => edits.length === 0)) return settings;
  const values = edited.map((edits) =>
    edits.length === 0
      ? 'none'
      : edits
          .map(
            ({ path, value, generation }) =>
              `${labelOf(path, configurations, catalog)} ${wordsFor(value)} from generation ${generationNumber(generation)}`,
          )
          .join('; '),
  );
  return [...settings, { path: 'edits', label: 'Changed while running', values }];
}

function labelOf(path: string, configurations: readonly Configuration[], catalog: Catalog): string {
  const fields = configurations.flatMap(({ config }): readonly Field[] =>
    fieldsFor(catalog, config),
  );
  return fields.find((field) => field.path === path)?.label ?? path;
}

function wordsFor(value: unknown): string {
  if (value === undefined) return '–';
  if (typeof value === 'number') return shortNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(wordsFor).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
