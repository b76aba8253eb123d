/**
 * Turns a difference of version i + 1 into one of version i + 2; the whole of links, where it must. Old links stay
 * readable, so none is ever taken out, and none is ever changed.
 */
export type Migration = (changes: unknown) => unknown;

/** None was needed yet. */
export const MIGRATIONS: readonly Migration[] = [];

/** A difference of some version in the form of today. One of a newer version stays as it is. */
export const migrate = (
  changes: unknown,
  version: number,
  migrations: readonly Migration[] = MIGRATIONS,
): unknown => migrations.slice(version - 1).reduce((older, next) => next(older), changes);
