import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Lab } from '#store/lab.ts';
import type { Selection } from '#store/lab-state.ts';
import type { StoredRun } from '#store/library/load-run.ts';
import { linkedSelection, linkOf, visit } from '#store/link-flow.ts';
import { pageOf } from './route.ts';

/** Browsers refuse addresses that are written too often. */
const WRITE_MS = 400;

/** Finds the run that was left and would give what a configuration asks for; null if there is none. */
export type FindLeft = (catalog: Catalog, config: RunConfig) => Promise<StoredRun | null>;

/**
 * Does what the address asks for; without a link, the first preset plays. A run that was left and is asked for again
 * goes on where it was.
 */
export async function openAddress(
  lab: Lab,
  catalog: Catalog,
  hash: string,
  isFirst: boolean,
  findLeft: FindLeft = async () => null,
): Promise<void> {
  if (pageOf(hash) !== 'evolve') return;
  const goOn = async (config: RunConfig, paused: boolean): Promise<boolean> => {
    const left = await findLeft(catalog, config);
    if (!left?.checkpoint || !(await lab.open(left, { paused }))) return false;
    const { generation } = left.checkpoint;
    lab.notify(`Resumed at generation ${generation}, where this page was left.`, 'information');
    return true;
  };
  const asked = visit(hash, catalog);
  const first = catalog.presets[0];
  switch (asked.kind) {
    case 'play':
      lab.setUp(asked.config, asked.preset);
      if (!(await goOn(asked.config, false))) lab.start();
      break;
    case 'wait':
      lab.setUp(asked.config, asked.preset);
      if (asked.notices.length === 0 && (await goOn(asked.config, true))) break;
      for (const notice of asked.notices) lab.notify(notice);
      lab.wait(asked.seconds);
      break;
    case 'broken':
      lab.notify(`This link cannot be opened. ${asked.notices.join(' ')} Nothing was started.`);
      if (isFirst && first) lab.setUp(first.config, first.id);
      break;
    case 'none':
      if (!isFirst || !first) break;
      lab.setUp(first.config, first.id);
      if (!(await goOn(first.config, false))) lab.start();
      break;
    default:
      asked satisfies never;
  }
}

/** Keeps address and lab in step; the returned function ends it. */
export function syncAddress(lab: Lab, findLeft: FindLeft): () => void {
  let written = location.hash;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted: Omit<Selection, 'run'> | null = linkedSelection(location.hash);

  const write = () => {
    const link = linkOf(lab.store.getState());
    if (link === null || link === written || pageOf(location.hash) !== 'evolve') return;
    try {
      history.replaceState(null, '', link);
      written = link;
    } catch {
      // Written too often for this browser; the next change tries again.
    }
  };
  const stop = lab.store.subscribe((state, before) => {
    const run = lab.history();
    if (wanted && run && run.generations > wanted.generation) {
      if (run.slotOf(wanted.generation, wanted.agent) >= 0) lab.select(wanted);
      wanted = null;
    }
    const same =
      state.draft === before.draft &&
      state.selection === before.selection &&
      state.presetId === before.presetId;
    if (same || wanted) return;
    clearTimeout(timer);
    timer = setTimeout(write, WRITE_MS);
  });
  const onHashChange = () => {
    const { catalog } = lab.store.getState();
    if (!catalog || location.hash === written || pageOf(location.hash) !== 'evolve') return;
    written = location.hash;
    wanted = linkedSelection(written);
    // Whoever comes from another page has not been here before.
    if (lab.store.getState().run === 0) void openAddress(lab, catalog, written, true, findLeft);
    else void openAddress(lab, catalog, written, false);
    timer = setTimeout(write, WRITE_MS);
  };
  addEventListener('hashchange', onHashChange);
  return () => {
    stop();
    clearTimeout(timer);
    removeEventListener('hashchange', onHashChange);
  };
}
