import { lowerFirst } from '#core/lower-first.ts';
import { percent } from '#core/percent.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { ChartTable } from '../../charts/frame/chart-table.ts';
import type { StrategyChart, StrategySource } from '../charts/source.ts';
import { Matrix, type MatrixCell } from '../matrix/Matrix.tsx';
import { ShadeKey } from '../matrix/ShadeKey.tsx';
import { choiceWord, emptyWords, lookedAt, seatEntry } from './looked-at.ts';
import { type ChosenThen, chosenIn, ScopeChoice, scopeWords, seatsOf } from './scope.tsx';

/** Room above for names of choices, and at the left, px. */
const [TOP, LEFT] = [70, 84];
/** A pair is told only of a choice that was made so often, as a share of all decisions. */
const LEAST = 0.05;

interface Option {
  readonly seat: Seat;
  readonly id: string;
  readonly word: string;
  /** Number of times that it was chosen. */
  readonly count: number;
}

/** Chart of how often a choice of one agent goes with a choice of another (MAT-Agent, table 8). */
export const TOGETHER: StrategyChart = {
  id: 'together',
  label: 'Together',
  describe(source) {
    const { seats } = source;
    const chosen = chosenIn(source);
    const options = optionsOf(source, chosen);
    const share = sharesOf(chosen, options);
    const words = ({ row, column }: MatrixCell) => {
      const [one, given] = [options[row], options[column]];
      return one && given ? cellWords(one, given, share(row, column), chosen.length, seats) : '';
    };
    return {
      title: 'Which choices go together',
      summary: summaryOf(source, chosen, options, share),
      empty: emptyWords(lookedAt(source)),
      howToRead: (
        <>
          A column is a choice of one agent, a line a choice of another: the lighter a cell, the
          more of the decisions with the column’s choice had the line’s as well. Two choices of the
          same agent never go together, so those cells are empty, as are columns of what was never
          chosen. Agents that choose by themselves give columns that look alike; where they differ,
          one fits its choice to another’s, or both follow how far the run is.
        </>
      ),
      table: () => tableOf(source, chosen, options, share),
      controls: <ScopeChoice source={source} />,
      keys: <ShadeKey low="0 %" high="100 %" />,
      picture: {
        own: (
          <Matrix
            label={`How often choices of two agents go together, ${scopeWords(source)}`}
            rows={options.map(({ word }) => word)}
            columns={options.map(({ word }) => word)}
            shade={share}
            words={words}
            room={{ left: LEFT, top: TOP }}
            cellHeight={source.narrow ? 12 : 18}
            groups={seatsOf(source).map(({ seat, options: { length } }) => ({
              name: seatEntry(seats, seat).label,
              count: length,
            }))}
          />
        ),
      },
    };
  },
};

/** All choices, seat by seat. Where two seats have one of the same name, the seat is told as well. */
function optionsOf(source: StrategySource, chosen: readonly ChosenThen[]): readonly Option[] {
  const all = seatsOf(source).flatMap(({ seat, options }) =>
    options.map((id) => ({
      seat,
      id,
      word: choiceWord(source.seats, seat, id),
      count: chosen.filter(({ choices }) => choices[seat] === id).length,
    })),
  );
  return all.map((option) =>
    all.filter(({ word }) => word === option.word).length > 1
      ? { ...option, word: `${option.word} (${option.seat})` }
      : option,
  );
}

type ShareOf = (row: number, column: number) => number | null;

/** Share of the decisions with a column's choice that had the line's; null: of the same agent, or never chosen. */
function sharesOf(chosen: readonly ChosenThen[], options: readonly Option[]): ShareOf {
  const size = options.length;
  const places = new Map(options.map(({ seat, id }, at) => [`${seat} ${id}`, at]));
  const both = new Uint32Array(size * size);
  for (const { choices } of chosen) {
    const own = SEATS.flatMap((seat) => places.get(`${seat} ${choices[seat]}`) ?? []);
    for (const row of own)
      for (const column of own) {
        const at = row * size + column;
        both[at] = (both[at] as number) + 1; // [size × size]
      }
  }
  return (row, column) => {
    const [one, given] = [options[row], options[column]];
    if (!one || !given || one.seat === given.seat || given.count === 0) return null;
    return (both[row * size + column] ?? 0) / given.count;
  };
}

function cellWords(
  one: Option,
  given: Option,
  share: number | null,
  all: number,
  seats: readonly SeatEntry[],
): string {
  if (one.seat === given.seat)
    return `${one.word} and ${given.word} are both for the ${lowerFirst(seatEntry(seats, one.seat).label)}: one is chosen at a time.`;
  if (share === null) return `${given.word} was never chosen.`;
  return `Of the ${given.count} decisions with ${given.word}, ${percent(share)} % had ${one.word} as well; of all ${all} decisions ${percent(one.count / all)} % had.`;
}

/** The pair that goes together most above what the line's choice does anyway. */
function summaryOf(
  source: StrategySource,
  chosen: readonly ChosenThen[],
  options: readonly Option[],
  share: ShareOf,
): string {
  const all = chosen.length;
  if (all === 0) return '';
  const pairs = options.flatMap((given, column) =>
    options.flatMap((one, row) => {
      const own = share(row, column);
      if (own === null || given.count < Math.max(3, LEAST * all)) return [];
      return [{ one, given, own, above: own - one.count / all }];
    }),
  );
  const most = pairs.sort((a, b) => b.above - a.above)[0];
  const begin = `${all} decisions of ${scopeWords(source)}:`;
  if (!most || most.above <= 0)
    return `${begin} no pair goes together more than chance would have it.`;
  return `${begin} ${most.one.word} goes most with ${most.given.word}, in ${percent(most.own)} % of its ${most.given.count} decisions, where ${percent(most.one.count / all)} % of all had it.`;
}

function tableOf(
  source: StrategySource,
  chosen: readonly ChosenThen[],
  options: readonly Option[],
  share: ShareOf,
): ChartTable {
  const label = (seat: Seat) => seatEntry(source.seats, seat).label;
  return {
    caption: `How often choices of two agents go together, ${scopeWords(source)}`,
    head: [
      'Given agent',
      'Given choice',
      'Decisions, n',
      'Agent',
      'Choice',
      'Share, %',
      'Share of all, %',
    ],
    counts: ['Decisions, n'],
    rows: options.flatMap((given, column) =>
      options.flatMap((one, row) => {
        const own = share(row, column);
        if (own === null) return [];
        return [
          {
            key: `${given.seat} ${given.id} ${one.seat} ${one.id}`,
            cells: [
              label(given.seat),
              given.word,
              given.count,
              label(one.seat),
              one.word,
              100 * own,
              (100 * one.count) / chosen.length,
            ],
          },
        ];
      }),
    ),
  };
}
