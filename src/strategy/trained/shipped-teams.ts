import type { TrainedEntry } from '#core/strategy/strategy-catalog.ts';

/** Teams that come with the page; `npm run strategy:train` made them. */
export const SHIPPED_TEAMS: readonly TrainedEntry[] = [];
