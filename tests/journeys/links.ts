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
