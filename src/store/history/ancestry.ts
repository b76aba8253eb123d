import type { Origin, RunRecord } from '#archive/run-record.ts';
import type { Edit } from '#protocol/messages.ts';
import type { Library } from '../library/library.ts';

/** A run's relation to those it branched off from. */
export interface Ancestry {
  /** The run that it branched off from first, then the one that this branched off from, and so on. */
  readonly runs: readonly {
    readonly record: RunRecord;
    /** Generations before this one are its. */
    readonly until: number;
  }[];
  /** Origin of the last of them; of a branch, that run is no longer in the library. */
  readonly first: Origin | null;
}

/** The runs that one of this origin branched off from, as far as the library has them. */
export async function ancestryOf(
  origin: Origin | null,
  library: Pick<Library, 'record'>,
): Promise<Ancestry> {
  const runs: { record: RunRecord; until: number }[] = [];
  let first = origin;
  while (first?.kind === 'branch') {
    const record = await library.record(first.run);
    if (!record) break;
    runs.push({ record, until: first.generation });
    first = record.origin;
  }
  return { runs, first };
}

/** Live changes that were made in those runs while they made what a run of this origin goes on from. */
export async function inheritedEdits(
  origin: Origin | null,
  library: Pick<Library, 'record'>,
): Promise<readonly Edit[]> {
  const { runs } = await ancestryOf(origin, library);
  return runs
    .toReversed()
    .flatMap(({ record, until }) => record.edits.filter(({ generation }) => generation < until));
}
