import type { StrategyChart } from '../charts/source.ts';
import { REWARD_STACK } from './reward-terms.tsx';
import { STATE_MAP } from './state-chart.tsx';
import { VALUE_HISTORY } from './value-history.tsx';
import { DECISION_VALUES } from './why-chart.tsx';

/** Charts below the decisions, in the order of their tabs. */
export const DECISION_CHARTS: readonly StrategyChart[] = [
  VALUE_HISTORY,
  DECISION_VALUES,
  STATE_MAP,
  REWARD_STACK,
];
