import { compareScores } from './scored-labels.ts';

/**
 * Rule by which the area under a precision-recall curve is taken:
 * `all`      Σ (Rₖ − Rₖ₋₁) Pₖ over all distinct scores, as scikit-learn's average_precision_score does;
 * `voc2007`  the mean of the best precision at recall 0, 0.1 … 1 or beyond, as Pascal VOC's devkit did until 2009;
 * `voc2010`  the area under the envelope that never rises with recall, as the devkit does since 2010.
 */
export type AveragePrecisionKind = 'all' | 'voc2007' | 'voc2010';

/** One point of the curve: the counts when all images from a score upwards are taken. */
export interface Point {
  readonly score: number;
  /** Number of images taken, and of those of them that have the class. */
  readonly taken: number;
  readonly found: number;
}

/**
 * Average precision of one class over n images, in [0, 1]; null where no image has it. Equal scores are taken together,
 * so the order of the images does not matter: if all are equal, it is the share of images with the class.
 */
export function averagePrecision(
  scores: ArrayLike<number>,
  targets: ArrayLike<number>,
  kind: AveragePrecisionKind = 'all',
): number | null {
  const points = pointsOf(scores, targets);
  const positives = points.at(-1)?.found ?? 0;
  if (positives === 0) return null;
  switch (kind) {
    case 'all':
      return areaOfSteps(points, positives);
    case 'voc2007':
      return meanOfEleven(points, positives);
    case 'voc2010':
      return areaOfSteps(envelope(points), positives);
    default:
      return kind satisfies never;
  }
}

/** Points of falling score, one per distinct score. */
export function pointsOf(scores: ArrayLike<number>, targets: ArrayLike<number>): readonly Point[] {
  const scoreOf = (image: number): number => scores[image] as number; // image < n
  const order = Uint32Array.from(targets, (_, image) => image).sort((a, b) =>
    compareScores(scoreOf(b), scoreOf(a)),
  );
  const points: Point[] = [];
  let found = 0;
  order.forEach((image, i) => {
    found += targets[image] === 1 ? 1 : 0;
    const next = order[i + 1];
    const isLast = next === undefined || compareScores(scoreOf(next), scoreOf(image)) !== 0;
    if (isLast) points.push({ score: scoreOf(image), taken: i + 1, found });
  });
  return points;
}

interface Step {
  readonly found: number;
  readonly precision: number;
}

const precisionOf = ({ found, taken }: Point): number => found / taken;

function areaOfSteps(points: readonly (Point | Step)[], positives: number): number {
  let area = 0;
  let before = 0;
  for (const point of points) {
    const precision = 'precision' in point ? point.precision : precisionOf(point);
    area += ((point.found - before) / positives) * precision;
    before = point.found;
  }
  return area;
}

/** Each precision raised to the best at its recall or beyond. */
function envelope(points: readonly Point[]): readonly Step[] {
  let best = 0;
  return points
    .toReversed()
    .map((point) => {
      best = Math.max(best, precisionOf(point));
      return { found: point.found, precision: best };
    })
    .reverse();
}

function meanOfEleven(points: readonly Point[], positives: number): number {
  let sum = 0;
  for (let tenth = 0; tenth <= 10; tenth++) {
    // in whole numbers: found / positives ≥ tenth / 10
    const beyond = points.filter(({ found }) => found * 10 >= tenth * positives);
    sum += beyond.reduce((best, point) => Math.max(best, precisionOf(point)), 0);
  }
  return sum / 11;
}
