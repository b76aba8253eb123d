import type { HyperparameterDeclaration, HyperparameterRange } from '#core/algorithm.ts';
import type { Catalog } from '#core/catalog.ts';
import type { FieldGroup } from '#core/field.ts';
import { shownFields } from '#core/fields.ts';
import type { RunConfig } from '#core/run-config.ts';
import { fieldValue } from '../set-up/configuration.ts';
import { shortNumber } from '../words/mutation-words.ts';
import { valueWords } from '../words/value-words.ts';

/** A setting of a configuration in the words of the form. */
export interface Setting {
  readonly path: string;
  readonly label: string;
  readonly group: FieldGroup;
  /** Value as it stands in the configuration. */
  readonly value: unknown;
  readonly words: string;
}

/**
 * All settings that mean something in a configuration but for its seed, in the form's order: a hyperparameter has two,
 * where it starts and how it may move.
 */
export function settingsOf(config: RunConfig, catalog: Catalog): readonly Setting[] {
  const algorithm = catalog.algorithms.find(({ id }) => id === config.algorithm);
  const plain = shownFields(catalog, config)
    .filter(({ path, hyperparameter }) => path !== 'seed' && !hyperparameter)
    .map((field): Setting => {
      const { path, label, group } = field;
      const value = fieldValue(config, field);
      return { path, label, group, value, words: valueWords(value, field) };
    });
  const declared = algorithm?.hyperparameters ?? [];
  return [...plain, ...declared.flatMap((each) => hyperparameterSettings(each, config))];
}

function hyperparameterSettings(
  { name, label }: HyperparameterDeclaration,
  config: RunConfig,
): readonly Setting[] {
  const now = config.hyperparameters[name];
  if (!now) return [];
  const path = `hyperparameters.${name}`;
  const { value, ...range } = now;
  return [
    { path: `${path}.value`, label, group: 'algorithm', value, words: valueWords(value) },
    {
      path: `${path}.range`,
      label: `${label} may move`,
      group: 'algorithm',
      value: range.evolves ? range : false,
      words: rangeWords(range),
    },
  ];
}

/** Writes a range as 'from 1e-4 to 1e-2, ×1.2 or ×0.8'. */
const rangeWords = ({ evolves, min, max, grow, shrink }: HyperparameterRange): string =>
  evolves
    ? `from ${shortNumber(min)} to ${shortNumber(max)}, ×${shortNumber(grow)} or ×${shortNumber(shrink)}`
    : 'no';
