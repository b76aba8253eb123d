import type { Command, Event } from './messages.ts';

/** What the client needs of a `Worker`. */
export interface EnginePort {
  postMessage(command: Command): void;
  addEventListener(kind: 'message', listener: (message: { readonly data: unknown }) => void): void;
  addEventListener(kind: 'error', listener: (error: { readonly message?: string }) => void): void;
  addEventListener(kind: 'messageerror', listener: () => void): void;
  terminate(): void;
}

/** The page's end of the worker boundary. */
export interface EngineClient {
  send(command: Command): void;
  /** Listeners hear every event, in order; the returned function ends it. */
  listen(listener: (event: Event) => void): () => void;
  /** Ends the engine and starts a fresh one; it will say `ready` again. */
  reconnect(): void;
  dispose(): void;
  [Symbol.dispose](): void;
}

/**
 * Joins listeners to an engine. A worker that dies says so as a `failed` event of the run that was sent last, like any
 * other failure. Events of an engine that was replaced are not heard.
 */
export function createClient(connect: () => EnginePort): EngineClient {
  const listeners = new Set<(event: Event) => void>();
  let run = 0;
  let port = open();

  function open(): EnginePort {
    const opened = connect();
    const tell = (event: Event) => {
      if (opened !== port) return;
      for (const listener of [...listeners]) listener(event);
    };
    const fail = (message: string) =>
      tell({ kind: 'failed', run, during: 'computing', message, stack: '' });
    opened.addEventListener('message', ({ data }) => tell(data as Event));
    opened.addEventListener('error', ({ message }) =>
      fail(message || 'The engine stopped and gave no reason.'),
    );
    opened.addEventListener('messageerror', () =>
      fail('An event of the engine could not be read.'),
    );
    return opened;
  }

  const dispose = () => {
    listeners.clear();
    port.terminate();
  };

  return {
    send(command) {
      if (command.kind === 'start' || command.kind === 'restore') run = command.run;
      port.postMessage(command);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reconnect() {
      port.terminate();
      port = open();
    },
    dispose,
    [Symbol.dispose]: dispose,
  };
}
