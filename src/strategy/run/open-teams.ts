import type { Device } from '#compute/device.ts';
import type { DataFacts } from '#core/strategy/figures.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import { dataTraits, textureOf } from '../state/data-traits.ts';
import { type LearnedTeam, readLearned } from '../trained/learned-team.ts';
import { openTeam, type Team } from './team.ts';

/** Opens the teams that steer rows, by their names. */
export function openTeams(
  { seed, teams, rows, training }: StrategyConfig,
  facts: DataFacts,
  { pixels, size, images }: ImageSet,
  device: Device,
  known: ReadonlyMap<string, LearnedTeam>,
): ReadonlyMap<string, Team> {
  const steered = teams
    .map((team) => ({
      team,
      own: rows.flatMap(({ steering }, at) =>
        steering.kind === 'team' && steering.team === team.name ? [at] : [],
      ),
    }))
    .filter(({ own }) => own.length > 0);
  if (steered.length === 0) return new Map();
  const texture = textureOf(pixels.subarray(0, images.train * size * size * 3), size);
  const traits = dataTraits(facts, images.train, texture);
  const intervals = intervalsOf(training);
  return new Map(
    steered.map(({ team, own }) => [
      team.name,
      openTeam({
        team,
        rows: own,
        seed,
        intervals,
        traits,
        device,
        learned: learnedBy(team, known),
      }),
    ]),
  );
}

/** Returns a team as it learned before the run; null: it did not. */
function learnedBy(
  { name, trained }: TeamConfig,
  known: ReadonlyMap<string, LearnedTeam>,
): LearnedTeam | null {
  if (!trained) return null;
  if (trained.learned !== undefined) return readLearned(trained.learned);
  const learned = known.get(trained.digest);
  if (learned) return learned;
  throw new RangeError(`what the team '${name}' has learned (${trained.name}) is not here`);
}
