import { expect, test, vi } from 'vitest';
import { createRunWriter } from '#store/library/run-writer.ts';
import { eventually } from '../../setup/eventually.ts';
import { createMemoryLibrary } from './memory-library.ts';
import { simulateRun } from './simulate-run.ts';

test('what comes while something is written is written too', async () => {
  const library = createMemoryLibrary();
  const { record, founders, generations } = await simulateRun(6);
  const write = library.tables.write.bind(library.tables);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const writing = vi.spyOn(library.tables, 'write').mockImplementationOnce(async (changes) => {
    await held;
    await write(changes);
  });
  const fresh = { ...record, generations: 0, best: [], checkpoint: null, checkpointBytes: 0 };
  const report = {
    onFailure: (error: unknown) => {
      throw error;
    },
    onRecovery: () => {},
    whole: () => null,
  };
  const writer = createRunWriter(library, { kind: 'new', record: fresh, founders }, report);
  const [first, ...others] = generations;
  if (first) writer.add(first);
  await eventually(() => expect(writing).toHaveBeenCalled());
  for (const event of others) writer.add(event);
  release();
  await writer.close();
  const { runs, damaged } = await library.listRuns();
  expect(damaged).toEqual([]);
  expect(runs[0]).toMatchObject({ generations: 6 });
  expect(runs[0]?.best).toHaveLength(6);
});
