import { readFile } from 'node:fs/promises';
import { Damage } from '#archive/damage.ts';
import { readEvo } from '#archive/evo/read-evo.ts';
import { hasChangedDevice } from '#archive/marks.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import { type Summary, summarise } from '#archive/summary.ts';
import type { Catalog } from '#core/catalog.ts';
import { isRecord } from '#core/plain-data.ts';
import type { RunConfig } from '#core/run-config.ts';
import { runQuery } from '#protocol/address.ts';
import { type Digest, makeDigest } from '#protocol/digest.ts';
import { decodeLink } from '#protocol/link.ts';
import { STRATEGY_RUN } from '#protocol/strategy-recording.ts';
import { fileRefusal, Refusal, refusalOf } from './refusal.ts';

/** Contents of a source. */
export interface Source {
  /** Configuration as it was read. */
  readonly config: unknown;
  readonly preset: string | null;
  /** The result that came with it; null: none did. */
  readonly digest: Digest | null;
  /** The run, where it is the file of one. */
  readonly run: StoredRun | null;
}

/** Takes the configuration of a preset; of the first, if none is named. */
export function presetSource(id: string | undefined, { presets }: Catalog): Source {
  const preset = id === undefined ? presets[0] : presets.find((candidate) => candidate.id === id);
  if (preset) return { config: preset.config, preset: preset.id, digest: null, run: null };
  const known = presets.map((candidate) => candidate.id).join(', ');
  throw new Refusal(`There is no preset '${id}'; there are ${known}.`);
}

/**
 * Reads the configuration of a link or a file. Throws a {@link Refusal} for one that cannot be read or is not as sent.
 */
export async function readSource(source: string, catalog: Catalog): Promise<Source> {
  if (isLink(source)) return linkSource(source, catalog);
  let data: Uint8Array;
  try {
    data = await readFile(source);
  } catch (error) {
    throw fileRefusal('read', source, error);
  }
  // Every zip begins so.
  return data[0] === 0x50 && data[1] === 0x4b
    ? evoSource(source, data, catalog)
    : textSource(source, textOf(data), catalog);
}

const isLink = (text: string): boolean =>
  (runQuery(text) ?? '') !== '' || text.includes('#/') || /^https?:/i.test(text);

function linkSource(link: string, catalog: Catalog): Source {
  const decoded = decodeLink(link, catalog);
  if (decoded.kind === 'none') throw new Refusal(`The link '${link.slice(0, 200)}' holds no run.`);
  for (const notice of decoded.notices) console.error(notice);
  if (decoded.kind === 'problems') {
    const [problem] = decoded.problems;
    throw new Refusal(`This link cannot be opened. ${problem?.message ?? ''}`);
  }
  // On the page a person sees what was corrected and decides; a command cannot ask.
  if (decoded.corrected.length > 0) throw refusalOf(decoded.corrected);
  const { config, preset, digest } = decoded;
  return { config, preset, digest, run: null };
}

function evoSource(path: string, data: Uint8Array, catalog: Catalog): Source {
  try {
    const run = readEvo(data, catalog);
    const { config, preset } = run.record;
    return { config, preset, digest: digestOf(run), run };
  } catch (error) {
    if (error instanceof Damage)
      throw new Refusal(`'${path}' cannot be read as a run: ${error.message}.`);
    throw error;
  }
}

/** The result of a kept run; null where it has none. */
function digestOf({ record, generations }: StoredRun): Digest | null {
  const { engine, device, edits, end } = record;
  if (generations.length === 0) return null;
  const kind = hasChangedDevice(record) ? 'webgpu' : (device?.kind ?? 'wasm');
  return makeDigest(summariesOf(generations), { engine, device: kind, end, edits });
}

function summariesOf(generations: StoredRun['generations']): Summary[] {
  const summaries: Summary[] = [];
  for (const event of generations) summaries.push(summarise(event, summaries.at(-1)));
  return summaries;
}

/** A configuration, a recipe, or a link that stands alone in a file. */
function textSource(path: string, text: string, catalog: Catalog): Source {
  const refuse = (why: string) => new Refusal(`'${path}' is not a configuration: ${why}.`);
  if (!/^\s*[[{]/.test(text) && isLink(text)) return linkSource(text, catalog);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw refuse(error instanceof SyntaxError ? error.message.replace(/\.$/, '') : 'it is no JSON');
  }
  if (!isRecord(data)) throw refuse('it holds no object');
  if (data['format'] === STRATEGY_RUN)
    throw new Refusal(
      `'${path}' is a run of the strategy lab; 'npm run strategy -- ${path}' takes it.`,
    );
  const isRecipe = typeof data['format'] === 'string' && isRecord(data['config']);
  const config = isRecipe ? data['config'] : data;
  return { config: config as Partial<RunConfig>, preset: null, digest: null, run: null };
}

/** Decodes UTF-8, or UTF-16 as Windows' shells write it; drops the mark that tells which. */
function textOf(data: Uint8Array): string {
  const [first, second] = data;
  const is = (a: number, b: number) => first === a && second === b;
  const encoding = is(0xff, 0xfe) ? 'utf-16le' : is(0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(data);
}
