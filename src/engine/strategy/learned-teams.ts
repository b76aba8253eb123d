import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { readTeamFile } from '#core/strategy/trained-team.ts';
import { type LearnedTeam, readLearned } from '#strategy/trained/learned-team.ts';

/** Reads a file of the page, as 'teams/first.json'. */
type ReadFile = (path: string) => Promise<Uint8Array>;

/**
 * Loads the trained teams of a configuration that come with the page, by digest. Rejects where a file cannot be read,
 * or is not the one that the configuration asks for.
 */
export async function learnedTeams(
  { teams }: Pick<StrategyConfig, 'teams'>,
  { trained }: Pick<StrategyCatalog, 'trained'>,
  read: ReadFile,
): Promise<ReadonlyMap<string, LearnedTeam>> {
  const known = new Map<string, LearnedTeam>();
  for (const { trained: reference } of teams) {
    if (!reference || reference.learned !== undefined || known.has(reference.digest)) continue;
    const entry = trained.find(({ digest }) => digest === reference.digest);
    if (!entry) throw new RangeError(`no trained team '${reference.name}' comes with the page`);
    const bytes = await read(entry.file);
    const file = readTeamFile(JSON.parse(new TextDecoder().decode(bytes)));
    if (file.digest !== entry.digest)
      throw new RangeError(`'${entry.file}' holds another team than '${entry.name}'`);
    known.set(file.digest, readLearned(file.learned));
  }
  return known;
}
