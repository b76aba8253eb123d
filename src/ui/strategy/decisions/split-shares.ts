import { SEATS } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { ChoiceCounts } from '#store/strategy/kept-choices.ts';
import type { ChartTable } from '../../charts/frame/chart-table.ts';
import { choiceColour } from '../lanes/choice-colours.ts';
import { choiceIndex, choiceWord, seatEntry } from './looked-at.ts';
import type { ShareGroup } from './ShareBars.tsx';

/** A part of all decisions, and how often each choice was made in it. */
export interface Split {
  readonly name: string;
  /** Count in words, such as '40 decisions'. */
  readonly count: string;
  readonly counts: ChoiceCounts;
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Choices of a seat that there are in some part, in the order of the seat's. */
function choicesOf(splits: readonly Split[], { id, choices }: SeatEntry): readonly string[] {
  const made = new Set(splits.flatMap(({ counts }) => Object.keys(counts[id])));
  const known = choices.map((choice) => choice.id).filter((choice) => made.has(choice));
  return [...known, ...[...made].filter((choice) => !known.includes(choice))];
}

/** Bars of each seat: one for every part. */
export const shareGroups = (
  splits: readonly Split[],
  seats: readonly SeatEntry[],
): readonly ShareGroup[] =>
  SEATS.map((seat) => {
    const entry = seatEntry(seats, seat);
    const choices = choicesOf(splits, entry);
    return {
      title: entry.label,
      bars: splits.map(({ name, count, counts }) => {
        const all = sumOf(counts[seat]) || 1;
        return {
          name,
          count,
          parts: choices.flatMap((id) => {
            const share = (counts[seat][id] ?? 0) / all;
            const colour = choiceColour(choiceIndex(seats, seat, id));
            return share > 0 ? [{ word: choiceWord(seats, seat, id), share, colour }] : [];
          }),
        };
      }),
    };
  });

/** Finds how the share of a choice differs most between two parts, first and last of them where there are more. */
export function greatestShift(
  splits: readonly Split[],
  seats: readonly SeatEntry[],
): {
  readonly seat: string;
  readonly word: string;
  readonly from: number;
  readonly to: number;
} | null {
  const [first, last] = [splits[0], splits.at(-1)];
  if (!first || !last || first === last) return null;
  const shifts = SEATS.flatMap((seat) => {
    const entry = seatEntry(seats, seat);
    return choicesOf(splits, entry).map((id) => ({
      seat: entry.label,
      word: choiceWord(seats, seat, id),
      from: (first.counts[seat][id] ?? 0) / (sumOf(first.counts[seat]) || 1),
      to: (last.counts[seat][id] ?? 0) / (sumOf(last.counts[seat]) || 1),
    }));
  });
  return shifts.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))[0] ?? null;
}

export const shareTable = (
  splits: readonly Split[],
  seats: readonly SeatEntry[],
  what: string,
): ChartTable => ({
  caption: `Share of choices by ${what.toLowerCase()}`,
  head: ['Agent', 'Choice', ...splits.flatMap(({ name }) => [`${name}, %`, `${name}, n`])],
  counts: splits.map(({ name }) => `${name}, n`),
  rows: SEATS.flatMap((seat) => {
    const entry = seatEntry(seats, seat);
    return choicesOf(splits, entry).map((id) => ({
      key: `${seat} ${id}`,
      cells: [
        entry.label,
        choiceWord(seats, seat, id),
        ...splits.flatMap(({ counts }) => {
          const count = counts[seat][id] ?? 0;
          return [(100 * count) / (sumOf(counts[seat]) || 1), count];
        }),
      ],
    }));
  }),
});
