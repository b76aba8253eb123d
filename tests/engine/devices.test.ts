import { beforeAll, expect, test } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createDevices } from '#engine/devices.ts';
import { timeTraining } from '#engine/trial.ts';
import type { Command, DeviceChoice, Edit, Event } from '#protocol/messages.ts';
import { evolutionSession } from './evolution-session.ts';
import { adapter, createFakeGpu, type FakeGpu } from './fake-gpu.ts';
import { LONE_MACHINE } from './lone-machine.ts';
import { CATALOG, openRun, play, smallConfig } from './small-run.ts';

const choose = async (gpu: FakeGpu, choice: DeviceChoice, config: RunConfig = smallConfig()) => {
  const wasm = await createWasmDevice({ threads: 1 });
  const { report } = await createDevices(wasm, gpu).choose(config, choice, CATALOG);
  wasm.dispose();
  return report;
};

/** Configuration with so much work that a GPU might be faster. */
const heavyConfig = () => {
  const config = smallConfig({ populationSize: 32 });
  const { network, hyperparameters } = config;
  const batchSize = { ...hyperparameters['batchSize'], value: 256, max: 512 };
  return {
    ...config,
    network: { ...network, encoderHidden: [128], latent: 128, headHidden: [128] },
    hyperparameters: { ...hyperparameters, batchSize, learnStep: { ...batchSize, value: 1 } },
  } as RunConfig;
};

test('a small run is computed on wasm, without opening the GPU', async () => {
  const gpu = createFakeGpu();
  expect(await choose(gpu, 'auto')).toMatchObject({ kind: 'wasm', trials: [] });
  expect(gpu.opened).toBe(0);
});

test.each([
  { wasm: 200, webgpu: 100, faster: 'wasm' },
  { wasm: 100, webgpu: 200, faster: 'webgpu' },
] as const)('a large run goes to $faster where that is faster', async ({ faster, ...speeds }) => {
  const wasm = await createWasmDevice({ threads: 1 });
  const devices = createDevices(
    wasm,
    createFakeGpu(),
    async (_config, _catalog, { kind }) => speeds[kind],
  );
  const { device, report } = await devices.choose(heavyConfig(), 'auto', CATALOG);
  expect(device.kind).toBe(faster);
  expect(report).toMatchObject({
    kind: faster,
    trials: [
      { kind: 'wasm', stepsPerSecond: speeds.wasm },
      { kind: 'webgpu', stepsPerSecond: speeds.webgpu },
    ],
  });
});

test.each(['cartpole-dqn', 'cartpole-ppo', 'pendulum-td3'])(
  'the training of %s can be timed',
  async (id) => {
    const preset = CATALOG.presets.find((each) => each.id === id);
    const wasm = await createWasmDevice({ threads: 1 });
    expect(await timeTraining(preset?.config as RunConfig, CATALOG, wasm)).toBeGreaterThan(0);
    wasm.dispose();
  },
);

test('what was timed once is not timed again', async () => {
  const wasm = await createWasmDevice({ threads: 1 });
  const timed: string[] = [];
  const devices = createDevices(wasm, createFakeGpu(), async (_config, _catalog, { kind }) => {
    timed.push(kind);
    return 100;
  });
  const first = await devices.choose(heavyConfig(), 'auto', CATALOG);
  const again = await devices.choose({ ...heavyConfig(), seed: 9 }, 'auto', CATALOG);
  expect(again.report.trials).toBe(first.report.trials);
  expect(timed).toEqual(['wasm', 'webgpu']);
});

test('a software adapter is not chosen by itself, and by hand it is', async () => {
  const probe = adapter('SwiftShader', true);
  const auto = await choose(createFakeGpu({ probe }), 'auto', heavyConfig());
  expect(auto).toMatchObject({ kind: 'wasm', reason: expect.stringContaining('SwiftShader') });
  expect(await choose(createFakeGpu({ probe }), 'webgpu')).toMatchObject({ kind: 'webgpu' });
});

test('without a GPU the reason is told, also where it was asked for', async () => {
  const probe = { available: false, reason: 'no adapter was found' } as const;
  for (const choice of ['auto', 'webgpu'] as const)
    expect(await choose(createFakeGpu({ probe }), choice)).toMatchObject({
      kind: 'wasm',
      reason: 'The GPU cannot be used: no adapter was found.',
      tellsOfGpu: true,
    });
});

test('a GPU that computes wrongly is refused and named', async () => {
  const report = await choose(createFakeGpu({ wrong: true }), 'webgpu');
  expect(report).toMatchObject({
    kind: 'wasm',
    reason: expect.stringContaining('it computes wrongly'),
  });
});

test('a run that does not fit the GPU goes to wasm, or is refused if the GPU was chosen by hand', async () => {
  const misfit = 'the replay buffer needs 4 GiB; lower its capacity';
  expect(await choose(createFakeGpu({ misfit }), 'auto', heavyConfig())).toMatchObject({
    kind: 'wasm',
    reason: expect.stringContaining(misfit),
  });
  await expect(choose(createFakeGpu({ misfit }), 'webgpu')).rejects.toThrow(misfit);
});

/** A session on a fake GPU, chosen by hand. */
async function openSession(gpu: FakeGpu, see: (event: Event) => void) {
  const wasm = await createWasmDevice({ threads: 1 });
  const session = evolutionSession({
    catalog: CATALOG,
    machine: LONE_MACHINE,
    devices: createDevices(wasm, gpu),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    send(event) {
      if (event.kind === 'progress') session.command({ kind: 'acknowledge' });
      see(event);
    },
  });
  session.command({ kind: 'device', choice: 'webgpu' });
  return (command: Command) => session.command(command);
}

/** Hash of the run on a device that is never lost. */
let expected: string;
beforeAll(async () => {
  const run = await openRun(smallConfig());
  expected = await play(run);
  run.dispose();
});

test.each(Array.from({ length: 20 }, (_, i) => i))(
  'a GPU lost in mid-run, case %i: no whole generation is lost, and the numbers go on as they were',
  async (i) => {
    const gpu = createFakeGpu();
    const events: Event[] = [];
    let ticks = 0;
    const finished = new Promise<Event>((resolve, reject) => {
      void openSession(gpu, (event) => {
        events.push(event);
        if (event.kind === 'generation' || event.kind === 'progress') ticks++;
        if (event.kind === 'finished') resolve(event);
        if (event.kind === 'failed') reject(new Error(event.message));
      }).then((command) =>
        command({ kind: 'start', run: 1, config: smallConfig(), paused: false }),
      );
    });
    const timer = setInterval(() => {
      if (ticks === 0) return;
      clearInterval(timer);
      setTimeout(() => gpu.destroy(), (i * 7) % 60);
    }, 1);
    expect(await finished).toMatchObject({ kind: 'finished', hash: expected });
    clearInterval(timer);
    const generations = events.flatMap((event) =>
      event.kind === 'generation' ? [event.generation] : [],
    );
    const recovered = events.find(({ kind }) => kind === 'recovered');
    if (recovered?.kind === 'recovered') {
      expect(recovered).toMatchObject({ device: { kind: 'webgpu' } });
      expect(gpu.opened).toBe(2);
      const before = events.slice(0, events.indexOf(recovered));
      const whole = before.filter(({ kind }) => kind === 'generation').length;
      expect(recovered.generation).toBeGreaterThanOrEqual(whole - 1);
    }
    expect([...new Set(generations)]).toEqual([0, 1, 2]);
  },
);

test('after a second loss the run goes on on wasm', async () => {
  const gpu = createFakeGpu();
  const losses: Event[] = [];
  const finished = await new Promise<Event>((resolve, reject) => {
    void openSession(gpu, (event) => {
      if (event.kind === 'recovered') losses.push(event);
      if (event.kind === 'started' || (event.kind === 'recovered' && losses.length < 2))
        setTimeout(() => gpu.destroy(), 5);
      if (event.kind === 'finished') resolve(event);
      if (event.kind === 'failed') reject(new Error(event.message));
    }).then((command) => command({ kind: 'start', run: 1, config: smallConfig(), paused: false }));
  });
  expect(losses).toMatchObject([{ device: { kind: 'webgpu' } }, { device: { kind: 'wasm' } }]);
  expect(finished).toMatchObject({ hash: expected });
});

/** Plays a run to its end on a GPU that a test may take away; the edits that were made, in order. */
async function editsOf(
  paused: boolean,
  hear: (event: Event, send: (command: Command) => void, gpu: FakeGpu) => void,
) {
  const gpu = createFakeGpu();
  const edits: Edit[] = [];
  let send: (command: Command) => void = () => {};
  await new Promise<void>((resolve, reject) => {
    void openSession(gpu, (event) => {
      if (event.kind === 'edited') edits.push(event.edit);
      hear(event, send, gpu);
      if (event.kind === 'finished') resolve();
      if (event.kind === 'failed') reject(new Error(event.message));
    }).then((command) => {
      send = command;
      send({ kind: 'start', run: 1, config: smallConfig(), paused });
    });
  });
  expect(gpu.opened).toBe(2);
  return edits;
}

const values = { 'selection.tournamentSize': 3 };

test('live edits made after the last whole generation are made again after a loss', async () => {
  const edits = await editsOf(false, (event, send, gpu) => {
    if (event.kind === 'started') send({ kind: 'edit', values });
    if (event.kind === 'edited' && gpu.opened === 1) gpu.destroy();
  });
  expect(edits).toHaveLength(2);
  expect(edits[1]).toEqual(edits[0]);
});

test('an edit that was accepted and waits when the GPU is lost takes effect all the same', async () => {
  let generations = 0;
  const edits = await editsOf(true, (event, send, gpu) => {
    if (event.kind === 'started') send({ kind: 'step', unit: 'generation' });
    if (event.kind === 'generation') generations++;
    const isBetween = event.kind === 'status' && event.status === 'paused' && generations === 1;
    if (!isBetween || gpu.opened > 1) return;
    send({ kind: 'edit', values });
    // taken away once the edit was heard
    setTimeout(() => {
      gpu.destroy();
      send({ kind: 'play' });
    });
  });
  expect(edits).toEqual([{ generation: 1, step: 0, values }]);
});
