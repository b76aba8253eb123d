import { engineWords } from '#archive/engine-words.ts';
import { missingTeams } from '#core/strategy/missing-teams.ts';
import { type DecodedStrategy, decodeStrategyLink, presetOf } from '#protocol/strategy-link.ts';
import { decodeTeamsLink } from '#protocol/teams-link.ts';
import { type Keeping, loadStrategy } from './kept-runs.ts';
import { asShown } from './open-kept.ts';
import type { StrategyLab } from './strategy-lab.ts';
import { recallStrategy, type StrategyMemory } from './tab-memory.ts';

/** Storage that does not answer within this, ms, keeps nobody waiting. */
const PATIENCE = 15_000;

interface Opening {
  readonly lab: StrategyLab;
  readonly library: Keeping;
  /** Address from '#' on. */
  readonly address: string;
  /** Set when a person came by a control that says that it runs what the address holds. */
  readonly starts?: boolean;
}

/**
 * Sets up what the address asks for; it begins at a word, except where it was asked for by one. At its first address a
 * tab finds what it held before it was reloaded, and goes on with the run that it showed.
 */
export async function openStrategyAddress(opening: Opening): Promise<void> {
  const { lab, address, starts = false } = opening;
  const { catalog, draft } = lab.store.getState();
  if (!catalog) return;
  const asked = decodeStrategyLink(address, catalog);
  const brought = decodeTeamsLink(address);
  if (brought.kind === 'plan') lab.bringPlan(brought.plan);
  if (brought.kind === 'broken')
    lab.notify(`The plan in this link cannot be read. ${brought.message}`);
  const memory = draft === null && !starts ? recallStrategy(catalog) : null;
  if (memory && (asked.kind === 'none' || memory.address === address))
    return recall(opening, memory, asked);
  if (asked.kind !== 'run' && draft === null) setUpFirst(lab);
  if (asked.kind === 'broken')
    lab.notify(`This link cannot be opened. ${asked.notices.join(' ')} Nothing was started.`);
  if (asked.kind === 'none' && starts) lab.start();
  if (asked.kind !== 'run') return;
  const { config, digest, preset, notices, problems } = asked;
  lab.setUp(config, preset, digest && { config, digest });
  for (const notice of notices) lab.notify(notice);
  if (problems.length > 0 && missingTeams(config, catalog).length === 0) return;
  if (starts && notices.length + problems.length === 0) lab.start();
  else lab.wait();
}

function setUpFirst(lab: StrategyLab): void {
  const { catalog } = lab.store.getState();
  const first = catalog && presetOf(catalog, null);
  if (first) lab.setUp(first.config, first.id);
}

/** Restores the tab: its run, going on or paused, and the form beside it. */
async function recall(
  { lab, library }: Opening,
  memory: StrategyMemory,
  asked: DecodedStrategy,
): Promise<void> {
  const { presetId, reference, waiting, runId, begun, paused, askedRows } = memory;
  const { run, catalog } = lab.store.getState();
  const draft = memory.draft ?? (asked.kind === 'run' ? asked.config : null);
  if (draft) lab.setUp(draft, presetId, reference);
  else setUpFirst(lab);
  if (waiting) lab.wait();
  for (const { row, every } of askedRows) lab.ask(row, every ? 'each' : 'next');
  const stored = runId === null ? null : await inTime(loadStrategy(library, runId));
  if (!catalog || lab.store.getState().run !== run) return; // something else was begun meanwhile
  const isOther = memory.engine !== catalog.engine;
  const shown = stored && asShown(stored, catalog);
  if (shown && (shown.checkpoint || shown.record.end !== null || isOther || !begun)) {
    lab.open(shown, { paused });
    if (shown.record.end !== null || !shown.checkpoint) return;
    const words = paused ? 'Ready to go on from' : 'Resumed at';
    const where = `interval ${shown.checkpoint.interval + 1}, where this page was left`;
    lab.notify(`${words} ${where}.`);
  } else if (begun && isOther) {
    lab.setUp(begun, presetId, reference);
    const other = engineWords(memory.engine, catalog);
    lab.notify(
      `The run that this page was at was ${other}. Nothing of it was kept yet; it is set up again, and Play begins it.`,
    );
  } else if (begun) {
    lab.setUp(begun, presetId, reference);
    lab.start({ paused });
    if (draft) lab.setUp(draft, presetId, reference);
  }
}

/** Resolves to null where a record is not read in time, or cannot be read: the first write will say why. */
function inTime<T>(found: Promise<T | null>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
  return Promise.race([found.catch(() => null), late]);
}
