import { readFileSync } from 'node:fs';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { encodeLink } from '#protocol/link.ts';

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

/** Final hashes by preset id, of runs cut to so many generations. */
export const COMMITTED: Readonly<
  Record<string, { readonly generations: number; readonly seed: number; readonly hash: string }>
> = JSON.parse(readFileSync(new URL('../reference/hashes.json', import.meta.url), 'utf8'));

/** A short run of a preset, and the hash that it has everywhere. */
export function committed(preset: string): { readonly link: string; readonly hash: string } {
  const run = COMMITTED[preset];
  if (!run) throw new RangeError(`no hash of '${preset}' is committed`);
  const { generations, seed, hash } = run;
  return { link: linkTo(preset, (config) => ({ ...config, generations, seed })), hash };
}
