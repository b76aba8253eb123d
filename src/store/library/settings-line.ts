import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import { settingsOf } from '../compare/setting-words.ts';

/** Differences that are named before the others are counted. */
const NAMED = 4;

/**
 * Settings in which a run differs from its preset, in a line, as 'population size 8 · learning rate 2e-5'; '' where
 * they do not, or where there is no such preset.
 */
export function settingsLine(config: RunConfig, preset: string | null, catalog: Catalog): string {
  const from = catalog.presets.find(({ id }) => id === preset)?.config;
  if (!from) return '';
  const before = new Map(settingsOf(from, catalog).map((each) => [each.path, each]));
  const differing = settingsOf(config, catalog).filter(
    ({ path, value }) =>
      canonicalJson(before.get(path)?.value ?? null) !== canonicalJson(value ?? null),
  );
  const words = differing.map(({ label, words: value }) => `${label.toLowerCase()} ${value}`);
  const rest = words.length - NAMED;
  return [...words.slice(0, NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(' · ');
}
