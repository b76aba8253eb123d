import { Damage } from '#archive/damage.ts';
import { readStrategyEvo, writeStrategyEvo } from '#archive/evo/strategy-evo.ts';
import { type StrategyRecord, strategyTitle } from '#archive/strategy-record.ts';
import { fileNameOf } from '../library/file-name.ts';
import { addStrategy, type Keeping, loadStrategy, strategiesOf } from './kept-runs.ts';

/** A strategy run of the library as a file; null: it is there no more. Throws a {@link Damage} where it cannot be read. */
export async function exportStrategy(
  library: Keeping,
  id: string,
): Promise<{ readonly blob: Blob; readonly name: string } | null> {
  const stored = await loadStrategy(library, id);
  if (!stored) return null;
  const blob = new Blob([writeStrategyEvo(stored)]);
  return { blob, name: `${fileNameOf(strategyTitle(stored.record))}.evo` };
}

/** Puts a strategy run from a file into the library. Throws a {@link Damage} that says what is wrong; then nothing has changed. */
export async function importStrategy(library: Keeping, bytes: Uint8Array): Promise<StrategyRecord> {
  const stored = readStrategyEvo(bytes);
  const { items: runs } = await strategiesOf(library).shown();
  const there = runs.find(({ id }) => id === stored.record.id);
  if (there)
    throw new Damage(
      `the library has this run already, as “${strategyTitle(there)}”. Delete that first`,
    );
  await addStrategy(library, stored);
  return stored.record;
}
