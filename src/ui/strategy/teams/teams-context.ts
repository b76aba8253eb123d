import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { TeamsLab } from '#store/strategy/teams/teams-lab.ts';
import type { TeamsState } from '#store/strategy/teams/teams-state.ts';

export const TeamsContext = createContext<TeamsLab | null>(null);

export function useTeams(): TeamsLab {
  const teams = useContext(TeamsContext);
  if (!teams) throw new Error('there is no lab of teams around this component');
  return teams;
}

/** One fact of the state. */
export function useTeamsState<T>(select: (state: TeamsState) => T): T {
  return useStore(useTeams().store, select);
}
