/** Which tab writes which run, so that two tabs never write the same one. */
export interface Claims {
  /** Takes a run for this tab, until it is released or the tab ends; false: another tab has it. */
  take(run: string): Promise<boolean>;
  release(run: string): void;
  /** Runs that this tab or another has taken. */
  taken(): Promise<ReadonlySet<string>>;
}

const PREFIX = 'evolution-playground run ';

/** Claims that all tabs of the browser respect, by the browser's locks: they end with the tab, however it ends. */
export function createClaims(locks: LockManager = navigator.locks): Claims {
  const releases = new Map<string, () => void>();
  return {
    take(run) {
      if (releases.has(run)) return Promise.resolve(true);
      return new Promise((resolve, reject) => {
        locks
          .request(PREFIX + run, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            if (lock) return new Promise<void>((release) => releases.set(run, release));
            return undefined;
          })
          .catch(reject);
      });
    },
    release(run) {
      releases.get(run)?.();
      releases.delete(run);
    },
    async taken() {
      const { held = [] } = await locks.query();
      const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX));
      return new Set(names.map((name) => name.slice(PREFIX.length)));
    },
  };
}
