import type { Catalog } from '#core/catalog.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { Lab } from '#store/lab/lab.ts';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { recallTab, type TabMemory } from '#store/lab/tab-memory.ts';
import { TABS } from '#store/lab/view-state.ts';
import type { Left, LeftRuns } from '#store/library/browser-library.ts';
import { type RunLink, type Visit, visit } from '#store/share/link-flow.ts';
import { applyAppearance } from './link-appearance.ts';
import { pageOf } from './route.ts';

/** Addresses opened so far: an older one is overtaken by a newer. */
let visits = 0;

const NONE_LEFT: LeftRuns = { find: async () => null, shown: async () => null };

export interface Opening {
  readonly lab: Lab;
  readonly catalog: Catalog;
  readonly hash: string;
  /** Runs that may be gone on with; without, none is looked for. */
  readonly left?: LeftRuns;
  /**
   * Way in which the address came up: 'asked': by a control that says that it runs what it holds; 'back': it is one
   * that the page itself wrote before; 'link': in any other way.
   */
  readonly by?: 'asked' | 'back' | 'link';
}

/**
 * Sets up what the address asks for. It begins at a word, except where it was asked for by one. A run that was left and
 * is asked for again is found as it was, unless something else was begun while it was looked for. At its first address a
 * tab finds what it held before it was reloaded.
 */
export async function openAddress(opening: Opening): Promise<void> {
  const { lab, hash } = opening;
  if (pageOf(hash) !== 'evolve') return;
  visits += 1;
  const mine = visits;
  const { run } = lab.store.getState();
  const isOvertaken = () => visits !== mine || lab.store.getState().run !== run;
  lab.setSeeking(true);
  try {
    await follow(opening, isOvertaken);
  } finally {
    if (visits === mine) lab.setSeeking(false);
  }
}

async function follow(opening: Opening, isOvertaken: () => boolean): Promise<void> {
  const { lab, catalog, hash, left = NONE_LEFT, by = 'link' } = opening;
  const isFirst = lab.store.getState().draft === null;
  const asked = visit(hash, catalog);
  const memory = isFirst && by !== 'asked' ? recallTab(catalog) : null;
  if (memory && (asked.kind === 'none' || memory.address === hash))
    return recall(opening, memory, isOvertaken);
  if (asked.kind !== 'run' && isFirst) setUpFirst(lab, catalog);
  if (asked.kind === 'broken')
    lab.notify(`This link cannot be opened. ${asked.notices.join(' ')} Nothing was started.`);
  if (asked.kind === 'none' && by === 'asked') lab.start();
  if (asked.kind !== 'run') return;

  const { link, notices } = asked;
  setUpLink(lab, link);
  const { run } = lab.store.getState();
  if (by === 'back' || (run > 0 && isRunsForm(lab.store.getState()))) return; // it is what is shown
  const isAsked = by === 'asked' && notices.length === 0;
  const { config, digest } = link;
  const found = notices.length === 0 ? await left.find(catalog, config, digest?.edits ?? []) : null;
  if (isOvertaken()) return;
  const isReload = found !== null && found.how !== 'elsewhere';
  const paused = isReload ? found.how === 'paused' : !isAsked;
  if (found && (await goOn(lab, found, paused))) return;
  if (isOvertaken()) return;
  for (const notice of notices) lab.notify(notice);
  if (link.problems.length > 0) return;
  if (!isAsked) lab.wait();
  else if (digest) lab.verify();
  else lab.start();
}

/** Restores the tab: its run, going on or paused, and the form beside it. */
async function recall(
  { lab, catalog, left = NONE_LEFT }: Opening,
  { address, form, begun }: TabMemory,
  isOvertaken: () => boolean,
): Promise<void> {
  const asked: Visit = visit(address, catalog);
  if (asked.kind === 'run') setUpLink(lab, asked.link);
  else setUpFirst(lab, catalog);
  const found = await left.shown(catalog);
  if (isOvertaken()) return;
  const isShown = found !== null && (await goOn(lab, found, found.how === 'paused'));
  if (!isShown && isOvertaken()) return;
  if (!isShown && begun) {
    lab.setUp(begun.config, begun.preset);
    lab.start({ paused: begun.paused, edits: begun.edits });
  }
  lab.recall({ ...form, isRuns: form.isRuns && lab.store.getState().run > 0 });
}

/** Shows a run that was left, and goes on with it. False: it cannot be shown, or something else was begun meanwhile. */
async function goOn(lab: Lab, { run }: Left, paused: boolean): Promise<boolean> {
  if (!(await lab.open(run, { paused }))) return false;
  const { checkpoint } = run;
  if (!checkpoint || run.record.end !== null) return true; // it has ended, and is shown as it ended
  const words = paused ? 'Ready to go on from' : 'Resumed at';
  const where = `generation ${generationNumber(checkpoint.generation)}, where this page was left`;
  lab.notify(`${words} ${where}.`);
  return true;
}

function setUpFirst(lab: Lab, { presets: [first] }: Catalog): void {
  if (first) lab.setUp(first.config, first.id);
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
  applyAppearance(view);
}
