/** Use of the browser's storage by this page. */
export interface StorageQuota {
  /** Bytes used by everything of this page, and what the browser lets it use. */
  readonly used: number;
  readonly available: number;
  /** True when the browser promises not to clear it when the disk gets full. */
  readonly isPersistent: boolean;
}

/** Null where the browser does not say. */
export async function measureQuota(): Promise<StorageQuota | null> {
  const storage: StorageManager | undefined = navigator.storage;
  if (!storage) return null;
  const [{ usage, quota }, isPersistent] = await Promise.all([
    storage.estimate(),
    storage.persisted(),
  ]);
  return usage === undefined || quota === undefined
    ? null
    : { used: usage, available: quota, isPersistent };
}

/** Asks the browser never to clear this page's storage by itself; whether it promises that. */
export const askForPersistence = (): Promise<boolean> =>
  navigator.storage?.persist() ?? Promise.resolve(false);
