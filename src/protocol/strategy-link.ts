import { canonicalJson } from '#core/canonical-json.ts';
import { isRecord } from '#core/plain-data.ts';
import { applyDifference, difference } from '#core/preset-difference.ts';
import type { Problem } from '#core/problem.ts';
import { missingTeams, parseWithMissingTeams } from '#core/strategy/missing-teams.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import { repairStrategyConfig } from '#core/strategy/repair-strategy-config.ts';
import type { StrategyCatalog, StrategyPreset } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { LONGEST_LINK, parametersOf, runQuery, wholeValue } from './address.ts';
import { CHECKED, checkOf, damageOf, RUN_KEYS, readVersion, written } from './link-parts.ts';
import { readLinkResult } from './link-result.ts';
import { packJson, TooLong, unpackJson } from './payload.ts';
import {
  packStrategyDigest,
  type StrategyDigest,
  unpackStrategyDigest,
} from './strategy-digest.ts';

/**
 * A strategy run as a link: `#/strategy?v=<version>.<check>&p=<preset>&s=<seed>&d=<difference from the preset>`, then its
 * result (`e`, `r`). Equal configurations give equal links; the check is that of evolution's links.
 */

const STRATEGY_LINK_VERSION = 2;

/** Names no run. */
export const STRATEGY_ROUTE = '#/strategy';

/** 't' is a plan by which teams evolve, which is read by itself. */
const OWN_KEYS = new Set([...RUN_KEYS, 'e', 'r', 't']);

export type DecodedStrategy =
  | {
      readonly kind: 'run';
      /** Every field stands within its limits. */
      readonly config: StrategyConfig;
      /** Problems of fields that do not fit together, if any: then it cannot run. */
      readonly problems: readonly Problem[];
      readonly preset: string;
      /** The sender's result, if the link holds one. */
      readonly digest: StrategyDigest | null;
      /** Notices for a person before the run begins. */
      readonly notices: readonly string[];
    }
  /** Link that cannot be read. `notices` are sentences that say why. */
  | { readonly kind: 'broken'; readonly notices: readonly string[] }
  /** The link holds no run. */
  | { readonly kind: 'none' };

/** The preset that a link holds the difference from: the one of that id, or else the first. */
export const presetOf = (
  { presets }: StrategyCatalog,
  id: string | null,
): StrategyPreset | undefined => presets.find((preset) => preset.id === id) ?? presets[0];

/** The part of the address from '#' on. Throws a {@link TooLong} for what no link holds. */
export function encodeStrategyLink(
  config: StrategyConfig,
  preset: StrategyPreset,
  digest: StrategyDigest | null = null,
): string {
  const { seed, ...rest } = config;
  const { seed: _, ...presetRest } = preset.config;
  const changes = canonicalJson(difference(rest, presetRest));
  const parts = new Map([
    ['p', preset.id],
    ['s', String(seed)],
  ]);
  if (changes !== '{}') parts.set('d', packJson(changes));
  if (digest) {
    parts.set('e', digest.engine);
    parts.set('r', packStrategyDigest(digest));
  }
  const version = `${STRATEGY_LINK_VERSION}.${checkOf(STRATEGY_LINK_VERSION, parts)}`;
  const link = `${STRATEGY_ROUTE}?${[`v=${version}`, ...written(parts)].join('&')}`;
  if (link.length > LONGEST_LINK)
    throw new TooLong(
      `It would have ${link.length} characters; a link has ${LONGEST_LINK} at most.`,
    );
  return link;
}

/** Reads a link, or the part of it from '#' on, whatever programs on its way have made of it. Never throws. */
export function decodeStrategyLink(link: string, catalog: StrategyCatalog): DecodedStrategy {
  const broken = (...notices: readonly string[]): DecodedStrategy => ({ kind: 'broken', notices });
  if (link.length > LONGEST_LINK)
    return broken(`The link has ${link.length} characters; there may be ${LONGEST_LINK}.`);
  const query = runQuery(link, 'strategy');
  if (query === null) return { kind: 'none' };
  const given = parametersOf(query);
  const damaged = damageOf(given, OWN_KEYS);
  if (damaged) return broken(damaged);
  const parameters = new URLSearchParams(
    given.map(([key, value]) => [key, CHECKED.has(key) ? wholeValue(value) : value]),
  );
  if (!RUN_KEYS.some((key) => parameters.has(key))) return { kind: 'none' };

  const id = parameters.get('p') ?? '';
  const preset = catalog.presets.find((each) => each.id === id);
  if (!preset) {
    const names = catalog.presets.map((each) => `'${each.id}'`).join(', ');
    return broken(`The link names the preset '${id.slice(0, 60)}'; there are ${names}.`);
  }
  const head = readVersion(parameters, STRATEGY_LINK_VERSION);
  if (!head.ok) return broken(head.message);
  const payload = parameters.get('d');
  const unpacked = payload === null ? { ok: true as const, value: {} } : unpackJson(payload);
  if (!unpacked.ok) return broken(unpacked.message);
  if (!isRecord(unpacked.value)) return broken('The link’s data must hold an object.');
  const seed = parameters.get('s');
  if (seed !== null && !/^\d{1,15}$/.test(seed))
    return broken(`Seed is "${seed.slice(0, 20)}": it must be a whole number.`);

  const changes = seed === null ? unpacked.value : { ...unpacked.value, seed: Number(seed) };
  const base = presetIn(head.version, preset);
  const read = readConfig(applyDifference(base, changes), preset.config, catalog);
  if ('broken' in read) return broken(...head.notices, ...read.broken);
  const { digest, notices } = readDigest(parameters, read.config);
  const isWithout = digest !== null && missingTeams(read.config, catalog).length > 0;
  return {
    kind: 'run',
    config: read.config,
    problems: read.problems,
    preset: preset.id,
    digest: read.problems.length > 0 ? null : digest,
    notices: [...head.notices, ...read.notices, ...notices, ...(isWithout ? [NO_RESULT] : [])],
  };
}

const NO_RESULT =
  'The result in the link is not shown, for its run needs a trained team that this page does not have.';

/**
 * Returns the preset from which a link of a version holds the difference: before 2, teams waited for as long as their
 * controllers do.
 */
const presetIn = (version: number, { config }: StrategyPreset): StrategyConfig =>
  version >= 2 ? config : { ...config, teams: config.teams.map(({ warmUp: _, ...team }) => team) };

type Read =
  | {
      readonly config: StrategyConfig;
      readonly problems: readonly Problem[];
      readonly notices: readonly string[];
    }
  | { readonly broken: readonly string[] };

/** A configuration repaired field by field; rows that cannot be read break the link, for a form could not show them. */
function readConfig(input: unknown, fallback: StrategyConfig, catalog: StrategyCatalog): Read {
  const { config, corrected } = repairStrategyConfig(input, fallback);
  const notices =
    corrected.length > 0
      ? [
          ['The link could not stay as it was.', ...corrected.map(({ message }) => message)].join(
            ' ',
          ),
        ]
      : [];
  const parsed = parseWithMissingTeams(config, catalog);
  if (parsed.config) return { config: parsed.config, problems: parsed.problems, notices };
  const rows = isRecord(config) ? config['rows'] : undefined;
  const withRows = parseStrategyConfig({ ...fallback, rows }, catalog);
  const isUnknown = parsed.problems.some(({ message }) =>
    message.includes('there is no such field'),
  );
  if (!withRows.ok || isUnknown)
    return { broken: parsed.problems.map(({ message }) => `${message}.`) };
  const messages = parsed.problems.map(({ message }) => message).join('; ');
  return {
    config: config as StrategyConfig, // each field was repaired, and its rows are right
    problems: parsed.problems,
    notices: [...notices, `The settings of the link do not fit together: ${messages}.`],
  };
}

/** Reads the sender's result, which must be of as many classifiers as the settings. */
const readDigest = (
  parameters: URLSearchParams,
  { rows }: StrategyConfig,
): { readonly digest: StrategyDigest | null; readonly notices: readonly string[] } =>
  readLinkResult(parameters, unpackStrategyDigest, ({ mAP }) =>
    mAP.length === rows.length
      ? null
      : `it is of ${mAP.length} classifiers, and the settings are of ${rows.length}`,
  );
