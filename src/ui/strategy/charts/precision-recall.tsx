import { percent } from '#core/percent.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { thinned } from '../../charts/fitness-points.ts';
import { linePathOf, type PlotArea } from '../../charts/plot-area.ts';
import { RowKeys } from '../rows/RowKeys.tsx';
import { rowStyle } from '../rows/row-style.ts';
import { ClassChoice, classOf } from './class-choice.tsx';
import type { RankedClass } from './class-order.ts';
import { f1Of, LevelNames, type Place, PRECISION_BY_RECALL, recallAxis } from './equal-f1.tsx';
import { IntervalSlider } from './IntervalSlider.tsx';
import { RowDot } from './RowDot.tsx';
import { longTable } from './row-tables.ts';
import {
  FIRST_INTERVAL,
  namesOf,
  type StrategyChart,
  type StrategySource,
  shownInterval,
} from './source.ts';
import { afterWords, listWords } from './words.ts';

/** Points of a row's way at the most. */
const MOST_STEPS = 40;
/** Precision over recall of one class, a mark a row, with the way that it came. */
export const PRECISION_RECALL: StrategyChart = {
  id: 'precision-recall',
  label: 'Precision and recall',
  isOfOne: true,
  describe(source) {
    const event = shownInterval(source);
    const one = classOf(source);
    const names = namesOf(source);
    const places = event && one ? event.rows.map((row) => placeOf(row, one)) : [];
    const stops = [...new Set(places.flatMap((place) => (place ? [place.recall] : [])))].sort(
      (a, b) => a - b,
    );
    return {
      title: one ? `Precision and recall of the class “${one.name}”` : 'Precision and recall',
      summary: event && one ? summaryOf(source, event, one, places) : '',
      empty: event ? null : FIRST_INTERVAL,
      howToRead: (
        <>
          Up: of the images in which a row sees the class, more have it. Right: of those that have
          it, more are seen. Both at a probability of ½, on the validation images, in the interval
          chosen below; the thin line is the way from the first interval to it. Along a grey line
          F1, the harmonic mean of both, is the same. A row that never sees the class lies at the
          bottom left.
        </>
      ),
      table: () => tableOf(source, event, one),
      csv: () =>
        longTable(source, `The class ${one?.name}`, [
          { head: 'Class', of: () => one?.name ?? '' },
          { head: 'Precision, %', of: (row) => (one && placeOf(row, one)?.precision) ?? null },
          { head: 'Recall, %', of: (row) => (one && placeOf(row, one)?.recall) ?? null },
        ]),
      controls: <ClassChoice source={source} />,
      note: <IntervalSlider intervals={source.intervals} shown={event} />,
      keys: <RowKeys names={names} />,
      picture: {
        label: 'Precision by recall, row by row',
        ...PRECISION_BY_RECALL,
        otherAxis: recallAxis(stops),
        heading: (stop) => `Recall ${stop.toFixed(1)} %`,
        figures: (stop) =>
          places.flatMap((place, row) =>
            place?.recall === stop
              ? [
                  [
                    `${row + 1} ${names[row]}, precision`,
                    `${place.precision.toFixed(1)} %`,
                  ] as const,
                ]
              : [],
          ),
        over: (area) => (
          <>
            <LevelNames area={area} />
            {places.map((place, row) => (
              <RowPlace
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place.
                key={row}
                row={row}
                place={place}
                way={one && event ? wayOf(source, event, row, one) : []}
                area={area}
              />
            ))}
          </>
        ),
      },
    };
  },
};

function placeOf({ validation, diverged }: RowInterval, { index }: RankedClass): Place | null {
  const [precision, recall] = [validation.precision[index], validation.recall[index]];
  const isKnown = Number.isFinite(precision) && Number.isFinite(recall) && !diverged;
  return isKnown && precision !== undefined && recall !== undefined
    ? { precision: 100 * precision, recall: 100 * recall }
    : null;
}

/** Path of a row from the first interval to the one shown. */
const wayOf = (
  { intervals }: StrategySource,
  shown: IntervalEvent,
  row: number,
  one: RankedClass,
): readonly Place[] => {
  const until = intervals.filter(({ interval }) => interval <= shown.interval);
  return thinned(until, { first: 0, columns: until.length }, MOST_STEPS).flatMap((event) => {
    const each = event.rows[row];
    return (each && placeOf(each, one)) ?? [];
  });
};

/** A row's number where it is, and the way there. */
function RowPlace({
  row,
  place,
  way,
  area,
}: {
  readonly row: number;
  readonly place: Place | null | undefined;
  readonly way: readonly Place[];
  readonly area: PlotArea;
}) {
  if (!place) return null;
  const { colour } = rowStyle(row);
  const at = (each: Place) => [area.x(each.recall), area.y(each.precision)] as const;
  const [x, y] = at(place);
  return (
    <g style={{ opacity: `var(--row-${row}, 1)` }}>
      <path d={linePathOf(way.map(at))} fill="none" stroke={colour} strokeOpacity={0.45} />
      <RowDot row={row} x={x} y={y} />
    </g>
  );
}

function tableOf(
  source: StrategySource,
  event: IntervalEvent | undefined,
  one: RankedClass | undefined,
) {
  const names = namesOf(source);
  return {
    caption: `Precision and recall of ${one?.name ?? 'a class'}${event ? `, interval ${event.interval + 1}` : ''}`,
    head: ['Row', 'Name', 'Precision, %', 'Recall, %', 'F1, %'],
    counts: ['Row'],
    rows: (event?.rows ?? []).map((each, row) => {
      const place = one ? placeOf(each, one) : null;
      return {
        key: String(row),
        cells: [
          row + 1,
          names[row] ?? '',
          place?.precision ?? Number.NaN,
          place?.recall ?? Number.NaN,
          place ? f1Of(place) : Number.NaN,
        ],
      };
    }),
  };
}

/** Says which row balances both best, and which never see the class. */
function summaryOf(
  source: StrategySource,
  event: IntervalEvent,
  one: RankedClass,
  places: readonly (Place | null)[],
): string {
  const names = namesOf(source);
  const known = places.flatMap((place, row) => (place ? [{ row, place, f1: f1Of(place) }] : []));
  const best = known.reduce(
    (first, each) => (first && first.f1 >= each.f1 ? first : each),
    known[0],
  );
  const after = `${afterWords(source, event)}, of ${one.name} (${one.group}, ${one.count} training images):`;
  if (!best) return `${after} nothing can be told, for all rows have diverged.`;
  const blind = known.filter(({ f1 }) => f1 === 0).map(({ row }) => names[row] ?? '');
  if (best.f1 === 0) return `${after} no row sees the class in any image that has it.`;
  const { precision, recall } = best.place;
  const others =
    blind.length === 0
      ? ''
      : ` ${listWords(blind)} ${blind.length === 1 ? 'sees' : 'see'} it in no image that has it.`;
  return `${after} ${names[best.row]} does best, with F1 ${best.f1.toFixed(1)} %: it finds ${percent(recall / 100)} % of the images, and is right in ${percent(precision / 100)} % of those it names.${others}`;
}
