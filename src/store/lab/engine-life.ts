import type { EngineClient } from '#protocol/client.ts';
import type { Event } from '#protocol/messages.ts';

export type EngineLife = ReturnType<typeof createEngineLife>;

/** State of the engine's worker: whether it lives, and what is to be done once a fresh one is there. */
export function createEngineLife(client: EngineClient, whenFirstReady: () => void) {
  let whenReady: (() => void) | null = whenFirstReady;
  let isDead = false;
  /** Starts a fresh engine; `next` takes the place of what was to be done when it is there. */
  const renew = (next = whenReady): void => {
    whenReady = next;
    isDead = false;
    client.reconnect();
  };
  return {
    /** Takes note of what an event says of the engine itself. */
    hear(event: Event): void {
      if (event.kind === 'failed' && event.during === 'computing') isDead = true;
      if (event.kind !== 'ready') return;
      const next = whenReady;
      whenReady = null;
      next?.();
    },
    renew,
    /** Gives up what was to be done with a fresh engine, for something else; starts one if there is none. */
    claim(): void {
      whenReady = null;
      if (isDead) renew();
    },
  };
}
