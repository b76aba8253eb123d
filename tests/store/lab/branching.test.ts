import { expect, test } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { branchRun } from '#store/lab/branching.ts';
import { createLab } from '#store/lab/create-lab.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { createFakeEngine } from '../../ui/fake-engine.ts';
import { createMemoryLibrary } from '../library/memory-library.ts';
import { simulateRun } from '../library/simulate-run.ts';

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

test('a run that another version of the engine made has no branches', async () => {
  const lab = createLab(createClient(createFakeEngine), () => {});
  await Promise.resolve();
  const run = await simulateRun(3);
  await lab.open({ ...run, record: { ...run.record, engine: '0' }, checkpoint: null });
  expect(await branchRun(lab, createMemoryLibrary(), 2, CONFIG)).toBe(
    'Engine 0 made this run. It cannot be branched off here: engine 1 would make what came before otherwise.',
  );
  expect(lab.store.getState()).toMatchObject({ run: 1, status: { kind: 'finished' } });
  lab.dispose();
});
