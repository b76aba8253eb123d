import { strFromU8 } from 'fflate';
import { Damage } from '../damage.ts';

/** One file of a zip, still packed. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly packed: Uint8Array;
  /** Bytes that it says it unpacks to, and their CRC-32. */
  readonly size: number;
  readonly checksum: number;
}

/** Records of a zip by their signatures, and their fixed lengths in bytes (APPNOTE.TXT 6.3, section 4.3). */
const END = { signature: 0x06054b50, length: 22 };
const FILE = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };

const LONGEST_COMMENT = 0xffff;

/** Value of a zip's own field that is too small for its number: others follow in records of 64 bits. */
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

/** Flags of a file. */
const LOCKED = 1;

/** Lists the files of a zip without unpacking any of them. Throws a {@link Damage} where the data are no zip. */
export function readDirectory(data: Uint8Array, most: number): readonly ZipEntry[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  try {
    const end = endOf(view);
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    if (count === FULL_16 || at === FULL_32)
      throw new Damage(
        'it is a zip of the 64-bit kind, for more than 65 534 files or 4 GB: pack fewer',
      );
    if (count > most) throw new Damage(`it holds more than ${most} files`);
    const entries: ZipEntry[] = [];
    const names = new Set<string>();
    for (let i = 0; i < count; i++) {
      need(view, at, FILE.signature);
      const nameLength = view.getUint16(at + 28, true);
      const name = nameOf(slice(data, at + FILE.length, nameLength));
      if (names.has(name)) throw new Damage(`it holds ${name} twice`);
      names.add(name);
      if (view.getUint16(at + 8, true) & LOCKED)
        throw new Damage(`${name} is locked with a password: pack it without one`);
      entries.push({
        name,
        method: methodOf(view.getUint16(at + 10, true), name),
        packed: packedOf(data, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true)),
        size: view.getUint32(at + 24, true),
        checksum: view.getUint32(at + 16, true),
      });
      const extraLength = view.getUint16(at + 30, true);
      const commentLength = view.getUint16(at + 32, true);
      at += FILE.length + nameLength + extraLength + commentLength;
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw cutOff(); // read beyond the end
    throw error;
  }
}

export const cutOff = (): Damage => new Damage('it is cut off or changed, and does not unpack');

/** Finds the record that ends every zip, before a comment. */
function endOf(view: DataView): number {
  const last = view.byteLength - END.length;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--)
    if (view.getUint32(at, true) === END.signature) return at;
  throw cutOff();
}

/** Returns the packed bytes of a file, which lie behind a header of its own; the directory does not tell its length. */
function packedOf(data: Uint8Array, view: DataView, at: number, length: number): Uint8Array {
  need(view, at, LOCAL.signature);
  const names = view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return slice(data, at + LOCAL.length + names, length);
}

/** UTF-8 whatever the flags say, as most packers write it; else byte by byte, as some old code page. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return strFromU8(bytes, true);
  }
}

function methodOf(code: number, name: string): ZipEntry['method'] {
  if (code === 0) return 'stored';
  if (code === 8) return 'deflated';
  throw new Damage(`${name} is packed in a way that this page does not know`);
}

function need(view: DataView, at: number, signature: number): void {
  if (view.getUint32(at, true) !== signature) throw cutOff();
}

function slice(data: Uint8Array, from: number, length: number): Uint8Array {
  if (from + length > data.length) throw cutOff();
  return data.subarray(from, from + length);
}
