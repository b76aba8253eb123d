import { isRecord } from '#core/plain-data.ts';
import { parseWithMissingTeams } from '#core/strategy/missing-teams.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { decodeStrategyLink } from '#protocol/strategy-link.ts';
import type { AskedRow } from '#protocol/strategy-messages.ts';
import { rememberState } from '../remember-state.ts';
import { storedInTab } from '../stored-text.ts';
import { addressOf } from './share-strategy.ts';
import type { StrategyLab } from './strategy-lab.ts';
import { isUnderWay, type StrategyReference, type StrategyState } from './strategy-state.ts';

/** The part of the strategy lab as a tab left it that neither its address nor the library holds. */
export interface StrategyMemory {
  /** At which it stood. */
  readonly address: string;
  /** Null: it was left with something wrong in it, and is found as the address has it. */
  readonly draft: StrategyConfig | null;
  readonly presetId: string | null;
  readonly waiting: boolean;
  readonly reference: StrategyReference | null;
  /** The run that was shown; null: none was. */
  readonly runId: string | null;
  readonly paused: boolean;
  /** Rows whose decisions a person is asked about. */
  readonly askedRows: readonly AskedRow[];
  /** Configuration of the run that was under way, where the library may not have it yet; null: none was. */
  readonly begun: StrategyConfig | null;
  /** Version of the engine of this page then. */
  readonly engine: string;
}

const stored = storedInTab('evolution-playground strategy');

/** Parts of the state that are remembered; others are not. */
const REMEMBERED = [
  'draft',
  'presetId',
  'waiting',
  'reference',
  'runId',
  'status',
  'config',
  'askedRows',
  'deciding',
] as const satisfies readonly (keyof StrategyState)[];

/** Recalls the memory of this tab; null: it has none that this version of the page can use. */
export function recallStrategy(catalog: StrategyCatalog): StrategyMemory | null {
  const kept = stored.readJson();
  if (!isRecord(kept)) return null;
  const { engine, address, draft, presetId, waiting, reference, runId, paused, begun, asks } = kept;
  if (typeof address !== 'string' || typeof engine !== 'string') return null;
  const { config } = parseWithMissingTeams(draft, catalog);
  const decoded = typeof reference === 'string' ? decodeStrategyLink(reference, catalog) : null;
  const run = parseStrategyConfig(begun, catalog);
  return {
    ...{ address, engine },
    draft: config,
    presetId: typeof presetId === 'string' ? presetId : null,
    waiting: waiting === true,
    reference:
      decoded?.kind === 'run' && decoded.digest
        ? { config: decoded.config, digest: decoded.digest }
        : null,
    runId: typeof runId === 'string' ? runId : null,
    paused: paused === true,
    askedRows: Array.isArray(asks) ? asks.filter(isAsked) : [],
    begun: run.ok ? run.config : null,
  };
}

const isAsked = (value: unknown): value is AskedRow =>
  isRecord(value) && Number.isInteger(value['row']) && typeof value['every'] === 'boolean';

/** Remembers the lab in this tab. `address`: where it stands now; null: another page is shown, the last one holds. */
export function rememberStrategy(
  lab: Pick<StrategyLab, 'store'>,
  address: () => string | null,
): () => void {
  let last = '';
  return rememberState(lab.store, REMEMBERED, () => {
    const state = lab.store.getState();
    last = address() ?? last;
    if (state.catalog && state.draft) stored.write(JSON.stringify(writtenOf(state, last)));
  });
}

function writtenOf(state: StrategyState, address: string) {
  const { catalog, draft, presetId, waiting, reference, runId, status, config, deciding } = state;
  return {
    engine: catalog?.engine,
    // A result is remembered as the link that it came in.
    reference: reference && addressOf({ ...state, draft: reference.config, problems: [] }),
    begun: isUnderWay(status) ? config : null,
    // A run that waits at a decision goes on to it, and asks again.
    paused: status.kind === 'paused' && deciding === null,
    asks: askedRowsOf(state),
    ...{ address, draft, presetId, waiting, runId },
  };
}

function askedRowsOf({ askedRows, deciding }: StrategyState): readonly AskedRow[] {
  const waiting = deciding?.rows ?? [];
  const once = waiting.filter(({ row }) => !askedRows.some((each) => each.row === row));
  return [...askedRows, ...once.map(({ row }) => ({ row, every: false }))];
}
