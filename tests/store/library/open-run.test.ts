import { expect, test } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { createLab } from '#store/lab/create-lab.ts';
import type { Lab } from '#store/lab/lab.ts';
import { openRun } from '#store/library/open-run.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { createFakeEngine } from '../../ui/fake-engine.ts';
import { createMemoryLibrary } from './memory-library.ts';
import { simulateRun } from './simulate-run.ts';

const labWith = (engine = createFakeEngine()): Lab =>
  createLab(
    createClient(() => engine),
    (ready) => ready.setUp(CONFIG, 'cartpole-dqn'),
  );
const PAUSED = { paused: true };

test('whatever keeps a run from being opened is said, not thrown', async () => {
  const library = createMemoryLibrary();
  const lab = labWith();
  expect(await openRun(lab, library, 'no-such-run', PAUSED)).toMatch(/no longer in the library/);

  const { get } = library.tables;
  library.tables.get = async () => {
    throw new DOMException('The database is closing.', 'InvalidStateError');
  };
  expect(await openRun(lab, library, 'no-such-run', PAUSED)).toBe(
    'This run could not be opened: The database is closing.',
  );
  library.tables.get = get;
  lab.dispose();

  const engine = createFakeEngine();
  const without = labWith(engine);
  engine.crash('the engine is not there');
  engine.terminate();
  expect(await openRun(without, library, 'no-such-run', PAUSED)).toBe(
    'This run could not be opened: the engine is not there.',
  );
  without.dispose();
});

test('a run that is being written is shown as far as it is kept', async () => {
  const library = createMemoryLibrary();
  const run = await simulateRun(4);
  await library.add(run);
  await library.claims.take(run.record.id);
  const lab = labWith();
  expect(await openRun(lab, library, run.record.id, PAUSED)).toBeNull();
  expect(lab.store.getState().status.kind).toBe('finished');
  expect(lab.store.getState().notices.at(-1)?.text).toMatch(/in another tab, or in the queue/);
  lab.dispose();
});
