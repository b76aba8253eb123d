import { createWasmDevice } from '#compute/wasm/create-browser.ts';
import { probeAdapter } from '#compute/webgpu/adapter.ts';
import { openWebgpuDevice } from '#compute/webgpu/create.ts';
import type { DeviceEntry } from '#core/catalog.ts';
import type { FromEngine, ToEngine } from '#protocol/envelope.ts';
import type { Event } from '#protocol/messages.ts';
import { createCatalog } from './catalog.ts';
import { createDevices } from './devices.ts';
import { createEvolutionLab } from './evolution-lab.ts';
import { MACHINE } from './machine-browser.ts';
import { createSession } from './session.ts';
import { decodePicture } from './strategy/decode-picture.ts';
import { lazyStrategyLab } from './strategy/lazy-strategy-lab.ts';

/** The engine's entry in a module worker. */

const post = (message: FromEngine, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

/** To every lab. */
const tell = (event: Event) => post({ lab: null, event });

const channel = new MessageChannel();

/** A turn of the event loop by message, which hidden tabs do not slow down. */
const yieldToMessages = (): Promise<void> =>
  new Promise((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });

/** More threads than this only wait for each other with populations of this size. */
const MOST_THREADS = 8;

async function fetchFile(path: string, base: string): Promise<Uint8Array> {
  const response = await fetch(new URL(path, base));
  if (!response.ok) throw new Error(`${path} cannot be loaded (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Commands that come before the engine is ready. */
const early: ToEngine[] = [];
self.onmessage = ({ data }: MessageEvent<ToEngine>) => early.push(data);

async function open(): Promise<void> {
  const threads = Math.min(navigator.hardwareConcurrency, MOST_THREADS);
  const device = await createWasmDevice({ threads });
  const devices = createDevices(device, { probe: probeAdapter, open: openWebgpuDevice });
  const entry: DeviceEntry = {
    kind: device.kind,
    available: true,
    description: device.description,
    threads: device.threads,
  };
  const catalog = createCatalog([entry]);
  const evolution = createEvolutionLab({
    catalog,
    devices,
    machine: MACHINE,
    yieldToMessages,
    send: (event, transfer) => post({ lab: 'evolution', event }, transfer),
  });
  const strategy = lazyStrategyLab({
    wasm: device,
    openGpu: () => devices.openGpu(catalog),
    readFile: fetchFile,
    decodePicture,
    yieldToMessages,
    send: (event, transfer) => post({ lab: 'strategy', event }, transfer),
  });
  const session = createSession({ evolution, strategy }, yieldToMessages);
  tell({ kind: 'ready', catalog });
  self.onmessage = ({ data }: MessageEvent<ToEngine>) => session.command(data);
  for (const command of early) session.command(command);
  tell({ kind: 'devices', devices: [entry, await devices.probe()] });
}

open().catch((error: unknown) => {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  tell({ kind: 'failed', run: 0, during: 'start of the engine', message, stack });
});
