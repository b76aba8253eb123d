import { createWasmDevice } from '#compute/wasm/create-browser.ts';
import { probeAdapter } from '#compute/webgpu/adapter.ts';
import { openWebgpuDevice } from '#compute/webgpu/create.ts';
import type { DeviceEntry } from '#core/catalog.ts';
import type { FromEngine, ToEngine } from '#protocol/envelope.ts';
import type { Event } from '#protocol/messages.ts';
import type { StrategyEvent } from '#protocol/strategy-messages.ts';
import type { TeamsEvent } from '#protocol/teams-messages.ts';
import { createCatalog } from './catalog.ts';
import { createDevices } from './devices.ts';
import { failureOf } from './failure-of.ts';
import type { LabCommand } from './lab.ts';
import { createLazyLab } from './lazy-lab.ts';
import { MACHINE } from './machine-browser.ts';
import { createSession } from './session.ts';
import { decodePicture } from './strategy/decode-picture.ts';

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

/** Stage of a failure that is of no run. */
const AT_START = { run: 0, during: 'start' } as const;

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
  const toEvolution = (event: Event, transfer?: Transferable[]) =>
    post({ lab: 'evolution', event }, transfer);
  const toStrategy = (event: StrategyEvent, transfer?: Transferable[]) =>
    post({ lab: 'strategy', event }, transfer);
  const toTeams = (event: TeamsEvent, transfer?: Transferable[]) =>
    post({ lab: 'teams', event }, transfer);
  const evolution = createLazyLab<LabCommand<'evolution'>>(
    async () => {
      const { createEvolutionLab } = await import('./evolution-lab.ts');
      const host = { catalog, devices, machine: MACHINE, yieldToMessages };
      return createEvolutionLab({ ...host, send: toEvolution });
    },
    (message, stack) => toEvolution({ kind: 'failed', ...AT_START, message, stack }),
  );
  const strategy = createLazyLab<LabCommand<'strategy'>>(
    async () => {
      const { createStrategyLab } = await import('./strategy/strategy-lab.ts');
      const openGpu = () => devices.openGpu(catalog);
      const gpu = { openGpu, probeGpu: devices.probe };
      const host = { wasm: device, ...gpu, readFile: fetchFile, decodePicture, yieldToMessages };
      return createStrategyLab({ ...host, send: toStrategy });
    },
    (message, stack) => toStrategy({ kind: 'failed', ...AT_START, message, stack }),
  );
  const teams = createLazyLab<LabCommand<'teams'>>(
    async () => {
      const { createTeamsLab } = await import('./strategy/teams-lab.ts');
      return createTeamsLab({ device, readFile: fetchFile, send: toTeams });
    },
    (message, stack) => toTeams({ kind: 'failed', ...AT_START, message, stack }),
  );
  const session = createSession({ evolution, strategy, teams }, yieldToMessages);
  tell({ kind: 'ready', catalog });
  self.onmessage = ({ data }: MessageEvent<ToEngine>) => session.command(data);
  for (const command of early) session.command(command);
  if (early.every(({ lab }) => lab === 'evolution')) evolution.preload();
  tell({ kind: 'devices', devices: [entry, await devices.probe()] });
}

open().catch((error: unknown) => {
  const { message, stack } = failureOf(error);
  tell({ kind: 'failed', run: 0, during: 'start of the engine', message, stack });
});
