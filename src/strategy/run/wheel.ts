import type { Decision, Reason } from '#core/strategy/decision.ts';
import type { RowInterval, SteeredInterval } from '#core/strategy/figures.ts';
import { type Hand, handAt, handIn, isHanded } from '#core/strategy/hand.ts';
import { type Choices, SEATS } from '#core/strategy/seats.ts';
import type { StrategyRow } from '#core/strategy/strategy-config.ts';
import { PLANNED } from '../controllers/decisions.ts';
import { REWARD_PRESETS } from '../reward/presets.ts';
import { rewardOf } from '../reward/reward.ts';
import { NO_MEMORY, type RowMemory, withInterval } from '../state/memory.ts';

/** Choices that a row's own steering is about to make in an interval; reasons where a team decides. */
export interface Planned {
  readonly choices: Choices;
  readonly reasons: Decision['reasons'] | null;
}

/** A person's choice; the team's own judgement of each choice stays beside it. */
const byHand = (reason: Reason): Reason => ({ ...reason, ground: 'hand', chances: null });

/** Returns the planned choices, with those of a person for the interval in their place. */
export function handed(
  { choices, reasons }: Planned,
  hand: Hand | undefined,
  interval: number,
): Planned {
  const own = handIn(hand, interval);
  return {
    choices: { ...choices, ...own },
    reasons: reasons && reasonsIn(reasons, hand, interval),
  };
}

function reasonsIn(
  reasons: Decision['reasons'],
  hand: Hand | undefined,
  interval: number,
): Decision['reasons'] {
  const entries = SEATS.map((seat) => {
    const isOwn = handAt(hand, seat, interval) !== null;
    return [seat, isOwn ? byHand(reasons[seat]) : reasons[seat]] as const;
  });
  return Object.fromEntries(entries) as Decision['reasons'];
}

const ALL_PLANNED: Decision['reasons'] = {
  augmentation: PLANNED,
  optimizer: PLANNED,
  schedule: PLANNED,
  loss: PLANNED,
};

/** Returns a memory of each row without a team, so that a person who takes its wheel sees the outcome. */
export const freshMemories = (rows: readonly StrategyRow[]): readonly RowMemory[] =>
  rows.map(() => NO_MEMORY);

/**
 * Judges an interval in rows without a team, where a person chose: rewarded as the paper has it, so that rows compare.
 * Rows in which no person chose are left out.
 */
export function judged(
  report: readonly RowInterval[],
  rows: readonly StrategyRow[],
  before: readonly RowMemory[],
  interval: number,
  isLast: boolean,
): { readonly report: readonly RowInterval[]; readonly memories: readonly RowMemory[] } {
  const memories = report.map((each, at) => withInterval(before[at] ?? NO_MEMORY, each));
  return {
    memories,
    report: report.map((figures, at) => {
      const row = rows[at];
      if (!row || row.steering.kind === 'team' || !isHanded(row.hand, interval)) return figures;
      const outcome = {
        figures,
        before: before[at] ?? NO_MEMORY,
        after: memories[at] as RowMemory, // of each row
        isLast,
        surprise: 0,
      };
      const steered: SteeredInterval = {
        state: [],
        reasons: reasonsIn(ALL_PLANNED, row.hand, interval),
        reward: rewardOf(outcome, REWARD_PRESETS.paper.settings),
      };
      return { ...figures, steered };
    }),
  };
}
