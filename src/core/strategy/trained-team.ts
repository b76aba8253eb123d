import { canonicalJson } from '../canonical-json.ts';
import { hasher } from '../hash.ts';
import { isRecord } from '../plain-data.ts';
import type { ControllerSettings } from './controller-settings.ts';
import type { TeamConfig } from './team.ts';

/** Identity of a trained team: the settings that decide how it sees, chooses and is rewarded. */
export type TrainedIdentity = Pick<TeamConfig, 'controller' | 'options' | 'state' | 'reward'>;

/** Description of a trained team without its weights. */
export interface TrainedSummary extends TrainedIdentity {
  readonly settings: ControllerSettings;
  /** Runs of a row that it has learned from. */
  readonly runs: number;
}

/** A trained team as a file; `learned` is the engine's own, whose digest it is. */
export interface TeamFile {
  readonly format: 'strategy-team';
  readonly version: 1;
  readonly name: string;
  readonly digest: string;
  readonly learned: unknown;
}

const FORMAT = 'strategy-team';
const VERSION = 1;

/** Longest text of what a team has learned. */
export const MOST_LEARNED = 8_000_000;

export const digestOf = (learned: string): string => hasher().text(learned).hex();

/** A team's file; `learned` is text that the engine wrote. */
export const teamFile = (name: string, learned: string): TeamFile => ({
  format: FORMAT,
  version: VERSION,
  name,
  digest: digestOf(learned),
  learned: JSON.parse(learned) as unknown,
});

/** Reads a team's file. Throws a RangeError that says what is wrong with it. */
export function readTeamFile(data: unknown): {
  readonly name: string;
  readonly digest: string;
  readonly learned: string;
} {
  if (!isRecord(data) || data['format'] !== FORMAT)
    throw new RangeError('this is no file of a trained team');
  if (data['version'] !== VERSION)
    throw new RangeError(
      `the team's file has version ${data['version']}; version ${VERSION} can be read`,
    );
  const { name, digest, learned } = data;
  if (typeof name !== 'string' || name === '') throw new RangeError('the team has no name');
  const text = canonicalJson(learned ?? null);
  if (digestOf(text) !== digest)
    throw new RangeError(`the file of the team '${name}' was changed or cut off`);
  return { name, digest, learned: text };
}

/** Reads the description of a trained team. Throws a RangeError where the text holds none. */
export function summaryOf(learned: string): TrainedSummary {
  let data: unknown;
  try {
    data = JSON.parse(learned);
  } catch {
    throw new RangeError('what the team has learned cannot be read');
  }
  const { controller, options, state, reward, settings, runs } = isRecord(data) ? data : {};
  const isWhole =
    typeof controller === 'string' &&
    [options, state, reward, settings].every(isRecord) &&
    Number.isInteger(runs);
  if (!isWhole) throw new RangeError('what the team has learned does not say who it is');
  return { controller, options, state, reward, settings, runs } as unknown as TrainedSummary; // its parser judges the rest
}

/** Tells whether two teams see, choose and are rewarded alike. */
export const isSameTeam = (a: TrainedIdentity, b: TrainedIdentity): boolean =>
  canonicalJson(identityOf(a)) === canonicalJson(identityOf(b));

export const identityOf = ({
  controller,
  options,
  state,
  reward,
}: TrainedIdentity): TrainedIdentity => ({ controller, options, state, reward });
