import { beforeEach, expect, test } from 'vitest';
import { createExperimentRunner } from '#store/strategy/experiment-runner.ts';
import { experimentsOf, missingRuns } from '#store/strategy/experiment-runs.ts';
import { CATALOG, CONFIG } from './fake-strategy-engine.ts';
import { openStrategy } from './open-strategy.ts';
import { settle } from './settle.ts';

/** A tab's memory, which lasts over a reload. */
beforeEach(() => {
  const held = new Map<string, string>();
  globalThis.sessionStorage = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  } as unknown as Storage;
});

/** Its first run has no team, which the simulated engine could not steer. */
const BASE = { ...CONFIG, training: { ...CONFIG.training, steps: 24 } };

async function played({ engine }: Awaited<ReturnType<typeof openStrategy>>): Promise<void> {
  while (engine().tick());
  await settle();
}

test('an experiment is timed, waits for a word, runs seed by seed, and goes on after a reload', async () => {
  const first = await openStrategy();
  const runner = createExperimentRunner(first.lab, first.library);
  runner.ask('fixed-test', BASE, 2);
  expect(runner.store.getState().kept).toBeNull(); // there is no such question
  runner.ask('overhead', BASE, 2);
  expect(runner.store.getState().status).toBe('timing');
  expect(first.lab.store.getState().config?.training.steps).toBe(4);
  await played(first);
  const { status, kept } = runner.store.getState();
  expect(status).toBe('asked');
  if (!kept) throw new Error('nothing is asked');
  const all = missingRuns(kept, CATALOG).length;

  runner.goOn();
  await settle();
  expect(runner.store.getState().status).toBe('running');
  await played(first);
  expect(runner.store.getState().kept?.results).toHaveLength(1);
  const shelf = experimentsOf(first.library);
  expect((await shelf.get(kept.id))?.results).toHaveLength(1);
  runner.dispose();

  const second = await openStrategy({ library: first.library });
  const again = createExperimentRunner(second.lab, second.library);
  second.lab.start(); // as a reload brings back what was shown
  await again.resume();
  expect(again.store.getState().status).toBe('running');
  expect(missingRuns(again.store.getState().kept ?? kept, CATALOG)).toHaveLength(all - 1);
  second.lab.setUp(CONFIG, 'shapes');
  second.lab.start();
  expect(again.store.getState().status).toBe('idle');
  expect(again.store.getState().problem).toContain('another run was begun');
  again.dispose();
});
