import { createStore } from 'zustand/vanilla';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { setAt } from '#core/set-at.ts';
import type { Lab } from './lab.ts';
import type { LabState } from './lab-state.ts';

/**
 * A lab whose form sets up something else than the run shown: what is changed in it reaches no run. The rest is the
 * lab's own.
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
      const before = store.getState().draft ?? draft;
      const after = Object.entries(values).reduce<RunConfig>(
        (config, [path, value]) => setAt(config, path, value),
        before,
      );
      store.setState({ draft: after, problems: check(after) });
    },
  };
}
