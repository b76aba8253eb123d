import type { Catalog } from '#core/catalog.ts';
import type { EnginePort } from '#protocol/client.ts';
import type { Command } from '#protocol/messages.ts';

/** An engine that offers a catalog, and then only listens. */
export interface SilentEngine extends EnginePort {
  /** Commands that the page has sent, in order. */
  readonly received: readonly Command[];
}

export function createSilentEngine(catalog: Catalog): SilentEngine {
  const received: Command[] = [];
  return {
    received,
    postMessage: (command) => void received.push(command),
    addEventListener(kind: string, listener: (event: never) => void) {
      const hear = listener as (message: { readonly data: unknown }) => void;
      if (kind === 'message') queueMicrotask(() => hear({ data: { kind: 'ready', catalog } }));
    },
    terminate() {
      received.length = 0;
    },
  };
}
