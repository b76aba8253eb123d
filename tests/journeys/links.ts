import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { encodeLink } from '#protocol/link.ts';
import { COMMITTED, cutShort } from '../reference/committed-runs.ts';

export const CATALOG = createCatalog([]);

/** The part of the address from '#' on that holds a preset with changes. */
export function linkTo(
  presetId: string,
  change: (config: RunConfig) => RunConfig = (c) => c,
): string {
  const preset = CATALOG.presets.find(({ id }) => id === presetId);
  if (!preset) throw new RangeError(`no preset '${presetId}'`);
  return encodeLink(change(preset.config), CATALOG, presetId);
}

/** A short run of a preset, and the hash that it has everywhere. */
export function committed(preset: string): { readonly link: string; readonly hash: string } {
  const run = COMMITTED[preset];
  if (!run) throw new RangeError(`no hash of '${preset}' is committed`);
  return { link: linkTo(preset, (config) => cutShort(config, run)), hash: run.hash };
}
