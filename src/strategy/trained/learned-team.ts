import { canonicalJson } from '#core/canonical-json.ts';
import { summaryOf, type TrainedSummary } from '#core/strategy/trained-team.ts';
import type { ControllerSnapshot } from '../controllers/controller.ts';
import type { ForwardModelSnapshot } from '../reward/forward-model.ts';
import { freshNormaliser, type Normaliser } from '../state/normaliser.ts';
import { dropArrays, liftArrays } from './array-text.ts';
import { withoutExperience } from './without-experience.ts';

/** A team between two runs: its identity, and all that it has learned. */
export interface LearnedTeam extends TrainedSummary {
  /** Number that keeps its random draws apart from those of others that learn in the same run; absent: there are none. */
  readonly individual?: number;
  /** Runs that it has steered one after the other, of so many that it is to learn from: how far its ε has fallen. */
  readonly episodes: number;
  readonly planned: number;
  /** Null: it has learned nothing yet. */
  readonly learned: ControllerSnapshot | null;
  readonly normaliser: Normaliser;
  /** Null: it is not curious, or has learned nothing yet. */
  readonly forward: ForwardModelSnapshot | null;
}

/** A team that is about to learn from so many runs. */
export const unlearnedTeam = (
  team: Omit<TrainedSummary, 'runs'>,
  planned: number,
): LearnedTeam => ({
  ...team,
  runs: 0,
  episodes: 0,
  planned,
  learned: null,
  normaliser: freshNormaliser(),
  forward: null,
});

/** Writes a trained team as text; equal teams are equal text. Without `experience`, single intervals are forgotten. */
export function learnedText(team: LearnedTeam, parts: { readonly experience: boolean }): string {
  return canonicalJson(liftArrays(parts.experience ? team : withoutExperience(team)));
}

/** Reads a text written by {@link learnedText}. Throws a RangeError where it is no such text. */
export function readLearned(text: string): LearnedTeam {
  summaryOf(text);
  const team = dropArrays(JSON.parse(text)) as LearnedTeam;
  const { episodes, planned, learned, normaliser, forward } = team;
  const isWhole =
    Number.isInteger(episodes) &&
    Number.isInteger(planned) &&
    (learned === null || typeof learned?.kind === 'string') &&
    Array.isArray(normaliser?.moments) &&
    (forward === null || typeof forward?.updates === 'number');
  if (!isWhole) throw new RangeError('what the team has learned is damaged');
  return team;
}
