import type { Catalog } from '#core/catalog.ts';
import { isRecord } from '#core/plain-data.ts';
import type { RunConfig } from '#core/run-config.ts';
import { decodeLink, encodeLink } from '#protocol/link.ts';
import type { Edit } from '#protocol/messages.ts';
import { rememberState } from '../remember-state.ts';
import { presetOfLink } from '../share/link-flow.ts';
import { storedInTab } from '../stored-text.ts';
import type { Lab } from './lab.ts';
import type { LabState } from './lab-state.ts';
import { isUnderWay } from './run-state.ts';
import { type Form, isRunsForm, type Reference } from './set-up-state.ts';

/** The part of a form and a run as a tab left them that neither its address nor the library holds. */
export interface TabMemory {
  /** At which the lab stood. */
  readonly address: string;
  readonly form: Form & { readonly isRuns: boolean };
  /** Beginning of the run that was under way; null: none was, or it takes more to begin it again. */
  readonly begun: {
    readonly config: RunConfig;
    readonly preset: string | null;
    readonly edits: readonly Edit[];
    readonly paused: boolean;
  } | null;
}

const stored = storedInTab('evolution-playground form');

/** State that this tab remembers; null: none that this version of the page can use. */
export function recallTab(catalog: Catalog): TabMemory | null {
  const kept = stored.readJson();
  if (!isRecord(kept) || kept['engine'] !== catalog.engine) return null;
  // It was written by this version: its form is known.
  const { address, form, begun } = kept as unknown as Written;
  return { address, begun, form: { ...form, reference: referenceIn(form.reference, catalog) } };
}

/** Tells whether a run waited at that address when this tab was left; null: of that address it remembers nothing. */
export function waitedAt(address: string): boolean | null {
  const kept = stored.readJson();
  if (!isRecord(kept) || kept['address'] !== address || !isRecord(kept['form'])) return null;
  return kept['form']['waiting'] === true;
}

/**
 * Remembers the lab's form in this tab. `addressOf`: at which address the lab stands now; null: another page is shown,
 * and the last one holds.
 */
export function rememberForm(lab: Pick<Lab, 'store'>, addressOf: () => string | null): () => void {
  let address = '';
  return rememberState(lab.store, REMEMBERED, () => {
    const state = lab.store.getState();
    address = addressOf() ?? address;
    const written = writtenOf(state, address);
    if (written) stored.write(JSON.stringify(written));
  });
}

/** Parts of the state that are remembered; others are not. */
const REMEMBERED = [
  'draft',
  'presetId',
  'setUp',
  'waiting',
  'reference',
  'run',
  'status',
  'edits',
] as const satisfies readonly (keyof LabState)[];

interface Written extends Omit<TabMemory, 'form'> {
  readonly engine: string;
  readonly form: Omit<TabMemory['form'], 'reference'> & { readonly reference: string | null };
}

function writtenOf(state: LabState, address: string): Written | null {
  const { catalog, draft, presetId, waiting, reference, status, origin, edits } = state;
  if (!catalog || !draft) return null;
  const isRuns = isRunsForm(state);
  const form = { draft, presetId, waiting, isRuns, reference: linkOf(reference, catalog) };
  const { initial: config, runPreset: preset } = state;
  const begun =
    config && !origin && isUnderWay(status)
      ? { config, preset, edits, paused: status.kind === 'paused' }
      : null;
  return { engine: catalog.engine, address, form, begun };
}

/** A result as the link that it came in. */
function linkOf(reference: Reference | null, catalog: Catalog): string | null {
  const preset = presetOfLink(catalog, null);
  if (!reference || !preset) return null;
  return encodeLink(reference.config, catalog, preset.id, { digest: reference.digest });
}

function referenceIn(link: string | null, catalog: Catalog): Reference | null {
  const decoded = link === null ? null : decodeLink(link, catalog);
  if (decoded?.kind !== 'run' || !decoded.digest) return null;
  return { config: decoded.config, digest: decoded.digest };
}
