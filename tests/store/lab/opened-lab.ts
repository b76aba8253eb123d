import { afterEach, beforeEach, vi } from 'vitest';
import { createClient } from '#protocol/client.ts';
import type { Checkpoint } from '#protocol/messages.ts';
import { createLab } from '#store/lab/create-lab.ts';
import type { Lab } from '#store/lab/lab.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { createFakeEngine, type FakeEngine } from '../../ui/fake-engine.ts';

/** Engines that the lab has had, the newest last. */
export const engines: FakeEngine[] = [];
export let lab: Lab;

/** Gives each test of a file its own lab, which it opens, in a time that stands still. */
export function eachWithLab(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }); // no work takes time
    engines.length = 0;
  });
  afterEach(() => {
    lab.dispose();
    vi.useRealTimers();
  });
}

/** Makes a lab whose engine is about to say that it is ready. */
export function make(onReady: (ready: Lab) => void): void {
  lab = createLab(
    createClient(() => {
      const engine = createFakeEngine();
      engines.push(engine);
      return engine;
    }),
    onReady,
  );
}

/** Opens a lab whose engine has said that it is ready. */
export async function open(): Promise<void> {
  make((ready) => ready.setUp(CONFIG, 'cartpole-dqn'));
  await Promise.resolve();
}

export const engine = () => engines.at(-1) as FakeEngine;
export const commands = () => engine().received.map(({ kind }) => kind);
export const state = () => lab.store.getState();
export const edits = () =>
  engine().received.flatMap((command) => (command.kind === 'edit' ? [command.values] : []));
export function ticks(count: number): void {
  for (let i = 0; i < count; i++) engine().tick();
  vi.advanceTimersByTime(300);
}

/** A lab whose run is in its sixth generation, and its last checkpoint of the third: they come less often. */
export async function runToCheckpoint(): Promise<Checkpoint> {
  await open();
  lab.start();
  ticks(22);
  const begun = { config: CONFIG, initial: CONFIG, edits: [], replay: [] };
  const checkpoint = { engine: '1', ...begun, generation: 3, state: null };
  engine().emit({ kind: 'checkpoint', run: 1, checkpoint });
  return checkpoint;
}

/** Another set-up than the lab's. */
export const OTHER = {
  ...CONFIG,
  environment: 'MountainCar-v0',
  generations: 12,
  selection: { ...CONFIG.selection, tournamentSize: 4 },
};
