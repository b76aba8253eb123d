/** What can be gone back to, and forward again. */
export interface Timeline<T> {
  /** Something was changed. Changes of the same thing in quick succession, as of a slider that is dragged, are one. */
  record(before: T, what: string, nowMs: number): void;
  /** What was before the last change; null: there is nothing to go back to. */
  undo(now: T): T | null;
  redo(now: T): T | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

const SUCCESSION_MS = 1000;
const MOST = 200;

export function createTimeline<T>(): Timeline<T> {
  const past: T[] = [];
  const future: T[] = [];
  let last = { what: '', atMs: Number.NEGATIVE_INFINITY };
  const move = (from: T[], to: T[], now: T): T | null => {
    const found = from.pop();
    if (found === undefined) return null;
    to.push(now);
    last = { what: '', atMs: Number.NEGATIVE_INFINITY };
    return found;
  };
  return {
    record(before, what, nowMs) {
      const isSame = what === last.what && nowMs - last.atMs < SUCCESSION_MS;
      last = { what, atMs: nowMs };
      future.length = 0;
      if (isSame) return;
      past.push(before);
      if (past.length > MOST) past.shift();
    },
    undo: (now) => move(past, future, now),
    redo: (now) => move(future, past, now),
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    },
  };
}
