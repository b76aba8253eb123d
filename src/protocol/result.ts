import type { Catalog } from '#core/catalog.ts';
import { fieldsFor } from '#core/fields.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import { type Digest, unpackDigest } from './digest.ts';
import type { Edit } from './messages.ts';

/** Reads the sender's result from a link. One that cannot be right is said and left: the run can be made without it. */
export function readResult(
  parameters: URLSearchParams,
  config: RunConfig,
  catalog: Catalog,
): { readonly digest: Digest | null; readonly notices: readonly string[] } {
  const payload = parameters.get('r');
  if (payload === null) return { digest: null, notices: [] };
  const lost = (why: string) => ({
    digest: null,
    notices: [`The result in the link cannot be read: ${why}. The run can be made without it.`],
  });
  const engine = parameters.get('e') ?? '';
  if (!/^[\w.-]{1,20}$/.test(engine))
    return lost('it does not say which version of the engine made it');
  const unpacked = unpackDigest(payload, engine);
  if (!unpacked.ok) return lost(unpacked.message.replace(/\.$/, ''));
  const { digest } = unpacked;
  const wrong = editedConfigs(config, digest.edits, catalog) === null;
  return wrong
    ? lost('it holds a change that cannot be made while a run goes on')
    : { digest, notices: [] };
}

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
