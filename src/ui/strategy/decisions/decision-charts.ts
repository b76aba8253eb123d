import type { StrategyChart } from '../charts/source.ts';
import { PHASES_CHART } from './phases-chart.tsx';
import { REWARD_STACK } from './reward-terms.tsx';
import { STATE_MAP } from './state-chart.tsx';
import { TOGETHER } from './together-chart.tsx';
import { VALUE_HISTORY } from './value-history.tsx';
import { DECISION_VALUES } from './why-chart.tsx';

/** Charts below the decisions, in the order of their tabs. */
export const DECISION_CHARTS: readonly StrategyChart[] = [
  VALUE_HISTORY,
  DECISION_VALUES,
  STATE_MAP,
  REWARD_STACK,
  TOGETHER,
  PHASES_CHART,
];
