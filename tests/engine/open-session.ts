import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { createDevices } from '#engine/devices.ts';
import type { Command, Event } from '#protocol/messages.ts';
import { evolutionSession } from './evolution-session.ts';
import { LONE_MACHINE } from './lone-machine.ts';
import { CATALOG } from './small-run.ts';

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>;

/** A session as a page would have it: acknowledges at once, and can wait for events. */
export async function openSession() {
  const device = await createWasmDevice({ threads: 1 });
  const events: Event[] = [];
  /** Buffers that the last event of a kind handed over. */
  const moved = new Map<Event['kind'], number>();
  const waiting: { accepts: (event: Event) => boolean; resolve: (event: Event) => void }[] = [];
  const session = evolutionSession({
    catalog: CATALOG,
    devices: createDevices(device, null),
    machine: LONE_MACHINE,
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    send(sent, transfer = []) {
      const event = structuredClone(sent, { transfer }); // as it crosses to the page
      moved.set(event.kind, transfer.length);
      events.push(event);
      if (event.kind === 'progress') session.command({ kind: 'acknowledge' });
      for (const waiter of waiting.splice(0)) {
        if (waiter.accepts(event)) waiter.resolve(event);
        else waiting.push(waiter);
      }
    },
  });
  return {
    events,
    moved,
    command: (command: Command) => session.command(command),
    next: <K extends Event['kind']>(kind: K, accepts: (event: Of<K>) => boolean = () => true) =>
      new Promise<Of<K>>((resolve) => {
        waiting.push({
          accepts: (event) => event.kind === kind && accepts(event as Of<K>),
          resolve: (event) => resolve(event as Of<K>),
        });
      }),
  };
}
