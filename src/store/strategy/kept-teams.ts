import { Damage, needDate, needFields, needText } from '#archive/damage.ts';
import { MOST_NAME } from '#core/strategy/strategy-fields.ts';
import {
  digestOf,
  identityOf,
  MOST_LEARNED,
  summaryOf,
  type TeamFile,
} from '#core/strategy/trained-team.ts';
import type { Library } from '../library/library.ts';
import type { Shelf } from '../library/shelf.ts';
import { type TrainedChoice, trainedIn } from './trained-teams.ts';

/** A trained team that this browser keeps; its id is its digest. */
export interface KeptTeam {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly learned: string;
}

export const keptTeamsOf = (library: Pick<Library, 'shelf'>): Shelf<KeptTeam> =>
  library.shelf('trainedTeams', readKeptTeam);

function readKeptTeam(value: unknown): KeptTeam {
  const { id, name, createdAt, learned } = needFields(value, 'the team');
  const text = needText(learned, 'what the team has learned', MOST_LEARNED);
  if (id !== digestOf(text)) throw new Damage('what the team has learned was changed');
  return {
    id,
    name: needText(name, 'its name', MOST_NAME),
    createdAt: needDate(createdAt, 'when it was kept'),
    learned: text,
  };
}

/** A team's file as it is kept. Throws a RangeError where it is none. */
export function keptTeamOf(file: TeamFile, createdAt: number): KeptTeam {
  const { name, digest, learned } = trainedIn(JSON.stringify(file));
  return { id: digest, name, createdAt, learned: learned ?? '' };
}

/** A kept team as one that may be chosen. */
export function choiceOfKept({ id: digest, name, learned }: KeptTeam): TrainedChoice {
  const { runs, ...summary } = summaryOf(learned);
  const about = `Kept in this browser; it has learned from ${runs} runs of a classifier.`;
  return { name, digest, about, team: identityOf(summary), learned };
}
