/** Files that were dropped on the page and wait for the library to take them in. */
let waiting: readonly File[] = [];
/** A page that takes what is dropped on it. */
interface DropTaker {
  /** Words while files are held over it. */
  readonly words: string;
  /** False: it is not for this page, and goes to the library. */
  readonly take: (dropped: DataTransfer) => boolean;
}

let taker: DropTaker | null = null;

/** Lets a page take what is dropped while it is shown; the returned function ends it. */
export function takeDrops(next: DropTaker): () => void {
  taker = next;
  return () => {
    if (taker === next) taker = null;
  };
}

export const dropTaker = (): DropTaker | null => taker;

const listeners = new Set<() => void>();

export function handOver(files: readonly File[]): void {
  waiting = [...waiting, ...files];
  for (const listener of [...listeners]) listener();
}

/** Takes the files that wait; the next call gets none of them. */
export function takeDropped(): readonly File[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

export function onDropped(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
