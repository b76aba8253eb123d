import { expect, test } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { branchRun } from '#store/branching.ts';
import { createLab } from '#store/create-lab.ts';
import { CONFIG } from '../ui/fake-catalog.ts';
import { createFakeEngine } from '../ui/fake-engine.ts';
import { createMemoryLibrary } from './library/memory-library.ts';

test('storage that fails while a branch is prepared is told, and the run goes on', async () => {
  const engine = createFakeEngine();
  const lab = createLab(
    createClient(() => engine),
    (ready) => ready.setUp(CONFIG, 'cartpole-dqn'),
  );
  await Promise.resolve();
  lab.start({ origin: { kind: 'branch', run: 'a-run-before', generation: 0 } });
  for (let i = 0; i < 12; i++) engine.tick();
  const library = createMemoryLibrary();
  library.tables.get = async () => {
    throw new DOMException('The database is closing.', 'InvalidStateError');
  };
  expect(await branchRun(lab, library, 2, CONFIG)).toBe(
    'The branch could not be begun: The database is closing.',
  );
  expect(lab.store.getState()).toMatchObject({ run: 1, status: { kind: 'running' } });
  lab.dispose();
});
