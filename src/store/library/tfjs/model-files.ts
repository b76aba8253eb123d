import { Damage } from '#archive/damage.ts';
import { unzipBounded } from '#archive/evo/unzip-bounded.ts';
import { MODEL_FILE } from './layers-model.ts';

/** A LayersModel as it was dropped or chosen: its files by name, `model.json` among them if it came along. */
export interface ModelSource {
  /** Name of the chosen file. */
  readonly name: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** Bytes of all files of a model: many times as many as the largest network here has. */
const MOST_BYTES = 64e6;
const LONGEST_JSON = 4e6;
/** Keys that only a model's JSON holds. */
const MARKS = ['"modelTopology"', '"weightsManifest"'];

/**
 * Finds the models among files: a zip with a `model.json`, or one in each of several folders, or JSON with its weights
 * beside it. Throws a {@link Damage} where they are too large.
 */
export async function modelsIn(
  files: readonly File[],
): Promise<{ readonly models: readonly ModelSource[]; readonly rest: readonly File[] }> {
  const weights = files.filter(({ name }) => name.endsWith('.bin'));
  const models: ModelSource[] = [];
  const rest: File[] = [];
  const bytes = weights.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_BYTES) throw tooLarge(bytes);
  for (const file of files) {
    if (weights.includes(file)) continue;
    const inside = await zipped(file);
    const found = inside.length > 0 ? inside : await unpacked(file, weights);
    models.push(...found);
    if (found.length === 0) rest.push(file);
  }
  const [alone] = weights;
  // The refusal of weights without their model.json is said where a model is read.
  if (alone && models.length === 0)
    models.push({ name: alone.name, files: { [alone.name]: await bytesOf(alone) } });
  return { models, rest };
}

/** The models in a zip: files of a folder belong together. */
async function zipped(file: File): Promise<readonly ModelSource[]> {
  if (!file.name.endsWith('.zip')) return [];
  if (file.size > MOST_BYTES) throw tooLarge(file.size);
  const files = unzipBounded(await bytesOf(file), (name) =>
    name.endsWith('.json') ? LONGEST_JSON : MOST_BYTES,
  );
  const folders = new Map<string, Record<string, Uint8Array>>();
  for (const [path, data] of files) {
    const cut = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(cut, 0));
    folders.set(folder, { ...folders.get(folder), [path.slice(cut + 1)]: data });
  }
  const models = [...folders].filter(([, inside]) => MODEL_FILE in inside);
  return models.map(([folder, inside]) => ({
    name: models.length > 1 ? `${folder} of ${file.name}` : file.name,
    files: inside,
  }));
}

async function unpacked(file: File, weights: readonly File[]): Promise<readonly ModelSource[]> {
  if (!file.name.endsWith('.json') || file.size > LONGEST_JSON) return [];
  const data = await bytesOf(file);
  const text = new TextDecoder().decode(data);
  if (!MARKS.some((mark) => text.includes(mark))) return [];
  const beside = await Promise.all(
    weights.map(async (each) => [each.name, await bytesOf(each)] as const),
  );
  return [{ name: file.name, files: { ...Object.fromEntries(beside), [MODEL_FILE]: data } }];
}

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());

const tooLarge = (bytes: number): Damage =>
  new Damage(`it has ${Math.round(bytes / 1e6)} MB, and a model may have ${MOST_BYTES / 1e6}`);
