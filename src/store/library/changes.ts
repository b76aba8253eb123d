export type Changes = ReturnType<typeof createChanges>;

/**
 * Tells all who listen, in this tab and the others, that something has changed. `channel` joins the tabs; without it
 * only this one hears.
 */
export function createChanges(channel: BroadcastChannel | null) {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  channel?.addEventListener('message', tell);
  return {
    announce(): void {
      channel?.postMessage(null);
      tell();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
