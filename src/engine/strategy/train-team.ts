import type { Device } from '#compute/device.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import { SEATS } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { EpisodeRow } from '#core/strategy/training-plan.ts';
import { createStrategyRun, type StrategyPhase } from '#strategy/run/strategy-run.ts';
import type { LearnedTeam } from '#strategy/trained/learned-team.ts';

export interface Episode {
  readonly rows: readonly EpisodeRow[];
  /** Hash of the run. */
  readonly hash: string;
  /** Each team of the run as it is after it, by name. */
  readonly learned: ReadonlyMap<string, LearnedTeam>;
}

/** Progress of an episode. */
export type EpisodeEvent =
  /** Work was done; `done` is the share of the phase of the interval. */
  | { readonly kind: 'tick'; readonly phase: StrategyPhase; readonly done: number }
  | {
      readonly kind: 'interval';
      readonly interval: number;
      readonly rows: readonly RowInterval[];
    };

/** An episode, step by step: teams take up what they have learned, and learn from it. Throws a RangeError where they cannot. */
export async function* episode(
  config: StrategyConfig,
  set: ImageSet,
  device: Device,
  known: ReadonlyMap<string, LearnedTeam>,
): AsyncGenerator<EpisodeEvent, Episode, void> {
  const run = await createStrategyRun({ config, device, set, learned: known });
  try {
    const intervals: (readonly RowInterval[])[] = [];
    for (;;) {
      const { value, done } = await run.events.next();
      if (done) break;
      if (value.kind === 'tick') yield value;
      if (value.kind !== 'interval') continue;
      const { interval, rows } = value.report;
      intervals.push(rows);
      yield { kind: 'interval', interval, rows };
    }
    const learned = new Map<string, LearnedTeam>();
    for (const [name, team] of run.teams) learned.set(name, await team.learned());
    const rows = config.rows.map((_, row) =>
      rowOf(intervals.map((each) => each[row] as RowInterval)),
    );
    return { rows, hash: run.state.hash, learned };
  } finally {
    run.dispose();
  }
}

/** Runs work that is done step by step to its end, where its progress is not shown. */
export async function outcomeOf<T>(work: AsyncGenerator<unknown, T, void>): Promise<T> {
  for (;;) {
    const { value, done } = await work.next();
    if (done) return value;
  }
}

function rowOf(intervals: readonly RowInterval[]): EpisodeRow {
  const turns = intervals.flatMap(({ choices }, from) => {
    const before = intervals[from - 1]?.choices;
    const isNew = SEATS.some((seat) => before?.[seat] !== choices[seat]);
    return isNew ? [{ from, choices }] : [];
  });
  return {
    mAP: intervals.at(-1)?.validation.mAP ?? null,
    reward: intervals.reduce((sum, { steered }) => sum + (steered?.reward.total ?? 0), 0),
    turns,
  };
}
