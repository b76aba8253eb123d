import { afterEach, expect, test, vi } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { createLab } from '#store/create-lab.ts';
import { findLeft, rememberShown } from '#store/library/browser-library.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { createFakeEngine } from '../../ui/fake-engine.ts';
import { createMemoryLibrary } from './memory-library.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** As where a browser is told to keep nothing of any page. */
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
  expect(await findLeft(createMemoryLibrary(), CATALOG, CONFIG, [])).toBeNull();
  stop();
  lab.dispose();
});
