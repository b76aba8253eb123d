import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog } from '#core/catalog.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import { isRecord } from '#core/plain-data.ts';
import { applyDifference, difference } from '#core/preset-difference.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { packJson, unpackJson } from './payload.ts';

/**
 * A run as a link: `#/evolve?p=<preset>&s=<seed>&v=<version>&d=<difference from the preset>`. Equal configurations
 * give equal links.
 */

/** Turns a difference of version i + 1 into one of version i + 2. Old links stay readable, so none is ever taken out. */
const MIGRATIONS: readonly ((changes: unknown) => unknown)[] = [];

/** Of the configuration's form. */
export const LINK_VERSION = MIGRATIONS.length + 1;

const ROUTE = '/evolve';

/** Characters of a link that are read; a real one has a tenth of it. */
const MAX_LINK = 32_768;

/** The run's own keys: preset, seed, version, difference. */
const RUN_KEYS = ['p', 's', 'v', 'd'];

/** Keys of other parts of the page's state, which are not the run's. */
const OTHER_KEYS = ['t', 'g', 'a', 'h', 'k', 'e'];

export type DecodedLink =
  | {
      readonly kind: 'run';
      readonly config: RunConfig;
      /** Id of the preset that it differs from. */
      readonly preset: string;
      /** What a person should know before the run begins. With any of them nothing starts by itself. */
      readonly notices: readonly string[];
    }
  | {
      readonly kind: 'problems';
      readonly problems: readonly Problem[];
      readonly notices: readonly string[];
    }
  /** The link holds no run. */
  | { readonly kind: 'none' };

/** The part of the address from '#' on. Throws a RangeError for an unknown preset. */
export function encodeLink(config: RunConfig, catalog: Catalog, presetId: string): string {
  const preset = catalog.presets.find(({ id }) => id === presetId);
  if (!preset) throw new RangeError(`no preset '${presetId}'; there are ${presetNames(catalog)}`);
  const { seed, ...rest } = config;
  const { seed: _, ...presetRest } = preset.config;
  const changes = difference(rest, presetRest);
  const head = `#${ROUTE}?p=${encodeURIComponent(presetId)}&s=${seed}&v=${LINK_VERSION}`;
  return Object.keys(changes).length === 0 ? head : `${head}&d=${packJson(canonicalJson(changes))}`;
}

/** Reads a link, or the part of it from '#' on. Never throws. */
export function decodeLink(link: string, catalog: Catalog): DecodedLink {
  const [route, query] = routeOf(link);
  if (route !== ROUTE) return { kind: 'none' };
  if (query.length > MAX_LINK) {
    const message = `The link has ${query.length} characters; there may be ${MAX_LINK}.`;
    return {
      kind: 'problems',
      problems: [{ path: '', value: query.slice(0, 60), message }],
      notices: [],
    };
  }
  const parameters = new URLSearchParams(query);
  const keys = [...new Set(parameters.keys())];
  if (!keys.some((key) => RUN_KEYS.includes(key))) return { kind: 'none' };

  const notices = keys
    .filter((key) => ![...RUN_KEYS, ...OTHER_KEYS].includes(key))
    .map(
      (key) =>
        `The link has a part '${key.slice(0, 20)}', which means nothing here. It was left out.`,
    );
  const fail = (path: string, value: unknown, message: string): DecodedLink => ({
    kind: 'problems',
    problems: [{ path, value, message }],
    notices,
  });

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
  const isNewer = version > LINK_VERSION;
  if (isNewer)
    notices.unshift(
      'The link was made with a newer version of this page. What is known of it was read; the run may differ.',
    );

  const payload = parameters.get('d');
  const unpacked = payload === null ? { ok: true as const, value: {} } : unpackJson(payload);
  if (!unpacked.ok) return fail('d', payload?.slice(0, 60), unpacked.message);

  const changes = MIGRATIONS.slice(version - 1).reduce(
    (older, migrate) => migrate(older),
    unpacked.value,
  );
  if (!isRecord(changes))
    return fail('d', payload?.slice(0, 60), "The link's data must hold an object.");
  const changed = applyDifference(preset.config, changes);
  const seedText = parameters.get('s');
  const candidate =
    seedText === null ? changed : applyDifference(changed, { seed: seedOf(seedText) });
  const parsed = parseRunConfig(candidate, catalog, isNewer ? 'ignore' : 'refuse');
  if (!parsed.ok) return { kind: 'problems', problems: parsed.problems, notices };
  const ignored = parsed.ignored.map(
    (path) => `The link sets ${path}, which this version does not have. It was left out.`,
  );
  return {
    kind: 'run',
    config: parsed.config,
    preset: preset.id,
    notices: [...notices, ...ignored],
  };
}

/** What stands before and behind the first '?' after the '#'. */
function routeOf(link: string): readonly [route: string, query: string] {
  const hash = typeof link === 'string' ? link.slice(link.indexOf('#') + 1) : '';
  const at = hash.indexOf('?');
  return at < 0 ? [hash, ''] : [hash.slice(0, at), hash.slice(at + 1)];
}

/** A text that is no number stays as it is, so that the problem names it. */
const seedOf = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : text);

const presetNames = (catalog: Catalog) => catalog.presets.map(({ id }) => `'${id}'`).join(', ');
