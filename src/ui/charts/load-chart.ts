import { type ComponentType, lazy } from 'react';
import type { ChartProps } from './chart-props.ts';

type Chart = ComponentType<ChartProps>;

/** A chart that is loaded when it is first looked at, or earlier: then it is drawn without a wait. */
export interface LoadedChart {
  load(): Promise<Chart>;
  /** The chart itself where it has been loaded, else what loads it. */
  component(): Chart;
}

export function loadedChart(load: () => Promise<Chart>): LoadedChart {
  let there: Chart | null = null;
  const loadOnce = async () => {
    there ??= await load();
    return there;
  };
  const Later = lazy(async () => ({ default: await loadOnce() }));
  return { load: loadOnce, component: () => there ?? Later };
}
