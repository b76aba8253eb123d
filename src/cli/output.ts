import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { writeEvo } from '#archive/evo/write-evo.ts';
import { advance, beginRecord, type KeptEvent, type RunRecord } from '#archive/run-record.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import type { Catalog } from '#core/catalog.ts';
import type { Birth } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Checkpoint, DeviceReport, GenerationEvent, Individual } from '#protocol/messages.ts';
import { fileRefusal } from './refusal.ts';

/** The beginning of a run, from which its file is made. */
export interface Beginning {
  readonly config: RunConfig;
  readonly preset: string | null;
  readonly device: DeviceReport;
  readonly founders: readonly Birth[];
  /** The run that goes on; null: a new one begins. */
  readonly past: StoredRun | null;
}

/** Destination of a run's lines. Every method throws a refusal where the file cannot be written. */
export interface Output {
  begin(beginning: Beginning): void;
  add(event: KeptEvent): void;
  close(): void;
}

/** Opens a file for a run, so that faults of its path show before the run. Throws a refusal. */
export function openOutput(path: string, catalog: Catalog): Output {
  return /\.evo$/i.test(path) ? evoOutput(path, catalog) : linesOutput(path);
}

const attempt = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw fileRefusal('written', path, error);
  }
};

/** A line of JSON for every event. */
function linesOutput(path: string): Output {
  const file = attempt(path, () => openSync(path, 'w'));
  const record = (event: unknown) =>
    attempt(path, () => writeSync(file, `${JSON.stringify(event, plainArrays)}\n`));
  return {
    begin: ({ config, device: { description }, founders, past }) =>
      record({
        kind: 'started',
        config,
        device: description,
        ...(past ? { generation: past.record.checkpoint } : { founders }),
      }),
    add(event) {
      const { kind } = event;
      if (kind === 'generation' || kind === 'finished' || kind === 'edited') {
        const { run: _, ...told } = event;
        record(told);
      }
    },
    close: () => attempt(path, () => closeSync(file)),
  };
}

/** Typed arrays as lists; numbers that JSON has no word for as text. */
function plainArrays(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** The whole run as a file, written when it is closed. */
function evoOutput(path: string, catalog: Catalog): Output {
  // A file that is there already stays until the run has replaced it.
  attempt(path, () => closeSync(openSync(path, 'a')));
  let record: RunRecord | null = null;
  let founders: readonly Birth[] = [];
  let generations: GenerationEvent[] = [];
  let champion: Individual | null = null;
  let checkpoint: Checkpoint | null = null;
  return {
    begin({ config, preset, device, founders: born, past }) {
      const now = Date.now();
      founders = past?.founders ?? born;
      record =
        past?.record ??
        beginRecord({ id: randomUUID(), config, preset, engine: catalog.engine, device, now });
      if (!past) return;
      const from = past.checkpoint?.generation ?? 0;
      record = advance(record, { kind: 'rewound', generation: from, device }, now);
      generations = past.generations.slice(0, from);
      champion = record.champion ? past.champion : null;
    },
    add(event) {
      if (!record) throw new Error('the run has not begun');
      record = advance(record, event, Date.now());
      if (event.kind === 'generation') generations.push(event);
      if (event.kind === 'checkpoint') checkpoint = event.checkpoint;
      if (event.kind === 'finished') checkpoint = null;
      if (event.kind === 'champion') champion = event.champion.individual;
    },
    close() {
      if (!record) return;
      const run = { record, founders, generations, checkpoint, champion, problem: null };
      const { bytes } = writeEvo(run, catalog);
      attempt(path, () => writeFileSync(path, bytes));
    },
  };
}
