import type { Catalog } from '#core/catalog.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Edit } from '#protocol/messages.ts';
import type { Lab } from '#store/lab.ts';
import { TABS } from '#store/lab-state.ts';
import type { Left } from '#store/library/browser-library.ts';
import { linkOf, type RunLink, visit } from '#store/link-flow.ts';
import { looksNow, onLooks, takeLooks } from './looks.ts';
import { wasPressed, watchOwnLinks } from './own-links.ts';
import { pageOf } from './route.ts';

/** Browsers refuse addresses that are written too often. */
const WRITE_MS = 400;

/** What is dragged, and has its value only when it is let go. */
const SLIDERS = 'input[type=range], [role=slider]';

/** Addresses opened so far: an older one is overtaken by a newer. */
let visits = 0;

/** Finds the run that was left and would give what a configuration with edits asks for; null if there is none. */
export type FindLeft = (
  catalog: Catalog,
  config: RunConfig,
  edits: readonly Edit[],
) => Promise<Left | null>;

/**
 * Does what the address asks for; without a link, the first preset plays. A run that was left and is asked for again
 * goes on where it was, or is shown as it ended, unless something else was begun while it was looked for.
 */
export async function openAddress(
  lab: Lab,
  catalog: Catalog,
  hash: string,
  isFirst: boolean,
  findLeft: FindLeft = async () => null,
): Promise<void> {
  if (pageOf(hash) !== 'evolve') return;
  visits += 1;
  const mine = visits;
  const { run } = lab.store.getState();
  const isOvertaken = () => visits !== mine || lab.store.getState().run !== run;
  lab.setSeeking(true);
  try {
    await follow(lab, catalog, hash, isFirst, findLeft, isOvertaken);
  } finally {
    if (visits === mine) lab.setSeeking(false);
  }
}

async function follow(
  lab: Lab,
  catalog: Catalog,
  hash: string,
  isFirst: boolean,
  findLeft: FindLeft,
  isOvertaken: () => boolean,
): Promise<void> {
  /** False: there is no such run, and nothing else was begun meanwhile. */
  const goOn = async (
    config: RunConfig,
    mayRun: boolean,
    edits: readonly Edit[] = [],
  ): Promise<boolean> => {
    const left = await findLeft(catalog, config, edits);
    if (isOvertaken()) return true;
    if (!left) return false;
    // What ran in this tab until it was reloaded has a person's word.
    const paused = left.how === 'elsewhere' ? !mayRun : left.how === 'paused';
    if (!(await lab.open(left.run, { paused }))) return isOvertaken();
    const { checkpoint } = left.run;
    if (!checkpoint) return true; // it has ended, and is shown as it ended
    const words = paused ? 'Ready to go on from' : 'Resumed at';
    const where = `generation ${generationNumber(checkpoint.generation)}, where this page was left`;
    lab.notify(`${words} ${where}.`, 'information');
    return true;
  };
  const asked = visit(hash, catalog, wasPressed(hash));
  const first = catalog.presets[0];
  switch (asked.kind) {
    case 'play': {
      const { config, digest } = asked.link;
      setUpLink(lab, asked.link);
      if (await goOn(config, true, digest?.edits)) break;
      if (digest) lab.verify();
      else lab.start();
      break;
    }
    case 'wait': {
      const { config, digest, problems } = asked.link;
      setUpLink(lab, asked.link);
      if (asked.notices.length === 0 && (await goOn(config, false, digest?.edits))) break;
      for (const notice of asked.notices) lab.notify(notice);
      if (problems.length === 0) lab.wait();
      break;
    }
    case 'broken':
      lab.notify(`This link cannot be opened. ${asked.notices.join(' ')} Nothing was started.`);
      if (isFirst && first) lab.setUp(first.config, first.id);
      break;
    case 'none':
      if (!isFirst || !first) break;
      lab.setUp(first.config, first.id);
      if (!(await goOn(first.config, true))) lab.start();
      break;
    default:
      asked satisfies never;
  }
}

function setUpLink(lab: Lab, link: RunLink): void {
  const { config, preset, digest, foreign, view, controls } = link;
  const reference = digest && { config, digest };
  lab.setUp(config, preset, {
    reference,
    foreign,
    awaited: view.selection ?? null,
    awaitedBeside: view.beside ?? null,
  });
  lab.setControls(controls);
  lab.setTab(TABS.find((tab) => tab === view.tab) ?? 'watch');
  takeLooks(view);
}

/** Keeps address and lab in step; the returned function ends it. */
export function syncAddress(lab: Lab, findLeft: FindLeft): () => void {
  let written = location.hash;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPressed = false;
  let isOpening = false;

  const write = (
    how: 'replaceState' | 'pushState',
    link = linkOf(lab.store.getState(), looksNow()),
  ) => {
    clearTimeout(timer);
    timer = undefined;
    if (link === null || link === written || pageOf(location.hash) !== 'evolve') return;
    if (location.hash !== written) return; // another link was opened just now: it is not to be lost
    try {
      history[how](null, '', link);
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
      if (timer) write('replaceState', linkOf(before, looksNow()));
      write('pushState');
    } else writeSoon();
  });
  const stopLooks = onLooks(writeSoon);
  const onHashChange = () => {
    const { catalog } = lab.store.getState();
    if (location.hash === written || pageOf(location.hash) !== 'evolve') return;
    written = location.hash;
    if (!catalog) return; // what opens the address once there is one reads it then
    isOpening = true;
    // Whoever comes from another page has not been here before.
    const isFirst = lab.store.getState().run === 0;
    const opening = isFirst
      ? openAddress(lab, catalog, written, true, findLeft)
      : openAddress(lab, catalog, written, false);
    void opening.finally(() => {
      isOpening = false;
      writeSoon();
    });
  };
  const onPress = ({ type, target }: PointerEvent) => {
    const wasPressed = isPressed;
    isPressed = type === 'pointerdown' && target instanceof Element && target.matches(SLIDERS);
    if (wasPressed && !isPressed) writeSoon();
  };
  const presses = ['pointerdown', 'pointerup', 'pointercancel'] as const;
  const stopWatching = watchOwnLinks();
  addEventListener('hashchange', onHashChange);
  for (const press of presses) addEventListener(press, onPress, true);
  return () => {
    stop();
    stopLooks();
    stopWatching();
    clearTimeout(timer);
    removeEventListener('hashchange', onHashChange);
    for (const press of presses) removeEventListener(press, onPress, true);
  };
}
