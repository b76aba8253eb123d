import { expect, test, vi } from 'vitest';
import { createClient, type EnginePort } from '#protocol/client.ts';
import type { Command, Event } from '#protocol/messages.ts';

/** A port whose other end is the test. */
function fakePort() {
  const listeners = new Map<string, (event: never) => void>();
  const sent: Command[] = [];
  const terminate = vi.fn();
  const port = {
    postMessage: (command: Command) => sent.push(command),
    addEventListener: (kind: string, listener: (event: never) => void) =>
      listeners.set(kind, listener),
    terminate,
  } as unknown as EnginePort;
  const speak = (kind: string, event: unknown) => listeners.get(kind)?.(event as never);
  return { port, sent, terminate, speak };
}

const paused: Event = { kind: 'status', run: 1, status: 'paused' };

test('listeners hear every event in order until they stop listening', () => {
  const { port, speak } = fakePort();
  const client = createClient(() => port);
  const heard: Event[] = [];
  const stop = client.listen((event) => heard.push(event));
  speak('message', { data: paused });
  speak('message', { data: { ...paused, status: 'running' } });
  stop();
  speak('message', { data: paused });
  expect(heard).toEqual([paused, { ...paused, status: 'running' }]);
});

test('a worker that dies is a failure of the run that was sent last', () => {
  const { port, speak } = fakePort();
  const client = createClient(() => port);
  const heard: Event[] = [];
  client.listen((event) => heard.push(event));
  client.send({ kind: 'start', run: 4, config: {} as never, paused: false });
  speak('error', { message: 'out of memory' });
  speak('messageerror', {});
  expect(heard).toMatchObject([
    { kind: 'failed', run: 4, message: 'out of memory' },
    { kind: 'failed', run: 4 },
  ]);
});

test('an engine that was replaced is ended and no longer heard', () => {
  const ports = [fakePort(), fakePort()];
  let opened = 0;
  const client = createClient(() => (ports[opened++] as (typeof ports)[number]).port);
  const heard: Event[] = [];
  client.listen((event) => heard.push(event));
  client.reconnect();
  ports[0]?.speak('message', { data: paused });
  ports[1]?.speak('message', { data: { ...paused, run: 2 } });
  expect(ports[0]?.terminate).toHaveBeenCalledOnce();
  expect(heard).toEqual([{ ...paused, run: 2 }]);
});

test('an asleep client starts its engine when something is sent, and only once', () => {
  const { port, sent } = fakePort();
  const connect = vi.fn(() => port);
  const client = createClient(connect, { asleep: true });
  client.listen(() => {});
  expect(connect).not.toHaveBeenCalled();
  client.send({ kind: 'play' });
  client.open();
  expect(connect).toHaveBeenCalledOnce();
  expect(sent).toEqual([{ kind: 'play' }]);
});
