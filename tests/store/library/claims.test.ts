import { describe, expect, test } from 'vitest';
import { createClaims } from '#store/library/claims.ts';
import { createTabLocks } from '#store/library/tab-locks.ts';

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

describe('where the browser has no locks', () => {
  /** Makes tabs that are told of each other at once, whatever else they do. */
  function createTabs() {
    const tabs = new Set<{ readonly hear: (event: MessageEvent) => void }>();
    return () => {
      const heard: ((event: MessageEvent) => void)[] = [];
      const tab = {
        hear(event: MessageEvent) {
          for (const each of heard) each(event);
        },
      };
      tabs.add(tab);
      const channel = {
        postMessage(data: unknown) {
          for (const other of tabs) if (other !== tab) other.hear({ data } as MessageEvent);
        },
        addEventListener: (_: string, listener: (event: MessageEvent) => void) => {
          heard.push(listener);
        },
      } as unknown as BroadcastChannel;
      return { claims: createClaims(createTabLocks(channel, 5)), end: () => tabs.delete(tab) };
    };
  }

  test('a run is one tab’s until it lets go or ends', async () => {
    const openTab = createTabs();
    const [here, there, late] = [openTab(), openTab(), openTab()];
    expect(await here.claims.take('a')).toBe(true);
    expect(await there.claims.take('a')).toBe(false);
    expect(await there.claims.take('b')).toBe(true);
    expect(await late.claims.taken()).toEqual(new Set(['a', 'b']));
    here.claims.release('a');
    await Promise.resolve();
    expect(await late.claims.take('a')).toBe(true);
    there.end();
    expect(await here.claims.taken()).toEqual(new Set(['a']));
    expect(await here.claims.take('b')).toBe(true);
  });

  test('of tabs that ask at the same time one gets it', async () => {
    const openTab = createTabs();
    for (const pause of [0, 2]) {
      const tabs = [openTab(), openTab(), openTab()];
      const answers = await Promise.all(
        tabs.map(async ({ claims }, i) => {
          await new Promise((resolve) => setTimeout(resolve, i * pause));
          return claims.take('a');
        }),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      for (const { end } of tabs) end();
    }
  });
});
