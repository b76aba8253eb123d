import type { Catalog } from '#core/catalog.ts';
import { fieldsFor } from '#core/fields.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import { type Digest, unpackDigest } from './digest.ts';
import { readLinkResult } from './link-result.ts';
import type { Edit } from './messages.ts';

/** Reads the sender's result from a link, whose edits must be such as can be made. */
export const readResult = (
  parameters: URLSearchParams,
  config: RunConfig,
  catalog: Catalog,
): { readonly digest: Digest | null; readonly notices: readonly string[] } =>
  readLinkResult(parameters, unpackDigest, ({ edits }) =>
    editedConfigs(config, edits, catalog)
      ? null
      : 'it holds a change that cannot be made while a run goes on',
  );

/** The configuration before and after each edit; null where one cannot be made. */
export function editedConfigs(
  config: RunConfig,
  edits: readonly Edit[],
  catalog: Catalog,
): readonly RunConfig[] | null {
  const fields = fieldsFor(catalog, config);
  const configs = [config];
  for (const { values } of edits) {
    const areLive = Object.keys(values).every((path) =>
      fields.some((field) => field.live && field.path === path),
    );
    const parsed = parseRunConfig(setAll(configs.at(-1) ?? config, values), catalog);
    if (!areLive || !parsed.ok) return null;
    configs.push(parsed.config);
  }
  return configs;
}
