import type { ThresholdCurve } from '#core/strategy/figures.ts';
import type { ClassCurves } from '#protocol/strategy-images.ts';
import type { ChartTable } from '../../charts/frame/chart-table.ts';

/** Recall of the table's lines and of what is pointed at, %. */
export const RECALLS = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100];
/** Threshold from which on a class counts as seen in all other charts. */
const USUAL = 0.5;

interface Best {
  readonly precision: number;
  readonly threshold: number;
}

/** The highest precision with at least so much recall, %, and the threshold that gives it. */
export function bestFrom(
  { thresholds, precision, recall }: ThresholdCurve,
  least: number,
): Best | null {
  let best: Best | null = null;
  for (let at = 0; at < recall.length; at++)
    if (100 * (recall[at] ?? 0) >= least - 1e-4 && (precision[at] ?? 0) > (best?.precision ?? -1))
      best = { precision: precision[at] ?? 0, threshold: thresholds[at] ?? 0 };
  return best;
}

/** Σ ΔR · P, as the engine's average precision is taken. */
export function areaOf({ precision, recall }: ThresholdCurve): number {
  let area = 0;
  for (let at = 0; at < recall.length; at++)
    area += ((recall[at] ?? 0) - (recall[at - 1] ?? 0)) * (precision[at] ?? 0);
  return area;
}

/** Point at which a class counts as seen: the last at or above the usual threshold; -1 where none is. */
export const usualPoint = ({ thresholds }: ThresholdCurve): number =>
  thresholds.findLastIndex((threshold) => threshold >= USUAL);

/** The best precision of each row at some recalls. */
export const bestTable = (curves: ClassCurves | null, names: readonly string[]): ChartTable => ({
  caption: 'The highest precision at a recall of at least so much, %',
  counts: [],
  head: ['Recall, %', ...names.map((name, row) => `${row + 1} ${name}`)],
  rows: curves
    ? RECALLS.map((recall) => ({
        key: String(recall),
        cells: [
          recall,
          ...names.map((_, row) => {
            const curve = curves.rows[row];
            const best = curve ? bestFrom(curve, recall) : null;
            return best ? 100 * best.precision : Number.NaN;
          }),
        ],
      }))
    : [],
});

/** Every point of every curve. */
export const pointsTable = (
  curves: ClassCurves | null,
  name: string,
  names: readonly string[],
): ChartTable => ({
  caption: `Precision and recall of ${name} at every threshold`,
  counts: ['Interval', 'Row', 'Point'],
  head: ['Interval', 'Class', 'Row', 'Name', 'Point', 'Threshold, %', 'Precision, %', 'Recall, %'],
  rows: (curves?.rows ?? []).flatMap((curve, row) =>
    Array.from(curve?.recall ?? [], (recall, at) => ({
      key: `${row} ${at}`,
      cells: [
        (curves?.interval ?? 0) + 1,
        name,
        row + 1,
        names[row] ?? '',
        at + 1,
        100 * (curve?.thresholds[at] ?? Number.NaN),
        100 * (curve?.precision[at] ?? Number.NaN),
        100 * recall,
      ],
    })),
  ),
});
