import { expect, test } from 'vitest';
import type { RunHolder } from '#engine/lab.ts';
import { createLazyLab } from '#engine/lazy-lab.ts';

const HOLDER = {} as RunHolder; // nothing is put on it

test('a lab is loaded once, by its first command', async () => {
  let loads = 0;
  const heard: string[] = [];
  const lab = createLazyLab<string>(
    async () => {
      loads++;
      return { obey: async (command) => void heard.push(command) };
    },
    () => {},
  );
  expect(loads).toBe(0);
  await Promise.all([lab.obey('a', HOLDER), lab.obey('b', HOLDER)]);
  lab.preload();
  expect(loads).toBe(1);
  expect(heard).toEqual(['a', 'b']);
});

test('a lab that could not be loaded is tried again by the next command', async () => {
  let isOffline = true;
  const lab = createLazyLab<string>(
    async () => {
      if (isOffline) throw new Error('offline');
      return { obey: async () => {} };
    },
    () => {},
  );
  lab.preload();
  await expect(lab.obey('a', HOLDER)).rejects.toThrow('offline');
  isOffline = false;
  await lab.obey('b', HOLDER);
});
