import { isRecord } from '../plain-data.ts';
import type { Problem } from '../problem.ts';
import { parseStrategyConfig } from './parse-strategy-config.ts';
import type { StrategyCatalog, TrainedEntry } from './strategy-catalog.ts';
import type { StrategyConfig } from './strategy-config.ts';
import type { TeamConfig, TrainedReference } from './team.ts';
import type { TrainedIdentity } from './trained-team.ts';

/**
 * Trained teams that come with the page are trained anew at times: older links and files name the teams of their time.
 */

/** A trained team that a configuration names without its weights, and that does not come with this page. */
export interface MissingTeam {
  /** Place among the teams. */
  readonly at: number;
  readonly name: string;
  readonly digest: string;
  /** The team of that name that comes with the page now; null: none does. */
  readonly now: TrainedEntry | null;
}

/** Lists the missing teams of a configuration, which may be anything. */
export function missingTeams(
  config: unknown,
  { trained: known }: Pick<StrategyCatalog, 'trained'>,
): readonly MissingTeam[] {
  const teams: unknown = isRecord(config) ? config['teams'] : undefined;
  return (Array.isArray(teams) ? teams : []).flatMap((team: unknown, at): MissingTeam[] => {
    const trained = isRecord(team) ? team['trained'] : undefined;
    if (!isRecord(trained) || trained['learned'] !== undefined) return [];
    const { name, digest } = trained;
    const isMissing =
      typeof name === 'string' &&
      typeof digest === 'string' &&
      !known.some((each) => each.name === name && each.digest === digest);
    return isMissing
      ? [{ at, name, digest, now: known.find((each) => each.name === name) ?? null }]
      : [];
  });
}

/** Puts another trained team in the place of one; whether it goes on learning stays as it is. */
export function withTeamInstead(
  config: StrategyConfig,
  at: number,
  { team, ...reference }: Omit<TrainedReference, 'learns'> & { readonly team: TrainedIdentity },
): StrategyConfig {
  const { name, digest, learned } = reference;
  const teams = config.teams.map((each, i): TeamConfig => {
    if (i !== at) return each;
    const learns = each.trained?.learns ?? false;
    const trained = { name, digest, learns, ...(learned !== undefined && { learned }) };
    return { name: each.name, ...team, trained };
  });
  return { ...config, teams };
}

/**
 * Reads what may be anything as {@link parseStrategyConfig} does, but returns a configuration whose only fault is that
 * teams are missing, with its problems: a form can show it and put it right. Null: there are other faults.
 */
export function parseWithMissingTeams(
  input: unknown,
  catalog: StrategyCatalog,
): { readonly config: StrategyConfig | null; readonly problems: readonly Problem[] } {
  const parsed = parseStrategyConfig(input, catalog);
  if (parsed.ok) return { config: parsed.config, problems: [] };
  const { problems } = parsed;
  const paths = missingTeams(input, catalog).map(({ at }) => `teams.${at}.trained.name`);
  const isRest = problems.every(({ path }) => paths.includes(path));
  return { config: isRest ? (input as StrategyConfig) : null, problems };
}
