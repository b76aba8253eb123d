import { lowerFirst } from '#core/lower-first.ts';
import { percent } from '#core/percent.ts';
import { shortNumber } from '#core/short-number.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { RowDecision, SeatDecision } from './decision.ts';
import { choiceWord, seatEntry } from './looked-at.ts';

const number = shortNumber;

/** Says why an agent chose what it chose, in sentences. */
export function whyWords(decision: SeatDecision, seats: readonly SeatEntry[]): string {
  const { reason, options, choice, at, best, margin, seat } = decision;
  const word = (position: number | null) => choiceWord(seats, seat, options[position ?? -1] ?? '');
  const worthOf = (position: number | null) => reason.values?.[position ?? -1] ?? Number.NaN;
  const taken = choiceWord(seats, seat, choice);
  const promised =
    best === null
      ? ''
      : best === at
        ? ` ${taken} promised most anyway, ${number(worthOf(best))}.`
        : at < 0
          ? ` Of its own choices ${word(best)} promised most, ${number(worthOf(best))}.`
          : ` ${word(best)} promised most, ${number(worthOf(best))}, where ${taken} promised ${number(worthOf(at))}.`;
  switch (reason.ground) {
    case 'chance':
      return `${chanceWords(decision, taken)}${promised}`;
    case 'doubt':
      return `Little is known of ${taken}: it promised ${number(worthOf(at))}, give or take ${number(reason.deviations?.[at] ?? Number.NaN)}, so it may be better than it seems.${promised}`;
    case 'value':
      if (best !== null && best !== at)
        return `It stayed with ${taken}, which promised ${number(worthOf(at))}: ${word(best)} promised ${number(worthOf(best))}, too little more for a switch.`;
      return margin === null
        ? `${taken} was the best it knew.`
        : `${taken} promised most, ${number(worthOf(at))}: ${number(margin)} more than the next.`;
    case 'held':
      return `${taken} had to stand: a choice holds for a few intervals at least.${promised}`;
    case 'plan':
      return `${taken} was planned, whatever had come of it.`;
    case 'hand':
      return `A person chose ${taken} in its place.${promised}`;
    default:
      return reason.ground satisfies never;
  }
}

function chanceWords({ epsilon, reason, at }: SeatDecision, taken: string): string {
  if (epsilon !== null)
    return `Chance chose ${taken}, to learn of it: with ε = ${number(epsilon)} it does so in ${percent(epsilon)} % of the decisions.`;
  if (reason.chances)
    return `Chance chose ${taken}, which came in ${percent(reason.chances[at] ?? null)} % of the cases.`;
  return `Chance chose ${taken}: what each may be worth was drawn, and it came out best.`;
}

/** Says as a sentence what an agent had chosen before; '' where the run begins. */
export function switchWords(
  { row, before }: RowDecision,
  { seat }: SeatDecision,
  seats: readonly SeatEntry[],
): string {
  if (!before) return 'It was the first decision of the run.';
  const [was, is] = [before.choices[seat], row.choices[seat]];
  const { label } = seatEntry(seats, seat);
  return was === is
    ? `The ${lowerFirst(label)} stayed as it was.`
    : `Before that it was ${choiceWord(seats, seat, was)}.`;
}

/** Says in a sentence what came of all four choices. */
export function outcomeWords({ row, before, steered }: RowDecision): string {
  if (row.diverged) return 'What came of it: the numbers are no longer finite.';
  const [was, is] = [before?.validation.mAP ?? null, row.validation.mAP];
  const change =
    was === null || is === null
      ? `mAP was ${percent(is)} %`
      : `mAP went from ${percent(was)} to ${percent(is)} %`;
  return `Under all four choices together ${change}. The reward was ${number(steered.reward.total)}; a gain in it is one of mAP’s running average.`;
}
