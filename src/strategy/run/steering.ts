import type { Decision } from '#core/strategy/decision.ts';
import type { RowInterval, SearchedInterval, SteeredInterval } from '#core/strategy/figures.ts';
import { type Hand, isSameBefore, withRowHand } from '#core/strategy/hand.ts';
import type { Choices } from '#core/strategy/seats.ts';
import {
  intervalsOf,
  type StrategyConfig,
  type StrategyRow,
} from '#core/strategy/strategy-config.ts';
import type { Placement, RowSearch } from '../search/row-search.ts';
import { NO_MEMORY, type RowMemory } from '../state/memory.ts';
import { choicesIn } from './steer.ts';
import type { Team } from './team.ts';
import { handed, judged, type Planned } from './wheel.ts';

/** Decides how the rows of a run train, and learns from what came of it: teams, searches and persons do. */
export interface Steering {
  /** Rows with the choices that persons have made for them. */
  readonly rows: readonly StrategyRow[];
  readonly memories: readonly RowMemory[];
  /** Plans the choices of each row's own steering for an interval. */
  plan(interval: number, placements: ReadonlyMap<number, Placement>): Promise<readonly Planned[]>;
  /** Decides each row's choices for an interval, a person's in place of the planned ones; teams are told. */
  decide(planned: readonly Planned[], interval: number): readonly Choices[];
  /** Takes over the memories of classifiers that rows took up. */
  remember(placements: ReadonlyMap<number, Placement>): void;
  /** Has the teams learn from an interval, and notes down beside it why it was decided so. */
  learn(figures: readonly RowInterval[], interval: number): Promise<readonly RowInterval[]>;
  /** Gives a row a person's choices. Throws a RangeError where they would change an interval that is decided. */
  hand(row: number, hand: Hand | undefined): void;
}

/** Opens the steering of a run that has `begun` intervals behind it, with what its rows remember of them. */
export function createSteering(
  config: StrategyConfig,
  teams: ReadonlyMap<string, Team>,
  searches: readonly RowSearch[],
  begun: number,
  remembered: readonly RowMemory[],
): Steering {
  let { rows } = config;
  let memories = remembered;
  /** Intervals whose choices are in force, or were. */
  let decidedUntil = begun;

  return {
    get rows() {
      return rows;
    },
    get memories() {
      return memories;
    },
    async plan(interval, placements) {
      const decided = new Map<number, Planned>();
      for (const [row, { choices }] of placements) decided.set(row, { choices, reasons: null });
      for (const team of teams.values()) {
        const decisions = await team.decide(interval);
        team.rows.forEach((row, at) => {
          decided.set(row, decisions[at] as Decision); // one for each of its rows
        });
      }
      return rows.map((row, at) => {
        const choices = choicesIn(row, interval, config.seed);
        return choices ? { choices, reasons: null } : (decided.get(at) as Planned);
      });
    },
    decide(planned, interval) {
      const decided = planned.map((each, at) => handed(each, rows[at]?.hand, interval));
      for (const team of teams.values())
        team.obey(team.rows.map((row) => decided[row] as Decision)); // of a team's rows with reasons
      decidedUntil = interval + 1;
      return decided.map(({ choices }) => choices);
    },
    remember(placements) {
      memories = memories.map((memory, at) => {
        const takes = placements.get(at)?.takes ?? null;
        if (takes === null) return memory;
        return takes === 'first' ? NO_MEMORY : takes.memory;
      });
    },
    async learn(figures, interval) {
      const isLast = interval === intervalsOf(config.training) - 1;
      const { report, memories: now } = judged(figures, rows, memories, interval, isLast);
      memories = now;
      const noted = [...report];
      for (const team of teams.values()) {
        const told = await team.learn(team.rows.map((row) => report[row] as RowInterval));
        team.rows.forEach((row, at) => {
          noted[row] = { ...(noted[row] as RowInterval), steered: told[at] as SteeredInterval };
        });
      }
      for (const search of searches) {
        const told = search.learn(search.rows.map((row) => report[row] as RowInterval));
        search.rows.forEach((row, at) => {
          noted[row] = { ...(noted[row] as RowInterval), searched: told[at] as SearchedInterval };
        });
      }
      return noted;
    },
    hand(row, hand) {
      const before = rows[row];
      if (!before) throw new RangeError(`there is no row ${row}`);
      if (!isSameBefore(before.hand, hand, decidedUntil))
        throw new RangeError(
          `row '${before.name}' has trained up to interval ${decidedUntil}: what was chosen for it stands`,
        );
      rows = rows.with(row, withRowHand(before, hand));
    },
  };
}
