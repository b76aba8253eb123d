import { canonicalJson } from '#core/canonical-json.ts';
import { valueAt } from '#core/plain-data.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { fieldsOf } from '#core/strategy/strategy-fields.ts';
import { valueWords } from '../words/value-words.ts';
import type { OutcomeGroup } from './outcomes.ts';

/** Settings in which strategy runs differ, each with its value in every one of them. */
export interface DifferingSettings {
  /** Letters of the groups whose settings are known. */
  readonly letters: readonly string[];
  readonly settings: readonly { readonly label: string; readonly values: readonly string[] }[];
}

/** Null where there are no two groups whose settings are known: a result of a link is kept without them. */
export function differingSettings(groups: readonly OutcomeGroup[]): DifferingSettings | null {
  const known = groups.flatMap(({ letter, outcomes: [first] }) =>
    first?.config ? [{ letter, config: first.config, engine: first.engine }] : [],
  );
  if (known.length < 2) return null;
  const isOwn = known.some(({ config }) => config.data.kind === 'own');
  const fields = new Map([...fieldsOf(false), ...fieldsOf(isOwn)].map((each) => [each.path, each]));
  const settings = [...fields.values()].map((field) => ({
    label: field.label,
    values: known.map(({ config }) =>
      valueWords(valueAt(config, field.path) ?? field.defaultValue, field),
    ),
  }));
  const rows = { label: 'Classifiers', values: rowWords(known.map(({ config }) => config)) };
  const engines = { label: 'Engine', values: known.map(({ engine }) => engine) };
  return {
    letters: known.map(({ letter }) => letter),
    settings: [rows, ...settings, engines].filter(({ values }) => new Set(values).size > 1),
  };
}

/** Names of the classifiers; where these are the same and what they train under is not, that is said. */
function rowWords(configs: readonly StrategyConfig[]): string[] {
  const all = configs.map(({ rows, teams, searches = [] }) =>
    canonicalJson([rows, teams, searches]),
  );
  const names = configs.map(({ rows }) => rows.map(({ name }) => name).join(', '));
  const isHidden = new Set(all).size > 1 && new Set(names).size === 1;
  return isHidden ? all.map((each) => `set up ${1 + all.indexOf(each)}`) : names;
}
