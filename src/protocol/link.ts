import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog, Preset } from '#core/catalog.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import { isRecord } from '#core/plain-data.ts';
import { applyDifference, difference } from '#core/preset-difference.ts';
import { repairRunConfig } from '#core/repair-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { LONGEST_LINK, parametersOf, runQuery, wholeValue } from './address.ts';
import { ALL_OPEN, type Controls } from './controls.ts';
import { type Digest, packDigest } from './digest.ts';
import { type Foreign, foreignKeys, foreignPart } from './foreign.ts';
import { ORIGIN_KEY, originNotice } from './link-origin.ts';
import { CHECKED, checkOf, damageOf, RUN_KEYS, readVersion, written } from './link-parts.ts';
import { readView, type View, writeView } from './link-view.ts';
import { MIGRATIONS, migrate } from './migrations.ts';
import { packJson, TooLong, unpackJson } from './payload.ts';
import { readResult } from './result.ts';

/**
 * A run as a link: `#/evolve?v=<version>.<check>&p=<preset>&s=<seed>&d=<difference from the preset>`, then what the page
 * shows of it (`t`, `c`, `l`, `g`, `a`, `b`, `h`, `k`, `u`, `m`), and its result (`e`, `r`). Equal configurations give equal links.
 *
 * The check is of what the run is and what came of it, so that a link that lost a part of it is never taken for another
 * run's. It stands first: links are cut at their end. Links written by hand need none.
 */

/** Version of the configuration's form. */
export const LINK_VERSION = MIGRATIONS.length + 1;

const ROUTE = '/evolve';

/**
 * Tab, chart, colours of the genealogy, generation, agent, the agent beside it, hidden, locked, left open, lesson, engine,
 * result.
 */
const OTHER_KEYS = ['t', 'c', 'l', 'g', 'a', 'b', 'h', 'k', 'u', 'm', 'e', 'r'];
const OWN_KEYS = new Set([...RUN_KEYS, ...OTHER_KEYS]);

export type DecodedLink =
  | {
      readonly kind: 'run';
      /** Every field stands within its limits. */
      readonly config: RunConfig;
      /** Problems of fields that do not fit together, if any: then it cannot run. */
      readonly problems: readonly Problem[];
      /** Values that were out of their limits, and what was taken instead. */
      readonly corrected: readonly Problem[];
      /** Id of the preset that it differs from. */
      readonly preset: string;
      readonly view: View;
      readonly controls: Controls;
      /** The sender's result, if the link holds one. */
      readonly digest: Digest | null;
      /** Keys that this version does not know, to be handed on. */
      readonly foreign: Foreign | null;
      /** Notices for a person before the run begins. With any of them nothing starts by itself. */
      readonly notices: readonly string[];
    }
  /** Link that cannot be read. */
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

/** The part of the address from '#' on. Throws a RangeError for an unknown preset, a {@link TooLong} for what no link holds. */
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
  const run = new Map([
    ['p', presetId],
    ['s', String(seed)],
  ]);
  if (canonicalJson(changes) !== '{}') run.set('d', packJson(canonicalJson(changes)));
  const result = new Map(
    digest && [
      ['e', digest.engine],
      ['r', packDigest(digest)],
    ],
  );
  const check = checkOf(version, new Map([...run, ...result]));
  const link = `#${ROUTE}?${[
    `v=${version}.${check}`,
    ...written(run),
    ...writeView(view, controls),
    ...written(foreign?.keys ?? []),
    ...written(result),
  ].join('&')}`;
  if (link.length > LONGEST_LINK)
    throw new TooLong(
      `It would have ${link.length} characters; a link has ${LONGEST_LINK} at most.`,
    );
  return link;
}

/**
 * Reads a link, or the part of it from '#' on, whatever programs on its way have made of it: it gives the run that was
 * sent, or problems. Never throws.
 */
export function decodeLink(link: string, catalog: Catalog): DecodedLink {
  const notices: string[] = [];
  const fail = (path: string, value: unknown, message: string): DecodedLink => ({
    kind: 'problems',
    problems: [{ path, value, message }],
    notices,
  });
  if (typeof link === 'string' && link.length > LONGEST_LINK)
    return fail(
      '',
      link.slice(0, 60),
      `The link has ${link.length} characters; there may be ${LONGEST_LINK}.`,
    );
  const query = runQuery(link);
  if (query === null) return { kind: 'none' };
  const given = parametersOf(query);
  const damaged = damageOf(given, OWN_KEYS);
  if (damaged) return fail('', query.slice(0, 60), damaged);
  const parameters = new URLSearchParams(
    given.map(([key, value]) => [key, CHECKED.has(key) ? wholeValue(value) : value]),
  );
  if (!RUN_KEYS.some((key) => parameters.has(key))) return { kind: 'none' };

  const presetId = parameters.get('p') ?? '';
  const preset = catalog.presets.find(({ id }) => id === presetId);
  if (!preset)
    return fail(
      'p',
      presetId,
      `The link names the preset '${presetId.slice(0, 60)}'; there are ${presetNames(catalog)}.`,
    );

  const head = readVersion(parameters, LINK_VERSION);
  if (!head.ok) return fail('v', head.value, head.message);
  const { version } = head;
  notices.push(...head.notices);

  const payload = parameters.get('d');
  const unpacked = payload === null ? { ok: true as const, value: {} } : unpackJson(payload);
  if (!unpacked.ok) return fail('d', payload?.slice(0, 60), unpacked.message);
  const changes = migrate(unpacked.value, version);
  if (!isRecord(changes))
    return fail('d', payload?.slice(0, 60), "The link's data must hold an object.");

  const seed = parameters.get('s');
  if (seed !== null && !/^\d{1,15}$/.test(seed))
    return fail('s', seed, `Seed is "${seed.slice(0, 20)}": it must be a whole number.`);
  const run = configOf(changes, seed, preset, catalog);
  const foreign = foreignPart(changes, run.unknown, version, [
    ...foreignKeys(parameters, [...OWN_KEYS]),
  ]);
  const { view, controls, unread } = readView(parameters);
  const origin = parameters.get(ORIGIN_KEY);
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
    notices: [
      ...notices,
      ...(origin === null ? [] : [originNotice(origin)]),
      ...run.dropped,
      ...foreign.notices,
      ...unread,
      ...result.notices,
    ],
  };
}

/** The configuration that changes make of a preset, repaired field by field. */
function configOf(
  changes: Record<string, unknown>,
  seedText: string | null,
  preset: Preset,
  catalog: Catalog,
) {
  const changed = applyDifference(preset.config, changes);
  const candidate =
    seedText === null ? changed : applyDifference(changed, { seed: Number(seedText) });
  const repaired = repairRunConfig(candidate, preset.config, catalog);
  const parsed = parseRunConfig(repaired.config, catalog);
  return parsed.ok
    ? { ...repaired, config: parsed.config, problems: [] }
    : { ...repaired, problems: parsed.problems };
}

const presetNames = (catalog: Catalog) => catalog.presets.map(({ id }) => `'${id}'`).join(', ');
