import { Damage } from '#archive/damage.ts';
import { MOST_PACKED } from '#archive/evo/format.ts';
import { formatOf } from '#archive/evo/package.ts';
import { readEvo } from '#archive/evo/read-evo.ts';
import { STRATEGY_FORMAT } from '#archive/evo/strategy-evo.ts';
import { writeEvo } from '#archive/evo/write-evo.ts';
import { type RunRecord, titleOf } from '#archive/run-record.ts';
import type { StrategyRecord } from '#archive/strategy-record.ts';
import type { Catalog } from '#core/catalog.ts';
import { settingsLink } from '../share/provenance.ts';
import { settingsFile } from '../share/settings-file.ts';
import { importStrategy } from '../strategy/strategy-files.ts';
import { importEvolution, isEvolutionFile } from '../strategy/teams/evolution-files.ts';
import { fileNameOf } from './file-name.ts';
import type { Library } from './library.ts';
import { alifeCsv } from './lineage/alife-csv.ts';
import { livesOf } from './lineage/descendants.ts';
import { newick } from './lineage/newick.ts';
import { writeFailure } from './storage-words.ts';

/** Parts of a run that are exported as files without the engine's help. */
export const FILE_KINDS = ['evo', 'alife', 'newick', 'config'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export type Exported =
  | {
      readonly kind: 'file';
      readonly blob: Blob;
      readonly name: string;
      /** Notice about it, as a sentence; null: there is none. */
      readonly note: string | null;
    }
  /** Problem as a sentence. */
  | { readonly kind: 'problem'; readonly message: string };

export type Imported =
  | { readonly kind: 'imported'; readonly record: RunRecord }
  /** A run of the strategy lab. */
  | { readonly kind: 'strategy'; readonly record: StrategyRecord }
  /** An evolution of teams. */
  | { readonly kind: 'evolution'; readonly name: string }
  /** `message` is a sentence that names the file; `why` the reason alone. */
  | { readonly kind: 'problem'; readonly message: string; readonly why: string };

export async function exportRun(
  library: Library,
  catalog: Catalog,
  id: string,
  kind: FileKind,
): Promise<Exported> {
  const loaded = await library.load(id, catalog);
  if (loaded.kind === 'missing')
    return { kind: 'problem', message: 'This run is no longer in the library.' };
  if (loaded.kind === 'damaged')
    return { kind: 'problem', message: `This run cannot be exported. ${loaded.message}` };
  const { run } = loaded;
  const algorithm = catalog.algorithms.find((each) => each.id === run.record.config.algorithm);
  const name = fileName(run.record);
  switch (kind) {
    case 'evo': {
      const { bytes, withoutCheckpoint } = writeEvo(run, catalog);
      const note = withoutCheckpoint
        ? 'Its replay buffer is too large for a file: the run can be looked at from it, but not go on.'
        : null;
      return { kind: 'file', blob: new Blob([bytes]), name: `${name}.evo`, note };
    }
    case 'alife': {
      const names = algorithm?.hyperparameters.map((each) => each.name) ?? [];
      const { config, preset } = run.record;
      const settings = settingsLink(config, catalog, preset);
      const content = alifeCsv(livesOf(run), names, { seed: config.seed, settings });
      return text(content, 'text/csv', `${name}-lineage.csv`);
    }
    case 'newick':
      return text(newick(livesOf(run)), 'text/plain', `${name}-lineage.nwk`);
    case 'config':
      return { kind: 'file', ...settingsFile(run.record.config), note: null };
    default:
      return kind satisfies never;
  }
}

const text = (content: string, type: string, name: string): Exported => ({
  kind: 'file',
  blob: new Blob([content], { type }),
  name,
  note: null,
});

/** Name such as 'cartpole-dqn-seed-42', or made of the name that a person gave the run. */
export const fileName = (record: RunRecord): string => fileNameOf(titleOf(record, null));

/** Puts a run from a file into the library. A fault of the file is told, and then nothing has been touched. */
export async function importRun(
  library: Library,
  catalog: Catalog,
  file: Blob & { readonly name: string },
): Promise<Imported> {
  const not = `“${file.name.slice(0, 80)}” was not imported`;
  const problem = (sentence: string, why: string): Imported => ({
    kind: 'problem',
    message: `${sentence} The library is as it was.`,
    why,
  });
  const refuse = (why: string) => problem(`${not}: ${why}.`, why);
  if (file.size > MOST_PACKED)
    return refuse(
      `it has ${Math.round(file.size / 1e6)} MB, and there may be ${MOST_PACKED / 1e6}`,
    );
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (isEvolutionFile(bytes)) {
      const { plan } = await importEvolution(library, bytes);
      return { kind: 'evolution', name: plan.name };
    }
    const otherKind = otherKindOf(bytes);
    if (otherKind !== null) return refuse(otherKind);
    if (formatOf(bytes) === STRATEGY_FORMAT)
      return { kind: 'strategy', record: await importStrategy(library, bytes) };
    const run = readEvo(bytes, catalog);
    const { runs, damaged } = await library.listRuns();
    const there = runs.find(({ id }) => id === run.record.id);
    if (there)
      return refuse(
        `the library has this run already, as “${titleOf(there, catalog)}”. Delete that first`,
      );
    if (damaged.some(({ id }) => id === run.record.id))
      return refuse('the library has this run already, but damaged. Delete that first');
    await library.add(run);
    return { kind: 'imported', record: run.record };
  } catch (error) {
    if (error instanceof Damage) return refuse(error.message);
    return problem(writeFailure(not, error), writeFailure('it was not written', error));
  }
}

/** First bytes of every zip: it begins with a file, or with the end of none. */
const ZIP = [0x50, 0x4b] as const;
/** Bytes that are looked at for whether a file is a text. */
const LOOKED_AT = 4096;

/** Kind of a file that cannot be a run's, in words; null: it may be one. */
function otherKindOf(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'it is empty';
  if (ZIP.every((byte, i) => bytes[i] === byte)) return null;
  const isText = !bytes.subarray(0, LOOKED_AT).includes(0);
  return `it is ${isText ? 'a text file' : 'a file of another kind'}, and a run is an .evo file, as the Library exports it`;
}
