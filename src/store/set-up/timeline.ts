/** States to undo to, and to redo to, the newest last. */
export interface Timeline<T> {
  readonly past: readonly T[];
  readonly future: readonly T[];
  /** The last change, and when it was made, ms; null: none since the last step through the timeline. */
  readonly last: { readonly what: string; readonly atMs: number } | null;
}

export const NO_TIMELINE = { past: [], future: [], last: null } as const satisfies Timeline<never>;

const SUCCESSION_MS = 1000;
const MOST = 200;

/** After a change. Changes of the same thing in quick succession, as of a slider that is dragged, are one. */
export function withChange<T>(
  { past, last }: Timeline<T>,
  before: T,
  what: string,
  nowMs: number,
): Timeline<T> {
  const isSame = what === last?.what && nowMs - last.atMs < SUCCESSION_MS;
  return {
    past: isSame ? past : [...past, before].slice(-MOST),
    future: [],
    last: { what, atMs: nowMs },
  };
}

/** A step through a timeline: the state found there, and the timeline after it; null: there is none. */
export type Travel<T> = { readonly found: T; readonly timeline: Timeline<T> } | null;

/** Goes back to the state before the last change. */
export function undo<T>({ past, future }: Timeline<T>, now: T): Travel<T> {
  const [found] = past.slice(-1);
  if (found === undefined) return null;
  return { found, timeline: { past: past.slice(0, -1), future: [...future, now], last: null } };
}

export function redo<T>({ past, future }: Timeline<T>, now: T): Travel<T> {
  const [found] = future.slice(-1);
  if (found === undefined) return null;
  return { found, timeline: { past: [...past, now], future: future.slice(0, -1), last: null } };
}
