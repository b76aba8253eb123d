import { shortNumber } from '#core/short-number.ts';
import { REWARD_TERMS } from '#core/strategy/reward-settings.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { TERM_WORDS } from '../charts/words.ts';
import { choiceLine } from '../lanes/choice-colours.ts';
import type { Bar } from './Bars.tsx';
import type { RowDecision, SeatDecision } from './decision.ts';
import { type FeatureNow, signedShort } from './features.ts';
import { choiceIndex, choiceWord } from './looked-at.ts';
import { ABOVE, BELOW } from './StateCanvas.tsx';

/**
 * Bars of the values that an agent gave its choices or, where it has none, of their chances; the one taken is marked.
 */
export function valueBars(
  { reason, options, at, seat }: SeatDecision,
  seats: readonly SeatEntry[],
): readonly Bar[] {
  const figures = reason.values ?? reason.chances;
  if (!figures) return [];
  return options.map((id, position) => {
    const value = figures[position] ?? Number.NaN;
    const deviation = reason.values && reason.deviations?.[position];
    return {
      key: id,
      label: choiceWord(seats, seat, id),
      value,
      words: `${shortNumber(value)}${deviation == null ? '' : ` ± ${shortNumber(deviation)}`}`,
      isMarked: position === at,
      fill: choiceLine(choiceIndex(seats, seat, id)).colour,
    };
  });
}

/** Bars of the features seen, with how they changed. */
export const featureBars = (features: readonly FeatureNow[]): readonly Bar[] =>
  features.map(({ id, label, value, change }) => ({
    key: id,
    label,
    value,
    words: `${signedShort(value)} (${signedShort(change)})`,
    fill: value < 0 ? BELOW : ABOVE,
  }));

/** Bars of the terms of the reward, and the whole. */
export function rewardBars({ steered: { reward } }: RowDecision): readonly Bar[] {
  const terms = REWARD_TERMS.filter((term) => reward.parts[term] !== 0);
  return [
    ...terms.map((term) => ({
      key: term,
      label: TERM_WORDS[term],
      value: reward.parts[term],
      words: signedShort(reward.parts[term]),
    })),
    {
      key: 'total',
      label: 'reward',
      value: reward.total,
      words: shortNumber(reward.total),
      isMarked: true,
      fill: 'var(--text)',
    },
  ];
}
