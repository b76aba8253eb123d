import { Damage } from '#archive/damage.ts';
import { unpackEntry } from '#archive/evo/unzip-bounded.ts';
import { readDirectory } from '#archive/evo/zip-directory.ts';
import { type OwnFile, type OwnFiles, plainPath } from './own-files.ts';

const MOST_FILES = 60_000;
/** Largest file, and sum of all, unpacked, bytes. Nothing is unpacked before it is read, then one file at a time. */
const MOST_BYTES = 256e6;
const MOST_TOGETHER = 4e9;

/** The files of a zip. Throws a {@link Damage} for what is none, or would be too large unpacked. */
export function openZip(data: Uint8Array, name: string): OwnFiles {
  const files = new Map<string, OwnFile>();
  let together = 0;
  for (const entry of inNameOf(name, () => readDirectory(data, MOST_FILES))) {
    const path = plainPath(entry.name);
    if (path === null) continue;
    if (entry.size > MOST_BYTES)
      throw new Damage(
        `${name}: ${path} would unpack to ${entry.size} bytes; ${MOST_BYTES} are the most`,
      );
    together += entry.size;
    if (together > MOST_TOGETHER)
      throw new Damage(`${name} would unpack to more than ${MOST_TOGETHER} bytes`);
    if (files.has(path)) throw new Damage(`${name}: it holds ${path} twice`);
    files.set(path, {
      bytes: entry.size,
      read: async () => inNameOf(`${name}: ${path}`, () => unpackEntry(entry)),
    });
  }
  if (files.size === 0) throw new Damage(`${name} holds no file`);
  return { name, files };
}

/** Damage found in something, said of it. */
function inNameOf<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Damage) throw new Damage(`${name}: ${error.message}`);
    throw error;
  }
}
