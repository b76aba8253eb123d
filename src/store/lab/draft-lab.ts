import { createStore } from 'zustand/vanilla';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import type { Lab } from './lab.ts';
import type { LabState } from './lab-state.ts';

/**
 * A lab whose form sets up something else than the run shown: changes in it reach no run. The rest is the lab's
 * own.
 */
export function createDraftLab(
  lab: Lab,
  draft: RunConfig,
  check: (draft: RunConfig) => readonly Problem[],
): Lab {
  const store = createStore<LabState>(() => ({
    ...lab.store.getState(),
    draft,
    config: draft,
    problems: check(draft),
    status: { kind: 'idle' },
  }));
  return {
    ...lab,
    store,
    shown: store,
    setFields(values) {
      const after = setAll(store.getState().draft ?? draft, values);
      store.setState({ draft: after, problems: check(after) });
    },
  };
}
