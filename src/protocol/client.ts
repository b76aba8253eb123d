import type { Failed } from './failed.ts';
import type { Command, Event } from './messages.ts';

/** The part of `Worker` that the client needs. */
export interface EnginePort<C = Command> {
  postMessage(command: C): void;
  addEventListener(kind: 'message', listener: (message: { readonly data: unknown }) => void): void;
  addEventListener(kind: 'error', listener: (error: { readonly message?: string }) => void): void;
  addEventListener(kind: 'messageerror', listener: () => void): void;
  terminate(): void;
}

/** The page's end of the worker boundary, for a lab's commands and events. */
export interface EngineClient<C = Command, E = Event> {
  /** Starts the engine, unless it is there. */
  open(): void;
  /** Starts the engine too, if it must. */
  send(command: C): void;
  /** Listeners hear every event, in order; the returned function ends it. */
  listen(listener: (event: E | Failed) => void): () => void;
  /** Ends the engine and starts a fresh one; it will say `ready` again. */
  reconnect(): void;
  dispose(): void;
  [Symbol.dispose](): void;
}

/**
 * Joins listeners to an engine. A worker that dies says so as a `failed` event of the run that was sent last, like any
 * other failure. Events of an engine that was replaced are not heard. `asleep`: the engine is not started before it is
 * needed.
 */
export function createClient<C extends object = Command, E = Event>(
  connect: () => EnginePort<C>,
  { asleep = false }: { readonly asleep?: boolean } = {},
): EngineClient<C, E> {
  const listeners = new Set<(event: E | Failed) => void>();
  let run = 0;
  let port: EnginePort<C> | null = asleep ? null : start();

  function start(): EnginePort<C> {
    const opened = connect();
    const tell = (event: E | Failed) => {
      if (opened !== port) return;
      for (const listener of [...listeners]) listener(event);
    };
    const fail = (message: string) =>
      tell({ kind: 'failed', run, during: 'computing', message, stack: '' });
    opened.addEventListener('message', ({ data }) => tell(data as E));
    opened.addEventListener('error', ({ message }) =>
      fail(message || 'The engine stopped and gave no reason.'),
    );
    opened.addEventListener('messageerror', () =>
      fail('An event of the engine could not be read.'),
    );
    return opened;
  }

  const open = () => {
    port ??= start();
    return port;
  };
  const dispose = () => {
    listeners.clear();
    port?.terminate();
  };

  return {
    open,
    send(command) {
      if ('run' in command && typeof command.run === 'number') run = command.run;
      open().postMessage(command);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reconnect() {
      port?.terminate();
      port = start();
    },
    dispose,
    [Symbol.dispose]: dispose,
  };
}
