import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';

/** Reads what was kept in a file; null: nothing was. */
export const readKept = <Kept>(file: URL): Kept | null =>
  existsSync(file) ? (deserialize(readFileSync(file)) as Kept) : null;

/** Keeps a value in a file, which is never half written. */
export function keep(file: URL, value: unknown): void {
  const fresh = new URL(`${file.href}.new`);
  writeFileSync(fresh, serialize(value));
  renameSync(fresh, file);
}
