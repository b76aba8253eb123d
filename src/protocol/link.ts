import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog, Preset } from '#core/catalog.ts';
import { mendRunConfig } from '#core/mend-run-config.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import { isRecord } from '#core/plain-data.ts';
import { applyDifference, difference } from '#core/preset-difference.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { ALL_OPEN, type Controls } from './controls.ts';
import { type Digest, packDigest } from './digest.ts';
import { type Foreign, foreignKeys, foreignPart } from './foreign.ts';
import { readView, type View, writeView } from './link-view.ts';
import { MIGRATIONS, migrate } from './migrations.ts';
import { packJson, unpackJson } from './payload.ts';
import { readResult } from './result.ts';

/**
 * A run as a link: `#/evolve?p=<preset>&s=<seed>&v=<version>&d=<difference from the preset>`, then what the page shows
 * of it (`t`, `c`, `l`, `g`, `a`, `b`, `h`, `k`), and its result (`e`, `r`). Equal configurations give equal links.
 */

/** Of the configuration's form. */
export const LINK_VERSION = MIGRATIONS.length + 1;

const ROUTE = '/evolve';

/** Characters of a link that are read; a real one has a tenth of it. */
const MAX_LINK = 32_768;

/** The run's own keys: preset, seed, version, difference. */
const RUN_KEYS = ['p', 's', 'v', 'd'];

/** Tab, chart, colours of the genealogy, generation, agent, who is beside it, hidden, locked, engine, result. */
const OTHER_KEYS = ['t', 'c', 'l', 'g', 'a', 'b', 'h', 'k', 'e', 'r'];

export type DecodedLink =
  | {
      readonly kind: 'run';
      /** Every field stands within its limits. */
      readonly config: RunConfig;
      /** Why the fields do not fit together, if they do not: then it cannot run. */
      readonly problems: readonly Problem[];
      /** Values that were out of their limits, and what was taken instead. */
      readonly corrected: readonly Problem[];
      /** Id of the preset that it differs from. */
      readonly preset: string;
      readonly view: View;
      readonly controls: Controls;
      /** The sender's result, if the link holds one. */
      readonly digest: Digest | null;
      /** What this version does not know, to be handed on. */
      readonly foreign: Foreign | null;
      /** What a person should know before the run begins. With any of them nothing starts by itself. */
      readonly notices: readonly string[];
    }
  /** It cannot be read. */
  | {
      readonly kind: 'problems';
      readonly problems: readonly Problem[];
      readonly notices: readonly string[];
    }
  /** The link holds no run. */
  | { readonly kind: 'none' };

export interface LinkExtras {
  readonly view?: View;
  readonly controls?: Controls;
  readonly digest?: Digest | null;
  readonly foreign?: Foreign | null;
}

/** The part of the address from '#' on. Throws a RangeError for an unknown preset. */
export function encodeLink(
  config: RunConfig,
  catalog: Catalog,
  presetId: string,
  { view = {}, controls = ALL_OPEN, digest = null, foreign = null }: LinkExtras = {},
): string {
  const preset = catalog.presets.find(({ id }) => id === presetId);
  if (!preset) throw new RangeError(`no preset '${presetId}'; there are ${presetNames(catalog)}`);
  const { seed, ...rest } = config;
  const { seed: _, ...presetRest } = preset.config;
  const changes = applyDifference(foreign?.changes ?? {}, difference(rest, presetRest));
  const version = Math.max(LINK_VERSION, foreign?.version ?? 0);
  const parts = [`p=${encodeURIComponent(presetId)}`, `s=${seed}`, `v=${version}`];
  if (canonicalJson(changes) !== '{}') parts.push(`d=${packJson(canonicalJson(changes))}`);
  parts.push(...writeView(view, controls));
  for (const [key, value] of foreign?.keys ?? []) parts.push(`${key}=${encodeURIComponent(value)}`);
  if (digest) parts.push(`e=${encodeURIComponent(digest.engine)}`, `r=${packDigest(digest)}`);
  return `#${ROUTE}?${parts.join('&')}`;
}

/** Reads a link, or the part of it from '#' on. Never throws. */
export function decodeLink(link: string, catalog: Catalog): DecodedLink {
  const [route, query] = routeOf(link);
  if (route !== ROUTE) return { kind: 'none' };
  const notices: string[] = [];
  const fail = (path: string, value: unknown, message: string): DecodedLink => ({
    kind: 'problems',
    problems: [{ path, value, message }],
    notices,
  });
  if (query.length > MAX_LINK)
    return fail(
      '',
      query.slice(0, 60),
      `The link has ${query.length} characters; there may be ${MAX_LINK}.`,
    );
  const parameters = new URLSearchParams(query);
  if (!RUN_KEYS.some((key) => parameters.has(key))) return { kind: 'none' };

  const presetId = parameters.get('p') ?? '';
  const preset = catalog.presets.find(({ id }) => id === presetId);
  if (!preset)
    return fail(
      'p',
      presetId,
      `The link names the preset '${presetId.slice(0, 60)}'; there are ${presetNames(catalog)}.`,
    );

  const versionText = parameters.get('v') ?? String(LINK_VERSION);
  if (!/^[1-9]\d{0,5}$/.test(versionText))
    return fail(
      'v',
      versionText,
      `The link's version is '${versionText.slice(0, 20)}'; it must be a whole number from 1.`,
    );
  const version = Number(versionText);
  if (version > LINK_VERSION)
    notices.push(
      'The link was made with a newer version of this page. What is known of it was read; the run may differ.',
    );

  const payload = parameters.get('d');
  const unpacked = payload === null ? { ok: true as const, value: {} } : unpackJson(payload);
  if (!unpacked.ok) return fail('d', payload?.slice(0, 60), unpacked.message);
  const changes = migrate(unpacked.value, version);
  if (!isRecord(changes))
    return fail('d', payload?.slice(0, 60), "The link's data must hold an object.");

  const run = configOf(changes, parameters.get('s'), preset, catalog);
  const foreign = foreignPart(changes, run.unknown, version, [
    ...foreignKeys(parameters, [...RUN_KEYS, ...OTHER_KEYS]),
  ]);
  const { view, controls, unread } = readView(parameters);
  const result = readResult(parameters, run.config, catalog);
  return {
    kind: 'run',
    config: run.config,
    problems: run.problems,
    corrected: run.corrected,
    preset: preset.id,
    view,
    controls,
    digest: result.digest,
    foreign: foreign.kept,
    notices: [...notices, ...foreign.notices, ...unread, ...result.notices],
  };
}

/** The configuration that changes make of a preset, mended field by field. */
function configOf(
  changes: Record<string, unknown>,
  seedText: string | null,
  preset: Preset,
  catalog: Catalog,
) {
  const changed = applyDifference(preset.config, changes);
  const candidate =
    seedText === null ? changed : applyDifference(changed, { seed: seedOf(seedText) });
  const mended = mendRunConfig(candidate, preset.config, catalog);
  const parsed = parseRunConfig(mended.config, catalog);
  return parsed.ok
    ? { ...mended, config: parsed.config, problems: [] }
    : { ...mended, problems: parsed.problems };
}

/** What stands before and behind the first '?' after the '#'. */
function routeOf(link: string): readonly [route: string, query: string] {
  const hash = typeof link === 'string' ? link.slice(link.indexOf('#') + 1) : '';
  const at = hash.indexOf('?');
  return at < 0 ? [hash, ''] : [hash.slice(0, at), hash.slice(at + 1)];
}

/** A text that is no number stays as it is, so that what is said of it names it. */
const seedOf = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : text);

const presetNames = (catalog: Catalog) => catalog.presets.map(({ id }) => `'${id}'`).join(', ');
