import { expect, test } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { labPort } from '#protocol/envelope.ts';
import type { Event } from '#protocol/messages.ts';

/** A worker as a page needs it, in the hands of the test. */
function fakeWorker() {
  const listeners = new Map<string, (message: unknown) => void>();
  const posted: unknown[] = [];
  const worker = {
    postMessage: (message: unknown) => posted.push(message),
    addEventListener: (kind: string, listener: (message: unknown) => void) =>
      listeners.set(kind, listener),
    terminate: () => posted.push('ended'),
  } as unknown as Worker;
  return {
    worker,
    posted,
    speak: (kind: string, message: unknown) => listeners.get(kind)?.(message),
  };
}

const paused: Event = { kind: 'status', run: 1, status: 'paused' };

test('a command is sent under the name of its lab', () => {
  const { worker, posted } = fakeWorker();
  const client = createClient(() => labPort(worker, 'evolution'));
  client.send({ kind: 'play' });
  client.dispose();
  expect(posted).toEqual([{ lab: 'evolution', command: { kind: 'play' } }, 'ended']);
});

test('a lab hears its own events and those of the engine, and no others', () => {
  const { worker, speak } = fakeWorker();
  const client = createClient(() => labPort(worker, 'evolution'));
  const heard: Event[] = [];
  client.listen((event) => heard.push(event));
  speak('message', { data: { lab: 'evolution', event: paused } });
  speak('message', { data: { lab: 'another', event: { ...paused, run: 2 } } });
  speak('message', { data: { lab: null, event: { ...paused, run: 3 } } });
  speak('error', { message: 'out of memory' });
  expect(heard).toMatchObject([{ run: 1 }, { run: 3 }, { message: 'out of memory' }]);
});
