import type { EngineClient } from '#protocol/client.ts';
import type { Event } from '#protocol/messages.ts';

/** State of the engine's worker: whether it lives, and what is to be done once a fresh one is there. */
export interface EngineLife {
  /** Takes note of what an event says of the engine itself. */
  hear(event: Event): void;
  /** Starts a fresh engine; `next` takes the place of what was to be done when it is there. */
  renew(next?: () => void): void;
  /** Gives up what was to be done with a fresh engine, for something else; starts one if there is none. */
  claim(): void;
}

export function createEngineLife(client: EngineClient, whenFirstReady: () => void): EngineLife {
  let whenReady: (() => void) | null = whenFirstReady;
  let isDead = false;
  const renew = (next = whenReady) => {
    whenReady = next;
    isDead = false;
    client.reconnect();
  };
  return {
    hear(event) {
      if (event.kind === 'failed' && event.during === 'computing') isDead = true;
      if (event.kind !== 'ready') return;
      const next = whenReady;
      whenReady = null;
      next?.();
    },
    renew,
    claim() {
      whenReady = null;
      if (isDead) renew();
    },
  };
}
