import { Inflate } from 'fflate';
import { Damage } from '../damage.ts';
import { crc32 } from './crc32.ts';
import { MOST_FILES } from './format.ts';
import { cutOff, readDirectory, type ZipEntry } from './zip-directory.ts';

/** Unpacked at a time, packed bytes: they become a thousand times as many at most. */
const PORTION = 8192;

/**
 * Some files of a zip, by name. `limit` gives the bytes that a file may unpack to, or null to leave it packed; a file
 * declared larger is refused before a byte of it is unpacked, and a file that unpacks to more than declared as soon as
 * it does. Throws a {@link Damage} for data that are no zip.
 */
export function unzipBounded(
  data: Uint8Array,
  limit: (name: string) => number | null,
): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const entry of readDirectory(data, MOST_FILES)) {
    const { name, size } = entry;
    const most = limit(name);
    if (most === null) continue;
    if (size > most)
      throw new Damage(`${name} would unpack to ${size} bytes; there may be ${most}`);
    files.set(name, unpackEntry(entry));
  }
  return files;
}

/** The content of one file; a {@link Damage} where it is not as long as it says, or was changed. */
export function unpackEntry(entry: ZipEntry): Uint8Array {
  const { name, packed, size, method, checksum } = entry;
  if (method === 'stored' && packed.length !== size)
    throw new Damage(`${name} is not as long as it says`);
  const file = method === 'stored' ? new Uint8Array(packed) : inflate(entry);
  if (crc32(file) !== checksum) throw new Damage(`${name} was changed: its checksum is another`);
  return file;
}

function inflate({ name, packed, size }: ZipEntry): Uint8Array {
  const file = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((portion) => {
    if (length + portion.length > size)
      throw new Damage(`${name} unpacks to more than the ${size} bytes that it says`);
    file.set(portion, length);
    length += portion.length;
  });
  try {
    for (let at = 0; at < packed.length; at += PORTION)
      stream.push(packed.subarray(at, at + PORTION), at + PORTION >= packed.length);
  } catch (error) {
    if (error instanceof Damage) throw error;
    throw cutOff();
  }
  if (length !== size) throw new Damage(`${name} is not as long as it says`);
  return file;
}
