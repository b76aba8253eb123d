import { expect, test } from 'vitest';
import { beginRecord, type Origin, type RunRecord } from '#archive/run-record.ts';
import { ancestryOf, inheritedEdits } from '#store/history/ancestry.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';

const edit = (generation: number) => ({ generation, step: 0, values: { generations: generation } });
const branchOf = (run: string, generation: number): Origin => ({ kind: 'branch', run, generation });

/** Runs by id; each edited in its generations 1, 4 and 7. */
function library(origins: Readonly<Record<string, Origin | null>>) {
  const records = new Map<string, RunRecord>();
  for (const [id, origin] of Object.entries(origins))
    records.set(id, {
      ...beginRecord({
        id,
        config: CONFIG,
        preset: null,
        engine: '1',
        device: null,
        now: 0,
        origin,
      }),
      edits: [edit(1), edit(4), edit(7)].filter(
        ({ generation }) => origin?.kind !== 'branch' || generation >= origin.generation,
      ),
    });
  return { record: async (id: string) => records.get(id) ?? null };
}

test('a branch has the changes of all runs before it, each up to where the next one left it', async () => {
  const shelf = library({ first: null, second: branchOf('first', 3) });
  const edits = await inheritedEdits(branchOf('second', 6), shelf);
  expect(edits.map(({ generation }) => generation)).toEqual([1, 4]);
  expect(await inheritedEdits(null, shelf)).toEqual([]);
});

test('a run that is no longer there ends the line, and is named', async () => {
  const shelf = library({ second: branchOf('first', 3) });
  const { runs, first } = await ancestryOf(branchOf('second', 6), shelf);
  expect(runs.map(({ record, until }) => [record.id, until])).toEqual([['second', 6]]);
  expect(first).toEqual(branchOf('first', 3));
});
