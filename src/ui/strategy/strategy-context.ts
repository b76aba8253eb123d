import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import type { StrategyState } from '#store/strategy/strategy-state.ts';

export const StrategyContext = createContext<StrategyLab | null>(null);

export function useStrategy(): StrategyLab {
  const lab = useContext(StrategyContext);
  if (!lab) throw new Error('there is no strategy lab around this component');
  return lab;
}

/** One fact of the state. */
export function useStrategyState<T>(select: (state: StrategyState) => T): T {
  return useStore(useStrategy().store, select);
}
