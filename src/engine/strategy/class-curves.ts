import type { ClassCurves, CurvesQuestion } from '#protocol/strategy-images.ts';
import { columnOf } from '#strategy/metrics/scored-labels.ts';
import { thresholdCurve } from '#strategy/metrics/threshold-curve.ts';
import { firstOf } from '#strategy/run/image-set.ts';
import type { StrategyRun } from '#strategy/run/strategy-run.ts';

/** Curves of how well the rows of a run told a class after an interval. */
export function classCurves(
  { set, scores }: Pick<StrategyRun, 'set' | 'scores'>,
  { interval, label }: CurvesQuestion,
): Omit<ClassCurves, 'run'> {
  const { length: classes } = set.classes;
  const [begin, images] = [firstOf(set, 'validation') * classes, set.images.validation];
  const part = (all: Uint8Array) => all.subarray(begin, begin + images * classes);
  const labelled = {
    ...{ images, classes, targets: part(set.labels) },
    ...(set.unjudged && { unjudged: part(set.unjudged) }),
  };
  const kept = scores.of(interval);
  const judged = columnOf({ ...labelled, scores: new Float32Array(images * classes) }, label);
  return {
    ...{ kind: 'curves', interval, label, isKept: kept !== undefined },
    images: judged.targets.length,
    positives: judged.targets.reduce((sum, each) => sum + each, 0),
    rows: (kept ?? []).map((logits) => {
      const column = columnOf({ ...labelled, scores: logits }, label);
      return thresholdCurve(column.scores, column.targets);
    }),
  };
}
