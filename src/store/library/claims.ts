import type { Locks } from './tab-locks.ts';

export type Claims = ReturnType<typeof createClaims>;

const PREFIX = 'evolution-playground run ';

interface Held {
  count: number;
  readonly taken: Promise<boolean>;
  readonly release: () => void;
}

/** The browser has locks where the page came safely: by https, or from this machine. */
const browserLocks = async (): Promise<Locks> => {
  if ('locks' in navigator) return navigator.locks;
  const { createTabLocks } = await import('./tab-locks.ts');
  return createTabLocks(new BroadcastChannel('evolution-playground locks'));
};

/**
 * Claims of tabs to write runs, so that two tabs never write the same one. All tabs of the browser respect them, and they
 * end with the tab, however it ends.
 */
export function createClaims(locks: Locks | Promise<Locks> = browserLocks()) {
  /** Claims of each run that this tab has or asks for: how often, the answer, and how it is given back. */
  const held = new Map<string, Held>();

  function request(run: string): Held {
    let release = () => {};
    const over = new Promise<void>((resolve) => {
      release = resolve;
    });
    const taken = new Promise<boolean>((resolve, reject) => {
      const wait = async () =>
        (await locks).request(PREFIX + run, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock ? over : undefined;
        });
      wait().catch(reject);
    });
    return { count: 0, taken, release };
  }

  function drop(run: string, it: Held): void {
    it.count--;
    if (it.count > 0 || held.get(run) !== it) return;
    held.delete(run);
    it.release();
  }

  return {
    /** Takes a run for this tab, until it is released as often or the tab ends; false: another tab has it. */
    async take(run: string): Promise<boolean> {
      const it = held.get(run) ?? request(run);
      held.set(run, it);
      it.count++;
      const taken = await it.taken.catch((error: unknown) => {
        drop(run, it);
        throw error;
      });
      if (!taken) drop(run, it);
      return taken;
    },
    /** Gives one taking of a run back; one that did not succeed has nothing to give back. */
    release(run: string): void {
      const it = held.get(run);
      if (it) drop(run, it);
    },
    /** Runs that this tab or another has taken. */
    async taken(): Promise<ReadonlySet<string>> {
      const { held: all = [] } = await (await locks).query();
      const names = all.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX));
      return new Set(names.map((name) => name.slice(PREFIX.length)));
    },
  };
}
