/** Tells all who listen, in this tab and the others, that something has changed. */
export interface Changes {
  announce(): void;
  subscribe(listener: () => void): () => void;
}

/** `channel` joins the tabs; without it only this one hears. */
export function createChanges(channel: BroadcastChannel | null): Changes {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  channel?.addEventListener('message', tell);
  return {
    announce() {
      channel?.postMessage(null);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
