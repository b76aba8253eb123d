import { useEffect } from 'react';
import { percent } from '#core/percent.ts';
import type { ThresholdCurve } from '#core/strategy/figures.ts';
import type { ClassCurves } from '#protocol/strategy-images.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { thinned } from '../../charts/fitness-points.ts';
import { linePathOf, type PlotArea } from '../../charts/plot-area.ts';
import { RowKeys } from '../rows/RowKeys.tsx';
import { rowStyle } from '../rows/row-style.ts';
import { ClassChoice, classOf } from './class-choice.tsx';
import { LevelNames, PRECISION_BY_RECALL, recallAxis } from './equal-f1.tsx';
import { IntervalSlider } from './IntervalSlider.tsx';
import { RowDot } from './RowDot.tsx';
import {
  FIRST_INTERVAL,
  namesOf,
  type StrategyChart,
  type StrategySource,
  shownInterval,
} from './source.ts';
import {
  areaOf,
  bestFrom,
  bestTable,
  pointsTable,
  RECALLS,
  usualPoint,
} from './threshold-points.ts';
import { afterWords, listWords } from './words.ts';

/** Points of a curve that are drawn at the most. */
const MOST_POINTS = 400;
/** Precision over recall of one class at every threshold, a curve a row. */
export const THRESHOLD_CURVE: StrategyChart = {
  id: 'threshold-curve',
  label: 'PR curve',
  isOfOne: true,
  describe(source) {
    const event = shownInterval(source);
    const one = classOf(source);
    const names = namesOf(source);
    const curves = answerOf(source, event);
    const rows = curves?.rows ?? [];
    return {
      title: one ? `Precision–recall curve of the class “${one.name}”` : 'Precision–recall curve',
      summary: event && curves ? summaryOf(source, event, curves) : '',
      empty: emptyWords(source, event, curves),
      howToRead: (
        <>
          From left to right a row names the class in more and more images, from those of which it
          is surest on: further right more of the images that have it are among them (recall), and
          further up fewer of the others (precision). A dot is where all other charts look, at a
          probability of ½; the area below a curve is the average precision. On the validation
          images, after the interval chosen below. Along a grey line F1, the harmonic mean of both,
          is the same; the dotted line is what naming images by chance gives.
        </>
      ),
      table: () => bestTable(curves, names),
      csv: () => pointsTable(curves, one?.name ?? '', names),
      controls: (
        <>
          <ClassChoice source={source} />
          {event && one && source.asking && (
            <Asking ask={source.asking.ask} interval={event.interval} label={one.index} />
          )}
        </>
      ),
      note: <IntervalSlider intervals={source.intervals} shown={event} />,
      keys: <RowKeys names={names} />,
      picture: {
        label: 'Precision by recall at every threshold, row by row',
        ...PRECISION_BY_RECALL,
        otherAxis: recallAxis(curves ? RECALLS : []),
        ...(curves && {
          level: { value: (100 * curves.positives) / curves.images, words: 'by chance' },
        }),
        heading: (stop) => `Recall of ${stop} % or more`,
        figures: (stop) =>
          rows.flatMap((curve, row) => {
            const best = curve && bestFrom(curve, stop);
            return best
              ? [
                  [
                    `${row + 1} ${names[row]}, precision`,
                    `${percent(best.precision)} % from ${percent(best.threshold)} % on`,
                  ] as const,
                ]
              : [];
          }),
        over: (area) => (
          <>
            <LevelNames area={area} />
            {rows.map((curve, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place.
              <Curve key={row} row={row} curve={curve} area={area} />
            ))}
          </>
        ),
      },
    };
  },
};

/** Asks for what is looked at, once it is looked at. */
function Asking({
  ask,
  interval,
  label,
}: {
  readonly ask: NonNullable<StrategySource['asking']>['ask'];
  readonly interval: number;
  readonly label: number;
}) {
  useEffect(() => ask({ interval, label }), [ask, interval, label]);
  return null;
}

/** The answer for the class that is chosen, of the interval shown or, until that comes, of the one before. */
function answerOf(source: StrategySource, event: IntervalEvent | undefined): ClassCurves | null {
  const answer = source.asking?.answer;
  const isTheirs = answer?.run === source.started?.run && answer?.label === classOf(source)?.index;
  return event && answer && isTheirs && answer.isKept && answer.positives > 0 ? answer : null;
}

function emptyWords(
  source: StrategySource,
  event: IntervalEvent | undefined,
  curves: ClassCurves | null,
): string | null {
  if (!event) return FIRST_INTERVAL;
  if (!source.asking)
    return 'It is drawn from what each classifier says of every validation image, which is there while this page computes the run, and not kept with it.';
  if (curves) return null;
  const { answer } = source.asking;
  const one = classOf(source);
  if (!answer || answer.run !== source.started?.run || answer.label !== one?.index)
    return 'What the classifiers said of the validation images is being looked up.';
  return answer.positives === 0
    ? `No validation image has ${one.name}.`
    : `What was said of the validation images in interval ${answer.interval + 1} is not at hand any more; of later intervals it is.`;
}

function Curve({
  row,
  curve,
  area,
}: {
  readonly row: number;
  readonly curve: ThresholdCurve | null;
  readonly area: PlotArea;
}) {
  if (!curve) return null;
  const { colour, dash } = rowStyle(row);
  const place = (at: number) =>
    [area.x(100 * (curve.recall[at] ?? 0)), area.y(100 * (curve.precision[at] ?? 0))] as const;
  const all = Array.from(curve.recall.keys());
  const points = thinned(all, { first: 0, columns: all.length }, MOST_POINTS).map(place);
  const usual = usualPoint(curve);
  const [x, y] = place(Math.max(0, usual));
  return (
    <g style={{ opacity: `var(--row-${row}, 1)` }}>
      <path
        d={linePathOf(points)}
        fill="none"
        stroke={colour}
        strokeWidth={2}
        {...(dash && { strokeDasharray: dash })}
      />
      {usual >= 0 && <RowDot row={row} x={x} y={y} />}
    </g>
  );
}

/** Says which row ranks best, and where the usual threshold lies on its curve. */
function summaryOf(source: StrategySource, event: IntervalEvent, curves: ClassCurves): string {
  const names = namesOf(source);
  const one = classOf(source);
  const known = curves.rows.flatMap((curve, row) =>
    curve ? [{ row, curve, area: areaOf(curve) }] : [],
  );
  const best = known.reduce(
    (first, each) => (first && first.area >= each.area ? first : each),
    known[0],
  );
  const shown = event.interval === curves.interval ? event : undefined;
  const when = shown ? afterWords(source, shown) : `After interval ${curves.interval + 1}`;
  const after = `${when}, of ${one?.name} (in ${curves.positives} of ${curves.images} validation images):`;
  if (!best) return `${after} nothing can be told, for all rows have diverged.`;
  const { curve, row, area } = best;
  const at = usualPoint(curve);
  const usual =
    at < 0
      ? 'but is never as sure of it as ½'
      : `and from a probability of ½ on finds ${percent(curve.recall[at] ?? null)} % of them, right in ${percent(curve.precision[at] ?? null)} %`;
  const broken = names.filter((_, each) => !curves.rows[each]);
  const others =
    broken.length === 0
      ? ''
      : ` Of ${listWords(broken)} nothing can be told: the numbers are not finite.`;
  return `${after} ${names[row]} ranks best, with an average precision of ${percent(area)} %, ${usual}.${others}`;
}
