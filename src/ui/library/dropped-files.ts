/** Files that were dropped on the page and wait for the library to take them in. */
let waiting: readonly File[] = [];
const listeners = new Set<() => void>();

export function handOver(files: readonly File[]): void {
  waiting = [...waiting, ...files];
  for (const listener of [...listeners]) listener();
}

/** Takes what waits; whoever asks next gets none of it. */
export function takeDropped(): readonly File[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

export function onDropped(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
