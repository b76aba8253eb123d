import type { Lab } from '#store/lab/lab.ts';
import { rememberForm } from '#store/lab/tab-memory.ts';
import type { LeftRuns } from '#store/library/browser-library.ts';
import { linkOf } from '#store/share/link-flow.ts';
import { currentAppearance, onAppearanceChange } from './link-appearance.ts';
import { openAddress } from './open-address.ts';
import { wasStarted, watchStartingLinks } from './own-links.ts';
import { pageOf } from './route.ts';

/** Browsers refuse addresses that are written too often. */
const WRITE_MS = 400;

/** Controls that are dragged, and have their value only when they are let go. */
const SLIDERS = 'input[type=range], [role=slider]';

/** Marks an entry of the browser's history that the page wrote itself. */
const OWN = 'lab';

/** Keeps address and lab in step; the returned function ends it. */
export function syncAddress(lab: Lab, left: LeftRuns): () => void {
  let written = location.hash;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPressed = false;
  let isOpening = false;

  const write = (
    how: 'replaceState' | 'pushState',
    link = linkOf(lab.store.getState(), currentAppearance()),
  ) => {
    clearTimeout(timer);
    timer = undefined;
    if (link === null || link === written || pageOf(location.hash) !== 'evolve') return;
    if (location.hash !== written) return; // another link was opened just now: it is not to be lost
    try {
      history[how](OWN, '', link);
      written = link;
    } catch {
      // Written too often for this browser; the next change tries again.
    }
  };
  const writeSoon = () => {
    clearTimeout(timer);
    // While something is dragged, nothing is decided yet.
    if (!isPressed) timer = setTimeout(write, WRITE_MS, 'replaceState');
  };
  const stop = lab.store.subscribe((state, before) => {
    const same =
      state.draft === before.draft &&
      state.selection === before.selection &&
      state.awaited === before.awaited &&
      state.beside === before.beside &&
      state.awaitedBeside === before.awaitedBeside &&
      state.presetId === before.presetId &&
      state.reference === before.reference &&
      state.controls === before.controls &&
      state.lifted === before.lifted &&
      state.tab === before.tab;
    if (same) return;
    if (state.presetId !== before.presetId && before.presetId !== null && !isOpening) {
      // Another preset is a step that the back button undoes.
      if (timer) write('replaceState', linkOf(before, currentAppearance()));
      write('pushState');
    } else writeSoon();
  });
  const stopAppearance = onAppearanceChange(writeSoon);
  const onHashChange = () => {
    const { hash } = location;
    const { catalog, draft, status } = lab.store.getState();
    if (pageOf(hash) !== 'evolve') return;
    const isAsked = wasStarted(hash);
    // Back from another page: the set-up is still there. Its own address says nothing new.
    if (hash === written && !(isAsked && status.kind === 'idle')) return writeSoon();
    // The page's own way back names no run: it asks for the present set-up, also where no link can hold it.
    if (draft && !isAsked && !/\?|%3f/i.test(hash)) {
      const link = linkOf(lab.store.getState(), currentAppearance()) ?? written;
      written = pageOf(link) === 'evolve' ? link : hash;
      history.replaceState(OWN, '', written);
      return;
    }
    written = hash;
    if (!catalog) return; // the address is read once there is a catalog
    isOpening = true;
    const by = isAsked ? 'asked' : history.state === OWN ? 'back' : 'link';
    // A visitor who has been here before is not led to the preset that was left then.
    const isFirst = draft === null;
    void openAddress({ lab, catalog, hash, by, ...((isFirst || isAsked) && { left }) }).finally(
      () => {
        isOpening = false;
        writeSoon();
      },
    );
  };
  const onPress = ({ type, target }: PointerEvent) => {
    const wasPressed = isPressed;
    isPressed = type === 'pointerdown' && target instanceof Element && target.matches(SLIDERS);
    if (wasPressed && !isPressed) writeSoon();
  };
  const presses = ['pointerdown', 'pointerup', 'pointercancel'] as const;
  const stopWatching = watchStartingLinks();
  const stopRemembering = rememberForm(lab, () =>
    pageOf(location.hash) === 'evolve' ? location.hash : null,
  );
  addEventListener('hashchange', onHashChange);
  for (const press of presses) addEventListener(press, onPress, true);
  return () => {
    stop();
    stopAppearance();
    stopWatching();
    stopRemembering();
    clearTimeout(timer);
    removeEventListener('hashchange', onHashChange);
    for (const press of presses) removeEventListener(press, onPress, true);
  };
}
