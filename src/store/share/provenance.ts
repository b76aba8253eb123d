import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import { encodeLink } from '#protocol/link.ts';
import type { LabState } from '../lab/lab-state.ts';
import { presetOfLink } from './link-flow.ts';

/** Seed and settings that a run began with, the latter as a link, for tables that leave the page. */
export interface Provenance {
  readonly seed: number;
  readonly settings: string;
}

/** Provenance of the run shown, or of what is set up where there is none; null before the catalog is there. */
export function provenanceOf(state: LabState): Provenance | null {
  const config = state.initial ?? state.draft;
  const id = state.initial ? state.runPreset : state.presetId;
  return config && state.catalog
    ? { seed: config.seed, settings: settingsLink(config, state.catalog, id) }
    : null;
}

/** Up to so many characters, settings stand in every row of a table; longer ones in the first alone. */
const REPEATED = 1000;

/** Cell of a table's row for its run's settings. */
export const settingsInRow = (settings: string, row: number): string =>
  row === 0 || settings.length <= REPEATED ? settings : '';

/** The settings of a run as a link; '' in a catalog without presets. */
export function settingsLink(config: RunConfig, catalog: Catalog, preset: string | null): string {
  const from = presetOfLink(catalog, preset);
  return from ? encodeLink(config, catalog, from.id) : '';
}
