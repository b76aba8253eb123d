import { createStore, type StoreApi } from 'zustand/vanilla';
import { paced } from '../paced.ts';
import type { LabState } from './lab-state.ts';

/** At most four times a second the page hears of what the engine does, or, unseen, now and then. */
const SHOW_MS = 250;
const HIDDEN_MS = 2000;

/** Parts of the state that change with every generation or more often; the page, which each change redraws, gets them together. */
const FREQUENT: ReadonlySet<string> = new Set<keyof LabState>([
  'progress',
  'champion',
  'generations',
  'version',
  'living',
  'machineSpeed',
  'kept',
  'checkpoints',
  'ownsNewest',
]);

/** The lab's state as the page last heard of it. */
export function createShownState(truth: StoreApi<LabState>) {
  const store = createStore<LabState>(truth.getState);
  const seen = paced(SHOW_MS, () => store.setState(truth.getState(), true));
  const unseen = paced(HIDDEN_MS, seen.now);
  let hidden = false;
  const stop = truth.subscribe((state, before) => {
    const isFrequent = Object.keys(state).every(
      (key) => FREQUENT.has(key) || state[key as keyof LabState] === before[key as keyof LabState],
    );
    if (isFrequent) (hidden ? unseen : seen).soon();
    else seen.now();
  });
  return {
    store,
    /** Notes whether the page is hidden: of a hidden tab the title is all that is seen. */
    setHidden(now: boolean): void {
      hidden = now;
      unseen.stop();
      if (!hidden) seen.now();
    },
    dispose(): void {
      stop();
      seen.stop();
      unseen.stop();
    },
  };
}
