import type { Device } from '#compute/device.ts';
import { isRecord } from '#core/plain-data.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import type { TeamsCheckpoint, TrainingPlan } from '#core/strategy/training-plan.ts';
import type { StrategyState } from '#strategy/run/saved-state.ts';
import { type LearnedTeam, learnedText } from '#strategy/trained/learned-team.ts';
import { USUAL_EVOLUTION } from './team-evolution.ts';
import { type Episode, type EpisodeEvent, episode } from './train-team.ts';
import { episodeConfig } from './training-plan.ts';

/*
 * Runs of a generation of teams, each of which steers a row of its own. In the first they explore and learn. The later
 * ones judge them: there they do neither, so the results are due to their learning, and not to chance.
 */

/** Surroundings in which teams evolve. */
export interface Nursery {
  readonly catalog: StrategyCatalog;
  readonly device: Device;
  readonly draw: (config: StrategyConfig) => Promise<ImageSet>;
}

/** A team under the name that it has in runs, with its text. */
interface NamedTeam {
  readonly name: string;
  readonly team: LearnedTeam;
  readonly text: string;
}

/** A generation of which some intervals are over. */
export type BegunGeneration = Pick<TeamsCheckpoint, 'part' | 'intervals' | 'state'>;

/** State of a generation in a checkpoint. */
interface GenerationState {
  readonly over: readonly RunOver[];
  readonly learned: readonly LearnedTeam[];
  readonly run: StrategyState;
}

/** Progress of a generation; `part` is its run, as in a checkpoint. */
export type GenerationEvent =
  /** A run is about to be opened. */
  | { readonly kind: 'opening'; readonly part: number }
  | Exclude<EpisodeEvent, { readonly kind: 'checkpoint' }>
  /** The next interval has not begun: `take`, called now, gives enough to go on from here. */
  | { readonly kind: 'checkpoint'; readonly take: () => Promise<BegunGeneration> };

/** A run that is over; rows in the order of the teams. */
export type RunOver = Pick<Episode, 'rows' | 'hash'> & { readonly seed: number };

export interface GenerationRuns {
  /** Each team as it has learned. */
  readonly learned: readonly LearnedTeam[];
  /** The run in which they learned. */
  readonly training: RunOver;
  readonly evaluations: readonly RunOver[];
}

/** Carries out the runs of a generation step by step, from what has begun of them if anything. */
export async function* generationRuns(
  plan: TrainingPlan,
  generation: number,
  teams: readonly NamedTeam[],
  { catalog, device, draw }: Nursery,
  begun: BegunGeneration | null,
): AsyncGenerator<GenerationEvent, GenerationRuns, void> {
  const saved = begun && stateIn(begun);
  const over = [...(saved?.over ?? [])];
  let learned = saved?.learned ?? [];
  const evaluations = plan.evaluations ?? USUAL_EVOLUTION.evaluations;
  for (let part = over.length; part <= evaluations; part++) {
    yield { kind: 'opening', part };
    const now = part === 0 ? teams : teams.map(({ name }, at) => named(name, learned[at]));
    const config = runConfig(plan, generation, part, now, catalog);
    const known = new Map(now.map(({ team, text }) => [digestOf(text), team]));
    const from =
      begun && saved && part === begun.part
        ? { intervals: begun.intervals, state: saved.run }
        : null;
    const running = episode(config, await draw(config), device, known, from);
    const ended = yield* asPart(part, running, { over: [...over], learned });
    if (part === 0) learned = teams.map(({ name }) => ended.learned.get(name) as LearnedTeam); // of each
    over.push({ seed: config.seed, rows: ended.rows, hash: ended.hash });
  }
  const [training, ...others] = over as [RunOver, ...RunOver[]]; // one at least
  return { learned, training, evaluations: others };
}

function named(name: string, team: LearnedTeam | undefined): NamedTeam {
  if (!team) throw new RangeError(`the checkpoint is damaged: what '${name}' learned is not in it`);
  return { name, team, text: learnedText(team, { experience: true }) };
}

/** A run of a generation: that in which its teams learn, or one by which they are judged, on images of another seed. */
function runConfig(
  plan: TrainingPlan,
  generation: number,
  part: number,
  teams: readonly NamedTeam[],
  catalog: StrategyCatalog,
): StrategyConfig {
  const learns = part === 0;
  return {
    ...episodeConfig(plan, generation, '', catalog),
    ...(!learns && { seed: evaluationSeed(plan, generation, part - 1) }),
    teams: teams.map(({ name, team, text }) => {
      const { controller, options, state, reward } = team;
      const trained = { name, digest: digestOf(text), learns };
      return { name, controller, options, state, reward, trained };
    }),
    rows: teams.map(({ name }) => ({ name, steering: { kind: 'team', team: name } })),
  };
}

/** Seed of a run by which a generation is judged: those of training come before, and no team learns of these. */
function evaluationSeed(
  { seed, seeds, evaluations = USUAL_EVOLUTION.evaluations }: TrainingPlan,
  generation: number,
  at: number,
): number {
  return seed + seeds + (generation % seeds) * evaluations + at;
}

/** Tells of a run as a part of its generation; the beginning of the first is no checkpoint, as nothing is lost there. */
async function* asPart(
  part: number,
  running: AsyncGenerator<EpisodeEvent, Episode, void>,
  before: Pick<GenerationState, 'over' | 'learned'>,
): AsyncGenerator<GenerationEvent, Episode, void> {
  try {
    for (;;) {
      const { value, done } = await running.next();
      if (done) return value;
      if (value.kind !== 'checkpoint') yield value;
      else if (part > 0 || value.intervals > 0) {
        const take = async () => {
          const { intervals, state } = await value.take();
          return { part, intervals, state: { ...before, run: state } };
        };
        yield { kind: 'checkpoint', take };
      }
    }
  } finally {
    await running.return(undefined as never);
  }
}

/** The state in a checkpoint. Throws a RangeError where it does not tell of the runs before. */
export function stateIn({ part, state }: Pick<BegunGeneration, 'part' | 'state'>): GenerationState {
  const { over, learned } = isRecord(state) ? state : {};
  if (Array.isArray(over) && over.length === part && Array.isArray(learned))
    return state as GenerationState;
  throw new RangeError(
    `the checkpoint is damaged: ${part} runs of its generation are over, and it does not tell of them`,
  );
}
