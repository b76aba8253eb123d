import type { StrategyChart } from '../charts/source.ts';
import { VALUE_HISTORY } from './value-history.tsx';

/** Charts below the decisions, in the order of their tabs. */
export const DECISION_CHARTS: readonly StrategyChart[] = [VALUE_HISTORY];
