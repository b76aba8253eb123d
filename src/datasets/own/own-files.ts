/** A person's files: a folder that was chosen or dropped, or a zip. Paths have forward slashes. */
export interface OwnFiles {
  /** Name of the whole, for messages. */
  readonly name: string;
  readonly files: ReadonlyMap<string, OwnFile>;
}

export interface OwnFile {
  readonly bytes: number;
  /** Its content; throws a {@link Damage} where it cannot be had. */
  readonly read: () => Promise<Uint8Array>;
}

/** Files that operating systems leave beside a person's files. */
const JUNK = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

/** A path as it is compared: forward slashes, composed letters (NFC), no './' before it; null for what is to be passed over. */
export function plainPath(path: string): string | null {
  const plain = path
    .replaceAll('\\', '/')
    .normalize('NFC')
    .replace(/^(\.?\/)+/, '');
  return plain === '' || plain.endsWith('/') || JUNK.test(plain) ? null : plain;
}
