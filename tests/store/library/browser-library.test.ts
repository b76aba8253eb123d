import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { createLab } from '#store/lab/create-lab.ts';
import { leftRunsOf, rememberShown } from '#store/library/browser-library.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { createFakeEngine } from '../../ui/fake-engine.ts';
import { createMemoryLibrary } from './memory-library.ts';

/** Listeners of the page. */
let page: EventTarget;

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Forbids storage, as where a browser is told to keep nothing of any page. */
function forbidStorage(): void {
  const storage = {
    getItem() {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  };
  vi.stubGlobal('sessionStorage', storage);
}

test('a page that may not store anything runs all the same', async () => {
  forbidStorage();
  const lab = createLab(
    createClient(() => createFakeEngine()),
    (ready) => ready.setUp(CONFIG, 'cartpole-dqn'),
  );
  const stop = rememberShown(lab);
  await Promise.resolve();
  lab.start();
  expect(lab.store.getState().status).toEqual({ kind: 'running' });
  expect(await leftRunsOf(createMemoryLibrary()).find(CATALOG, CONFIG, [])).toBeNull();
  stop();
  lab.dispose();
});

test('whether the run shown is paused is remembered when that has settled, or when the page is left', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const kept = new Map<string, string>();
  const setItem = vi.fn((name: string, value: string) => void kept.set(name, value));
  vi.stubGlobal('sessionStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem });
  const engine = createFakeEngine();
  const lab = createLab(
    createClient(() => engine),
    (ready) => ready.setUp(CONFIG, 'cartpole-dqn'),
  );
  const stop = rememberShown(lab);
  const paused = () => kept.get('evolution-playground paused');
  await Promise.resolve();
  lab.start();
  expect(kept.get('evolution-playground run')).toBe(lab.store.getState().runId);
  expect(paused()).toBe('false');

  lab.pause();
  setItem.mockClear();
  for (let i = 0; i < 3; i++) {
    lab.play();
    lab.pause();
  }
  expect(setItem).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(paused()).toBe('true');

  lab.play();
  page.dispatchEvent(new Event('pagehide'));
  expect(paused()).toBe('false');

  stop();
  lab.pause();
  page.dispatchEvent(new Event('pagehide'));
  vi.advanceTimersByTime(1000);
  expect(paused()).toBe('false');
  lab.dispose();
});
