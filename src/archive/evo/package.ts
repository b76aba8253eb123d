import { strFromU8, strToU8, type Zippable, zipSync } from 'fflate';
import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';
import { Damage, needFields, needInteger, needText } from '../damage.ts';
import { unbundle } from './bundle.ts';
import { MANIFEST, MOST_PACKED, MOST_UNPACKED } from './format.ts';
import { parseJson, plain } from './json.ts';
import { unzipBounded } from './unzip-bounded.ts';

/** A zip of files and a manifest that names each with its size and hash, and has a hash of its own. */

type Fields = Readonly<Record<string, unknown>>;
export type Files = ReadonlyMap<string, Uint8Array>;

/**
 * `head`: the manifest's other fields, with `format` and `version`. `updatedAt`: the time of the files, ms since 1970.
 */
export function writePackage(
  head: object,
  files: Files,
  updatedAt: number,
): Uint8Array<ArrayBuffer> {
  const manifest = plain({
    ...head,
    files: Object.fromEntries(
      [...files].map(([file, data]) => [
        file,
        { bytes: data.length, hash: hasher().bytes(data).hex() },
      ]),
    ),
  });
  const signed = { ...manifest, hash: hasher().text(canonicalJson(manifest)).hex() };

  const zip: Zippable = { [MANIFEST]: strToU8(JSON.stringify(signed, null, 2)) };
  // Weights hardly shrink, and there may be many of them: they are stored as they are.
  for (const [file, data] of files) zip[file] = [data, { level: file.endsWith('.bin') ? 0 : 6 }];
  const mtime = new Date(Math.max(updatedAt, Date.UTC(1981, 0, 1)));
  return zipSync(zip, { mtime });
}

export interface PackageRules {
  readonly format: string;
  /** The newest that can be read. */
  readonly version: number;
  /** Bytes that a file may unpack to; null: it is not needed. */
  readonly mostBytes: (name: string) => number | null;
}

/**
 * Reads a package and checks it: sizes before anything is unpacked, then every file's hash. Throws a {@link Damage}
 * that says what is wrong.
 */
export function readPackage(
  data: Uint8Array,
  rules: PackageRules,
): { readonly manifest: Fields; readonly files: Files } {
  const manifest = readManifest(data, rules);
  const listed = needFields(manifest['files'], 'the list of files');
  return { manifest, files: readFiles(data, listed, rules) };
}

/** Names the format of a package; null: it is none. Checks nothing. */
export function formatOf(data: Uint8Array): string | null {
  try {
    const { format } = readManifestText(data);
    return typeof format === 'string' ? format : null;
  } catch (error) {
    if (error instanceof Damage) return null;
    throw error;
  }
}

const MOST_MANIFEST = 4e6;

function readManifestText(data: Uint8Array): Fields {
  if (data.length > MOST_PACKED)
    throw new Damage(`it has ${data.length} bytes; there may be ${MOST_PACKED}`);
  const files = unzipBounded(data, (name) => (name === MANIFEST ? MOST_MANIFEST : null));
  if (!files.has(MANIFEST)) throw new Damage('it has no manifest: it is no run of this page');
  return needFields(jsonOf(files, MANIFEST), 'the manifest');
}

/** Its own hash is checked before any of it is believed, but for the version: a newer one may be built otherwise. */
function readManifest(data: Uint8Array, { format, version: newest }: PackageRules): Fields {
  const { hash, ...manifest } = readManifestText(data);
  if (manifest['format'] !== format) throw new Damage('it is no run of this page');
  const version = needInteger(manifest['version'], 'its version', 1, 1e6);
  if (version > newest)
    throw new Damage(
      `it was made by a newer version of this page (format ${version}; this page reads up to ${newest}). Reload the page to get the newest one`,
    );
  if (hash !== hasher().text(canonicalJson(manifest)).hex())
    throw new Damage('its manifest was changed');
  return manifest;
}

function readFiles(data: Uint8Array, listed: Fields, { mostBytes }: PackageRules): Files {
  let room = MOST_UNPACKED;
  const entries = new Map<string, { readonly bytes: number; readonly hash: string }>();
  for (const [name, value] of Object.entries(listed)) {
    const most = mostBytes(name);
    if (most === null) continue; // whatever it is, it is not needed
    const entry = needFields(value, `the entry of ${name}`);
    const bytes = needInteger(entry['bytes'], `the size of ${name}`, 0, most);
    entries.set(name, { bytes, hash: needText(entry['hash'], `the hash of ${name}`) });
    room -= bytes;
  }
  if (room < 0) throw new Damage(`it would unpack to more than ${MOST_UNPACKED} bytes`);
  const files = unzipBounded(data, (name) => entries.get(name)?.bytes ?? null);
  for (const [name, { bytes, hash }] of entries) {
    const file = files.get(name);
    if (!file) throw new Damage(`${name} is missing`);
    if (file.length !== bytes || hasher().bytes(file).hex() !== hash)
      throw new Damage(`${name} was changed`);
  }
  return files;
}

export function fileOf(files: Files, name: string): Uint8Array {
  const file = files.get(name);
  if (!file) throw new Damage(`${name} is missing`);
  return file;
}

export const jsonOf = (files: Files, name: string): unknown =>
  parseJson(strFromU8(fileOf(files, name)), name);

/** Data with typed arrays, of a `.json` and the `.bin` beside it; null where there is none. */
export function readBundle(files: Files, name: string): unknown {
  if (!files.has(`${name}.json`)) return null;
  return unbundle(jsonOf(files, `${name}.json`), fileOf(files, `${name}.bin`), `the ${name}`);
}
