import { readStrategyRecord } from '#archive/read-strategy.ts';
import { strategyTitle } from '#archive/strategy-record.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { OwnData } from '#core/strategy/strategy-config.ts';
import type { DamagedItem } from '../library/shelf.ts';
import type { Change } from '../library/tables.ts';
import type { Keeping } from './kept-runs.ts';
import { joinedImages, type KeptImages, readKeptImages, writtenImages } from './own-record.ts';

/** Portions in one transaction. */
const TOGETHER = 16;

/** Keeps images, unless they are there. Rejects as writing does; then nothing of them is kept. */
export async function keepOwnImages(library: Keeping, data: OwnData, set: ImageSet): Promise<void> {
  const { tables, changes } = library;
  const { digest, name } = data;
  if ((await tables.get('ownImages', digest)) !== undefined) return;
  const { parts, record } = writtenImages(digest, name, set, Date.now());
  try {
    await tables.write([clearParts(digest)]); // of a try that was cut short
    for (let at = 0; at < parts.length; at += TOGETHER)
      await tables.write(parts.slice(at, at + TOGETHER).map((part) => part()));
    await tables.write([record]);
  } catch (error) {
    // Half of them help nobody; where even that cannot be written, the next try does it.
    await tables.write([clearParts(digest)]).catch(() => {});
    throw error;
  }
  changes.announce();
}

/** Null: they are not here. Throws a Damage where they cannot be read any more. */
export async function loadOwnImages({ tables }: Keeping, digest: string): Promise<ImageSet | null> {
  const record = await tables.get('ownImages', digest);
  if (record === undefined) return null;
  const parts = await tables.list('ownImageParts', { run: digest });
  return joinedImages(
    record,
    parts.map(({ value }) => value),
  );
}

/** The newest first. */
export async function listOwnImages(library: Keeping): Promise<{
  readonly items: readonly KeptImages[];
  readonly damaged: readonly DamagedItem[];
}> {
  const { items, damaged } = await library.shelf('ownImages', readKeptImages).list();
  return { items: [...items].sort((a, b) => b.keptAt - a.keptAt), damaged };
}

export async function deleteOwnImages({ tables, changes }: Keeping, digest: string): Promise<void> {
  await tables.write([{ kind: 'delete', table: 'ownImages', key: digest }, clearParts(digest)]);
  changes.announce();
}

/** Titles of kept runs by the digest of the own images that they need. */
export async function runsOfOwnImages(
  library: Keeping,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { items } = await library.shelf('strategies', readStrategyRecord).list();
  const titles = new Map<string, string[]>();
  for (const record of items) {
    const { data } = record.config;
    if (data.kind !== 'own' || record.deletedAt !== null) continue;
    titles.set(data.digest, [...(titles.get(data.digest) ?? []), strategyTitle(record)]);
  }
  return titles;
}

const clearParts = (digest: string): Change => ({
  kind: 'clear',
  table: 'ownImageParts',
  within: { run: digest },
});
