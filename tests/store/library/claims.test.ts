import { expect, test } from 'vitest';
import { createClaims } from '#store/library/claims.ts';

/** The browser's locks, as several tabs share them. */
function createLocks(): LockManager {
  const held = new Set<string>();
  const request = async (
    name: string,
    _: LockOptions,
    use: (lock: Lock | null) => Promise<unknown> | undefined,
  ) => {
    await Promise.resolve(); // never at once
    if (held.has(name)) return use(null);
    held.add(name);
    await use({ name, mode: 'exclusive' });
    held.delete(name);
    return undefined;
  };
  const query = async () => ({ held: [...held].map((name) => ({ name })), pending: [] });
  return { request, query } as unknown as LockManager;
}

test('a run that a tab took twice is free when it was released twice', async () => {
  const locks = createLocks();
  const [here, there] = [createClaims(locks), createClaims(locks)];
  expect(await Promise.all([here.take('a'), here.take('a')])).toEqual([true, true]);
  expect(await there.take('a')).toBe(false);
  here.release('a');
  expect(await here.taken()).toEqual(new Set(['a']));
  expect(await there.take('a')).toBe(false);
  here.release('a');
  await Promise.resolve();
  expect(await here.taken()).toEqual(new Set());
  expect(await there.take('a')).toBe(true);
});

test('what another tab has is not released by who did not get it', async () => {
  const locks = createLocks();
  const [here, there] = [createClaims(locks), createClaims(locks)];
  await here.take('a');
  expect(await there.take('a')).toBe(false);
  there.release('a');
  await Promise.resolve();
  expect(await there.taken()).toEqual(new Set(['a']));
  expect(await there.take('a')).toBe(false);
});
