import type { Device } from '#compute/device.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import { SEATS } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { EpisodeRow, IntervalRow, TeamsCheckpoint } from '#core/strategy/training-plan.ts';
import type { StrategyPhase } from '#strategy/run/run-events.ts';
import { createStrategyRun } from '#strategy/run/strategy-run.ts';
import type { LearnedTeam } from '#strategy/trained/learned-team.ts';

export interface Episode {
  readonly rows: readonly EpisodeRow[];
  readonly hash: string;
  /** Each team of the run as it is after it, by name. */
  readonly learned: ReadonlyMap<string, LearnedTeam>;
}

/** Progress of an episode. */
export type EpisodeEvent =
  /** Work was done; `done` is the share of the phase of the interval. */
  | { readonly kind: 'tick'; readonly phase: StrategyPhase; readonly done: number }
  | { readonly kind: 'phase'; readonly phase: StrategyPhase }
  | {
      readonly kind: 'interval';
      readonly interval: number;
      readonly rows: readonly IntervalRow[];
    }
  /** So many intervals are over, and the next has not begun: `take`, called now, gives enough to go on from here. */
  | {
      readonly kind: 'checkpoint';
      readonly intervals: number;
      readonly take: () => Promise<BegunEpisode>;
    };

/** An episode of which some intervals are over. */
export type BegunEpisode = Pick<TeamsCheckpoint, 'intervals' | 'state'>;

/**
 * An episode, step by step: teams take up what they have learned, and learn from it. With `begun` it goes on from there.
 * Throws a RangeError where they cannot, or what has begun is another episode.
 */
export async function* episode(
  config: StrategyConfig,
  set: ImageSet,
  device: Device,
  known: ReadonlyMap<string, LearnedTeam>,
  begun: BegunEpisode | null = null,
): AsyncGenerator<EpisodeEvent, Episode, void> {
  const saved = begun ? { saved: begun.state } : {};
  const run = await createStrategyRun({ config, device, set, learned: known, ...saved });
  try {
    const intervals = [...(begun?.intervals ?? [])];
    if (run.state.interval !== intervals.length)
      throw new RangeError(
        `the checkpoint is damaged: ${run.state.interval} intervals are over, and ${intervals.length} are told of`,
      );
    for (;;) {
      const { value, done } = await run.events.next();
      if (done) break;
      if (value.kind === 'tick' || value.kind === 'phase') yield value;
      if (value.kind === 'checkpoint') {
        const past = [...intervals];
        const take = async () => ({ intervals: past, state: await value.take() });
        yield { kind: 'checkpoint', intervals: past.length, take };
      }
      if (value.kind !== 'interval') continue;
      const { interval } = value.report;
      const rows = value.report.rows.map(intervalRow);
      intervals.push(rows);
      yield { kind: 'interval', interval, rows };
    }
    const learned = new Map<string, LearnedTeam>();
    for (const [name, team] of run.teams) learned.set(name, await team.learned());
    const rows = config.rows.map((_, row) =>
      rowOf(intervals.map((each) => each[row] as IntervalRow)),
    );
    return { rows, hash: run.state.hash, learned };
  } finally {
    run.dispose();
  }
}

const intervalRow = ({ validation, choices, steered }: RowInterval): IntervalRow => ({
  mAP: validation.mAP,
  choices,
  reward: steered?.reward.total ?? 0,
});

/** Runs work that is done step by step to its end, where its progress is not shown. */
export async function outcomeOf<T>(work: AsyncGenerator<unknown, T, void>): Promise<T> {
  for (;;) {
    const { value, done } = await work.next();
    if (done) return value;
  }
}

function rowOf(intervals: readonly IntervalRow[]): EpisodeRow {
  const turns = intervals.flatMap(({ choices }, from) => {
    const before = intervals[from - 1]?.choices;
    const isNew = SEATS.some((seat) => before?.[seat] !== choices[seat]);
    return isNew ? [{ from, choices }] : [];
  });
  return {
    mAP: intervals.at(-1)?.mAP ?? null,
    reward: intervals.reduce((sum, { reward }) => sum + reward, 0),
    turns,
  };
}
