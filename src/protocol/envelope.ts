import type { EnginePort } from './client.ts';
import type { Command, Event } from './messages.ts';

/** Labs that the engine computes for. */
export type LabId = 'evolution';

/** A command as it crosses to the engine. */
export interface ToEngine {
  readonly lab: LabId;
  readonly command: Command;
}

/** An event as it crosses to the page; lab null: of the engine itself, for every lab. */
export interface FromEngine {
  readonly lab: LabId | null;
  readonly event: Event;
}

/** The end of an engine's worker at which one lab speaks and listens. */
export const labPort = (worker: Worker, lab: LabId): EnginePort => ({
  postMessage: (command) => worker.postMessage({ lab, command } satisfies ToEngine),
  addEventListener(kind: string, listener: (event: never) => void) {
    const hear = listener as (event: unknown) => void;
    worker.addEventListener(kind, (message) => {
      if (kind !== 'message') return hear(message);
      const { lab: of, event } = (message as MessageEvent<FromEngine>).data;
      if (of === lab || of === null) hear({ data: event });
    });
  },
  terminate: () => worker.terminate(),
});
