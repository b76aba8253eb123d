import type { RewardTerm } from '#core/strategy/reward-settings.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { namesOf, type StrategySource } from './source.ts';

export const TERM_WORDS: Readonly<Record<RewardTerm, string>> = {
  improvement: 'improvement',
  rare: 'rare classes',
  stability: 'stability',
  convergence: 'convergence',
  penalty: 'penalty',
  curiosity: 'curiosity',
};

/** Words such as 'After 240 of 480 updates'. */
export function afterWords({ config }: StrategySource, { step }: IntervalEvent): string {
  const all = config?.training.steps ?? step;
  return `After ${step.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} updates`;
}

/** 'A', 'A and B', 'A, B and C'. */
export function listWords(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Names the rows that train no more, as a sentence with a space before it; '' for none. */
export function divergedWords(source: StrategySource): string {
  const rows = source.intervals.at(-1)?.rows ?? [];
  const names = namesOf(source).filter((_, row) => rows[row]?.diverged);
  if (names.length === 0) return '';
  return ` ${listWords(names)} ${names.length === 1 ? 'has' : 'have'} diverged: the numbers are no longer finite.`;
}
