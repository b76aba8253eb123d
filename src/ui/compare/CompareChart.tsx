import { useMemo } from 'react';
import type { Configuration, Figure } from '#store/compare/run-curve.ts';
import { isFigure } from '#store/compare/run-curve.ts';
import { ChartView } from '../charts/ChartView.tsx';
import { useChartSetting } from '../charts/frame/use-chart-settings.ts';
import { useLabState } from '../shell/lab-context.ts';
import { nameOf } from './configuration-words.ts';
import { describeComparison } from './describe-comparison.tsx';

/** Fitness over environment steps, a line a configuration: its run, or the mean of its runs with its 95 % interval. */
export function CompareChart({
  configurations,
  waiting,
}: {
  readonly configurations: readonly Configuration[];
  /** Runs that are still being read. */
  readonly waiting: number;
}) {
  const catalog = useLabState((state) => state.catalog);
  const everyRun = useChartSetting('rawLines');
  const chosen = useChartSetting('comparedFigure');
  const figure: Figure = isFigure(chosen) ? chosen : 'median';
  const description = useMemo(
    () => describeComparison({ configurations, figure, everyRun, catalog, waiting }),
    [configurations, figure, everyRun, catalog, waiting],
  );
  const { picture } = description;
  const end = 'own' in picture ? 1 : (picture.otherAxis?.end ?? 1);
  const window = useMemo(() => ({ first: 0.5, columns: end }), [end]);
  return (
    <ChartView
      id="compare"
      description={description}
      window={window}
      about={configurations.map((each) => `${each.letter} ${nameOf(each, catalog)}`).join(', ')}
    />
  );
}
