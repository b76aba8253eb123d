import type { Device } from '#compute/device.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import { type Choices, SEATS } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { createStrategyRun } from '#strategy/run/strategy-run.ts';
import type { LearnedTeam } from '#strategy/trained/learned-team.ts';

/** What came of a row of an episode. */
export interface EpisodeRow {
  /** mAP on the validation images at the end, and the sum of rewards. */
  readonly mAP: number | null;
  readonly reward: number;
  /** What was chosen, from which interval on. */
  readonly turns: readonly { readonly from: number; readonly choices: Choices }[];
}

export interface Episode {
  readonly rows: readonly EpisodeRow[];
  /** Of the run. */
  readonly hash: string;
  /** Each team of the run as it is after it, by name. */
  readonly learned: ReadonlyMap<string, LearnedTeam>;
}

/** Runs an episode: teams take up what they have learned, and learn from it. Throws a RangeError where they cannot. */
export async function runEpisode(
  config: StrategyConfig,
  set: ImageSet,
  device: Device,
  known: ReadonlyMap<string, LearnedTeam>,
): Promise<Episode> {
  const run = await createStrategyRun({ config, device, set, learned: known });
  try {
    const intervals: (readonly RowInterval[])[] = [];
    for (;;) {
      const { value, done } = await run.events.next();
      if (done) break;
      if (value.kind === 'interval') intervals.push(value.report.rows);
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
