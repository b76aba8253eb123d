import { isRecord } from '#core/plain-data.ts';
import { numbersIn } from '#core/shape.ts';
import { refuse } from './layer-configs.ts';

/** One array of weights as it lies in the files. */
export interface StoredWeights {
  readonly name: string;
  readonly shape: readonly number[];
  /** Specification in the manifest, for TensorFlow.js to decode. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array;
}

/** A file's bytes by its name. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>;

const MOST_ARRAYS = 512;
/** Numbers in one array: more than the widest layer has. */
const MOST_NUMBERS = 2 ** 20;
/** Bytes of a number by how it is stored; quantised ones are read as float32, too. */
const SIZES: Readonly<Record<string, number>> = { float32: 4, float16: 2, uint16: 2, uint8: 1 };

/**
 * All weights of a model, in the order of its manifest. Throws a RangeError that names the file which is missing, or what
 * does not match.
 */
export function readWeights(manifest: unknown, files: ModelFiles): readonly StoredWeights[] {
  if (!Array.isArray(manifest))
    return refuse(manifest, 'weightsManifest', 'a list of groups of weights');
  return manifest.flatMap((group: unknown) => {
    if (!isRecord(group)) return refuse(group, 'a group of weights', 'an object');
    const { paths, weights } = group;
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string'))
      return refuse(paths, 'the paths of a group of weights', 'a list of names of files');
    if (!Array.isArray(weights) || weights.length > MOST_ARRAYS)
      return refuse(weights, 'the weights of a group', `a list of at most ${MOST_ARRAYS}`);
    const bytes = join(paths.map((path) => fileNamed(path, files)));
    const needed = weights.map(bytesOf);
    const total = needed.reduce((sum, each) => sum + each, 0);
    if (total !== bytes.length)
      throw new RangeError(
        `${paths.join(', ')} ${paths.length === 1 ? 'has' : 'have'} ${bytes.length} bytes; for the weights in model.json there must be ${total}`,
      );
    let at = 0;
    return weights.map((spec: Record<string, unknown>, i): StoredWeights => {
      const from = at;
      at += needed[i] as number; // as many as weights
      const { name, shape } = spec as { name: string; shape: number[] }; // as `bytesOf` found
      return { name, shape, spec, bytes: bytes.subarray(from, at) };
    });
  });
}

function fileNamed(path: string, files: ModelFiles): Uint8Array {
  const name = path.split('/').at(-1) ?? path; // files come without their folders
  const file = files.get(name);
  if (!file)
    throw new RangeError(
      `the file of weights “${name}” is missing; it must come together with model.json`,
    );
  return file;
}

function bytesOf(spec: unknown): number {
  if (!isRecord(spec)) return refuse(spec, 'an entry of the weights', 'an object');
  const { name, shape, dtype, quantization } = spec;
  if (typeof name !== 'string') return refuse(name, 'the name of an array of weights', 'a text');
  if (!Array.isArray(shape) || !shape.every((n) => Number.isSafeInteger(n) && n >= 0))
    return refuse(shape, `the shape of “${name}”`, 'a list of whole numbers');
  const count = numbersIn(shape);
  if (count > MOST_NUMBERS)
    throw new RangeError(
      `“${name}” has ${count} numbers; an array may have ${MOST_NUMBERS} at most`,
    );
  if (dtype !== 'float32') return refuse(dtype, `the type of “${name}”`, 'float32');
  if (quantization === undefined) return 4 * count;
  const stored = isRecord(quantization) ? quantization['dtype'] : quantization;
  const size = typeof stored === 'string' && Object.hasOwn(SIZES, stored) ? SIZES[stored] : null;
  return size
    ? size * count
    : refuse(stored, `how “${name}” is stored`, 'float16, uint16 or uint8');
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
