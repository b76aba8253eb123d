import { SEATS } from '#core/strategy/seats.ts';
import { type Choice, sharesOf } from '#store/history/choices.ts';
import { BandNames } from '../../charts/choices/BandNames.tsx';
import { ShareKeys, shareRows, shareSeries, shareWords } from '../../charts/choices/shares.tsx';
import { MARGIN } from '../../charts/plot-area.ts';
import { choiceColour } from '../lanes/choice-colours.ts';
import { longTable } from './row-tables.ts';
import { FIRST_INTERVAL, namesOf, type StrategyChart, type StrategySource } from './source.ts';
import { afterWords, listWords } from './words.ts';

/** Height of a strip and room above it, px. */
const [STRIP, TITLE] = [56, 22];

/** Chart of the shares of the rows that chose each option, interval by interval, seat by seat. */
export const CHOICES: StrategyChart = {
  id: 'choices',
  label: 'Choices',
  describe(source) {
    const { intervals } = source;
    const choices = choicesOf(source);
    const last = intervals.at(-1);
    const strips = choices.map((choice, i) => ({
      name: choice.name,
      top: TITLE + i * (STRIP + TITLE),
      height: STRIP,
      shares: sharesOf(choice, 0, intervals.length - 1, choice.values.length),
      colours: choice.values.map((value) => colourOf(source, i, value)),
    }));
    const from = intervals[0]?.interval ?? 0;
    const place = { from, by: 'interval', back: 1 };
    const told = (stop: number) => choices.map((choice) => shareWords(choice, stop - from));
    const table = () =>
      longTable(
        source,
        'Choices',
        SEATS.map((seat, i) => ({
          head: choices[i]?.name ?? seat,
          of: (row) => labelOf(source, seat, row.choices[seat]),
        })),
      );
    return {
      title: 'What was chosen',
      summary: summaryOf(source, choices),
      empty: last ? null : FIRST_INTERVAL,
      howToRead: (
        <>
          A strip is one of the four things that are decided of a row’s training. The higher a band,
          the more rows trained under that choice in the interval. Where rows keep what they began
          with, bands stay as high as they are.
        </>
      ),
      table: () => ({ ...table(), rows: table().rows.toReversed() }),
      csv: table,
      keys: <ShareKeys strips={strips} />,
      picture: {
        label: 'Choices by interval',
        height: SEATS.length * (STRIP + TITLE) + MARGIN.bottom,
        extent: null,
        panes: strips,
        isMovable: true,
        isSpan: true,
        rowsBy: 'interval',
        rows: shareRows(strips, place),
        series: shareSeries(strips),
        over: (area) => <BandNames strips={strips} {...place} of="rows" area={area} />,
        figures: told,
      },
    };
  },
};

/** Colour as on the lanes. */
const colourOf = ({ seats }: StrategySource, seat: number, label: string): string =>
  choiceColour(seats[seat]?.choices.findIndex((choice) => choice.label === label) ?? 0);

const labelOf = ({ seats }: StrategySource, seat: string, id: string): string =>
  seats.find((each) => each.id === seat)?.choices.find((choice) => choice.id === id)?.label ?? id;

/** Counts the rows that chose each option, by seat, interval and choice. */
function choicesOf(source: StrategySource): readonly Choice[] {
  const { seats, intervals } = source;
  return SEATS.map((seat) => {
    const ids = [
      ...new Set(intervals.flatMap(({ rows }) => rows.map(({ choices }) => choices[seat]))),
    ];
    return {
      name: seats.find(({ id }) => id === seat)?.label ?? seat,
      values: ids.map((id) => labelOf(source, seat, id)),
      counts: intervals.map(({ rows }) =>
        ids.map((id) => rows.filter(({ choices }) => choices[seat] === id).length),
      ),
    };
  });
}

/** Says how many rows train with what, and which have changed since the interval before. */
function summaryOf(source: StrategySource, choices: readonly Choice[]): string {
  const { intervals } = source;
  const [before, last] = [intervals.at(-2), intervals.at(-1)];
  if (!last) return '';
  const seats = choices.map(({ name, values, counts }) => {
    const row = counts.at(-1) ?? [];
    const told = values
      .map((value, at) => ({ value, count: row[at] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .map(({ value, count }) => (last.rows.length > 1 ? `${value} (${count})` : value));
    return `${name.toLowerCase()} ${listWords(told)}`;
  });
  const changed = namesOf(source).filter((_, row) =>
    SEATS.some(
      (seat) => before && before.rows[row]?.choices[seat] !== last.rows[row]?.choices[seat],
    ),
  );
  const who = changed.length === 1 ? 'changed its' : 'changed their';
  const news =
    changed.length > 0 ? ` ${listWords(changed)} ${who} choices since the interval before.` : '';
  return `${afterWords(source, last)} rows train with ${seats.join('; ')}.${news}`;
}
