import { expect, test, vi } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createDevices } from '#engine/devices.ts';
import { createRun } from '#engine/run.ts';
import type { Checkpoint, Event } from '#protocol/messages.ts';
import { evolutionSession } from './evolution-session.ts';
import { LONE_MACHINE } from './lone-machine.ts';
import { CATALOG, openRun, play, smallConfig } from './small-run.ts';
import { watchedDevice } from './watched-device.ts';

/** A preset, small enough for a test. */
function smallPreset(id: string, changes: Partial<RunConfig> = {}): RunConfig {
  const preset = CATALOG.presets.find((candidate) => candidate.id === id);
  if (!preset) throw new RangeError(`no preset '${id}'`);
  const { populationSize, generations, training, evaluation } = smallConfig();
  return {
    ...preset.config,
    populationSize,
    generations,
    training: { ...training, stepsPerGeneration: 1800 },
    evaluation,
    target: { ...preset.config.target, enabled: false },
    hyperparameters: {
      ...preset.config.hyperparameters,
      learnStep: { ...preset.config.hyperparameters['learnStep'], value: 16 } as never,
    },
    ...changes,
  };
}

const withSettings = (config: RunConfig, settings: Record<string, string | number>): RunConfig => ({
  ...config,
  settings: { ...config.settings, ...settings },
});

async function finalHash(...args: Parameters<typeof openRun>): Promise<string> {
  const run = await openRun(...args);
  const hash = await play(run);
  run.dispose();
  return hash;
}

test.each([
  ['pendulum-td3', { noise: 'gaussian', policyDelay: 3 }],
  ['pendulum-ddpg', { noise: 'ou' }],
])(
  '%s: equal hashes with one and two threads, and from any checkpoint',
  async (id, settings) => {
    const config = withSettings(smallPreset(id), settings);
    const run = await openRun(config);
    const checkpoints: Checkpoint[] = [];
    const hash = await play(run, async (event) => {
      if (event.kind === 'checkpoint') checkpoints.push(structuredClone(await event.take()));
    });
    run.dispose();
    expect(await finalHash(config, {}, 2)).toBe(hash);
    expect(checkpoints).toHaveLength(3);
    for (const checkpoint of checkpoints)
      expect(await finalHash(config, { checkpoint })).toBe(hash);
  },
  60_000,
);

test('the kind of noise and its size change the run', async () => {
  const config = smallPreset('pendulum-td3', { generations: 1 });
  const hashes = [
    withSettings(config, { noise: 'gaussian' }),
    withSettings(config, { noise: 'ou' }),
    withSettings(config, { noise: 'ou', noiseDeviation: 0.2 }),
    withSettings(config, { noise: 'ou', noiseTheta: 1 }),
    withSettings(config, { smoothingDeviation: 0 }),
  ];
  expect(new Set(await Promise.all(hashes.map((each) => finalHash(each)))).size).toBe(5);
}, 60_000);

test('noise goes on from step to step, and begins anew with an episode', async () => {
  const writes: Float32Array[] = [];
  let step = 0;
  const device = await watchedDevice((name, args) => {
    if (args[0] !== 'act') return;
    if (name === 'write' && args[1] === 'begins') writes.push((args[3] as Float32Array).slice());
    if (name !== 'run') return;
    const written = writes.splice(0).flatMap((each) => [...each]);
    const begins = step % 200 === 0; // an episode of Pendulum has 200 steps
    expect(written).toEqual(Array(4 * 8).fill(begins ? 1 : 0));
    step++;
  });
  const config = withSettings(smallPreset('pendulum-ddpg', { generations: 1 }), { noise: 'ou' });
  const run = createRun({ config, catalog: CATALOG, device });
  await play(run);
  const { states = [] } = await run.state.device.snapshot();
  run.dispose();
  device.dispose();
  expect(step).toBe(225);
  expect(states).toHaveLength(4);
  const noise = states.map((state) => [...(state['act.noise'] ?? [])]);
  expect(noise.flat()).toHaveLength(4 * 8);
  expect(noise.flat().every((x) => x !== 0)).toBe(true);
});

test('the actor learns at every third update of an agent and its ancestors', async () => {
  const counts = { learn: 0, learnActor: 0 };
  const ran: string[] = [];
  const device = await watchedDevice((name, [program, , active]) => {
    if (name !== 'run' || (program !== 'learn' && program !== 'learnActor')) return;
    counts[program] += (active as Uint8Array)[0] as number; // the elite takes slot 0
    if (!ran.includes(program)) ran.push(program);
  });
  const config = withSettings(smallPreset('pendulum-td3', { populationSize: 1, generations: 3 }), {
    policyDelay: 3,
  });
  const run = createRun({
    config: {
      ...config,
      selection: { ...config.selection, tournamentSize: 1 },
      training: { ...config.training, stepsPerGeneration: 1600 },
    },
    catalog: CATALOG,
    device,
  });
  await play(run);
  run.dispose();
  device.dispose();
  expect(ran).toEqual(['learn', 'learnActor']);
  expect(counts.learn % 3).not.toBe(0);
  expect(counts.learnActor).toBe(Math.floor(counts.learn / 3));
  expect(run.state.learned).toEqual([counts.learn]);
});

test('an architecture mutation changes actor and critics alike, and targets are rebuilt', async () => {
  const base = smallPreset('pendulum-td3');
  const run = await openRun({
    ...base,
    mutation: { ...base.mutation, none: 0, architecture: 1, parameters: 0, hyperparameter: 0 },
  });
  let births = 0;
  await play(run, async (event) => {
    if (event.kind !== 'generation' || event.report.next.length === 0) return;
    for (const [slot, agent] of run.state.agents.entries()) {
      if (agent.generation !== run.state.generation) continue;
      if (agent.mutation.family !== 'architecture') continue;
      births++;
      const { actor, critic1, critic2 } = agent.genome.networks;
      expect(critic1?.latent).toBe(actor?.latent);
      expect(critic1?.head.hidden).toEqual(actor?.head.hidden);
      expect(critic1?.encoder.hidden).toEqual(actor?.encoder.hidden);
      expect(critic2).toEqual(critic1);
      for (const name of ['actor', 'critic1', 'critic2'])
        expect(await run.state.device.weights(slot, `${name}Target`)).toEqual(
          await run.state.device.weights(slot, name),
        );
    }
  });
  run.dispose();
  expect(births).toBeGreaterThan(3);
}, 60_000);

test('physics that cannot be loaded ends a run with its reason, and the next run goes on', async () => {
  const device = await createWasmDevice({ threads: 1 });
  const events: Event[] = [];
  let wake: () => void = () => {};
  const session = evolutionSession({
    catalog: CATALOG,
    machine: LONE_MACHINE,
    devices: createDevices(device, null),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    send(event) {
      events.push(event);
      if (event.kind === 'failed' || event.kind === 'finished') wake();
    },
  });
  const over = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const config = {
    ...smallConfig({ generations: 1 }),
    environment: 'LunarLander-v3',
    training: { ...smallConfig().training, stepsPerGeneration: 64 },
  };

  vi.doMock('planck', () => {
    throw new Error('offline');
  });
  let ended = over();
  session.command({ kind: 'start', run: 1, config, paused: false });
  await ended;
  expect(events.at(-1)).toMatchObject({ kind: 'failed', run: 1, during: 'preparation' });
  vi.doUnmock('planck');

  ended = over();
  session.command({ kind: 'start', run: 2, config, paused: false });
  await ended;
  expect(events.at(-1)).toMatchObject({ kind: 'finished', run: 2, reason: 'generations' });
  device.dispose();
}, 60_000);
