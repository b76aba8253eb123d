import type { History } from '#store/history.ts';

/** What every chart of the lab is given. `version` says that the history has grown. */
export interface ChartProps {
  readonly history: History | null;
  readonly version: number;
}

export const FIRST_POINT = 'The first point comes with the first generation.';
