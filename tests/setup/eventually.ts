import { vi } from 'vitest';

/** Waits until a check holds, for as long as a busy machine may take: 30 seconds instead of Vitest's one. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 30_000 });
