/** A person's files: a folder that was chosen or dropped, or a zip. Paths have forward slashes. */
export interface OwnFiles {
  /** Name of the whole, for messages. */
  readonly name: string;
  readonly files: ReadonlyMap<string, OwnFile>;
}

export interface OwnFile {
  readonly bytes: number;
  /** Reads its content; rejects with a {@link Damage} where that fails. */
  readonly read: () => Promise<Uint8Array>;
}

/** Files that operating systems leave beside a person's files. */
const JUNK = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

/** Returns a path in its comparable form: forward slashes, composed letters (NFC), no './' before it; null for junk. */
export function plainPath(path: string): string | null {
  const plain = path
    .replaceAll('\\', '/')
    .normalize('NFC')
    .replace(/^(\.?\/)+/, '');
  return plain === '' || plain.endsWith('/') || JUNK.test(plain) ? null : plain;
}
