import { createContext, startTransition, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { EnvironmentEntry } from '#core/catalog.ts';
import { declarationIn } from '#core/declaration-in.ts';
import type { EngineClient } from '#protocol/client.ts';
import type { History } from '#store/history/history.ts';
import type { Lab, RunView } from '#store/lab/lab.ts';
import type { LabState } from '#store/lab/lab-state.ts';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import type { TeamsLab } from '#store/strategy/teams/teams-lab.ts';

export const LabContext = createContext<Lab | null>(null);

/** Source of a population's history in place of the lab's own; null: the lab's. */
export const RunViewContext = createContext<RunView | null>(null);

/** Starts an engine besides the lab's; null where the page offers none. */
export const OpenEngineContext = createContext<(() => EngineClient) | null>(null);

export type OpenStrategy = () => Promise<StrategyLab>;

/** Opens the strategy lab of this tab, or returns the open one; null where the page offers none. */
export const OpenStrategyContext = createContext<OpenStrategy | null>(null);

export type OpenTeams = () => Promise<TeamsLab>;

/** Opens the lab of this tab in which teams evolve, or returns the open one; null where the page offers none. */
export const OpenTeamsContext = createContext<OpenTeams | null>(null);

export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('there is no lab around this component');
  return lab;
}

/** Returns the source of the history drawn here: the lab, unless another source is around this component. */
export function useRunView(): RunView {
  const lab = useLab();
  return useContext(RunViewContext) ?? lab;
}

export function useOpenEngine(): () => EngineClient {
  const openEngine = useContext(OpenEngineContext);
  if (!openEngine) throw new Error('there is no way to start an engine around this component');
  return openEngine;
}

export function useOpenTeams(): OpenTeams {
  const openTeams = useContext(OpenTeamsContext);
  if (!openTeams) throw new Error('there is no way to evolve teams around this component');
  return openTeams;
}

export function useOpenStrategy(): OpenStrategy {
  const openStrategy = useContext(OpenStrategyContext);
  if (!openStrategy) throw new Error('there is no way to the strategy lab around this component');
  return openStrategy;
}

/** Selects one value of the state shown here. */
export function useLabState<T>(select: (state: LabState) => T): T {
  return useStore(useRunView().shown, select);
}

/**
 * The history of the run shown; renders again when it has grown, at most four times a second, and as a transition:
 * drawing what grew may be cut into pieces, so that it never holds up the page.
 */
export function useHistory(): { readonly history: History | null; readonly version: number } {
  const lab = useRunView();
  const [shown, setShown] = useState(() => current(lab));
  useEffect(() => {
    let dropped = 0;
    const look = () => {
      const next = current(lab);
      const show = () =>
        setShown((before) =>
          before.history === next.history && before.version === next.version ? before : next,
        );
      // Each generation raises the version by one; a larger step means that some were dropped, and no part of the page
      // may be drawn from those any more.
      const drops = next.history ? next.history.version - next.history.generations : 0;
      if (drops === dropped) startTransition(show);
      else show();
      dropped = drops;
    };
    look();
    return lab.shown.subscribe((state, before) => {
      if (state.version !== before.version || state.run !== before.run) look();
    });
  }, [lab]);
  return shown;
}

const current = (lab: RunView) => ({
  history: lab.history(),
  version: lab.shown.getState().version,
});

/** The algorithm of the run shown, or else of the set-up, as it is in its task. */
export function useAlgorithm(): AlgorithmDeclaration | undefined {
  return useLabState(({ catalog, config, draft }) => {
    const shown = config ?? draft;
    return catalog && shown ? declarationIn(catalog, shown) : undefined;
  });
}

/** The environment of the run shown, or else of the set-up. */
export function useEnvironment(): EnvironmentEntry | undefined {
  return useLabState((state) =>
    state.catalog?.environments.find(({ id }) => id === (state.config ?? state.draft)?.environment),
  );
}
