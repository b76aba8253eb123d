import { expect, test, vi } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { digestOf } from '#core/strategy/trained-team.ts';
import { createLazyLab } from '#engine/lazy-lab.ts';
import { createSession } from '#engine/session.ts';
import { createStrategyLab, type StrategyHost } from '#engine/strategy/strategy-lab.ts';
import type { StrategyCommand, StrategyEvent } from '#protocol/strategy-messages.ts';
import { STRATEGY_ENGINE } from '#strategy/engine-version.ts';
import { openStrategy, playStrategy, SMALL_STRATEGY, SMALL_TEAMS } from './small-strategy.ts';

type Of<K extends StrategyEvent['kind']> = Extract<StrategyEvent, { kind: K }>;

const yieldToMessages = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Decodes in place of a browser's decoder: all pixels are the last byte of the file; 0 cannot be decoded. */
async function decodePixel(bytes: Uint8Array, size: number): Promise<Uint8Array> {
  const level = bytes.at(-1) ?? 0;
  if (level === 0) throw new Error('no picture');
  return new Uint8Array(size * size * 3).fill(level);
}

const NO_GPU = {
  kind: 'webgpu',
  available: false,
  description: 'there is none',
  threads: 1,
} as const;

/** A session as a page would have it: acknowledges at once, and can wait for events. */
async function openSession() {
  const device = await createWasmDevice({ threads: 1 });
  const events: StrategyEvent[] = [];
  const waiting: {
    accepts: (event: StrategyEvent) => boolean;
    resolve: (event: StrategyEvent) => void;
  }[] = [];
  const host: StrategyHost = {
    wasm: device,
    openGpu: () => Promise.reject(new Error('there is no GPU here')),
    probeGpu: async () => NO_GPU,
    readFile: () => Promise.reject(new Error('shapes need no files')),
    decodePicture: (bytes, size) => decodePixel(bytes, size),
    yieldToMessages,
    send(sent, transfer = []) {
      const event = structuredClone(sent, { transfer }); // as it crosses to the page
      events.push(event);
      if (event.kind === 'progress') command({ kind: 'acknowledge' });
      for (const waiter of waiting.splice(0)) {
        if (waiter.accepts(event)) waiter.resolve(event);
        else waiting.push(waiter);
      }
    },
  };
  const strategy = createLazyLab(
    async () => createStrategyLab(host),
    (message, stack) => host.send({ kind: 'failed', run: 0, during: 'start', message, stack }),
  );
  const session = createSession({ strategy }, yieldToMessages);
  const command = (each: StrategyCommand) => session.command({ lab: 'strategy', command: each });
  command({ kind: 'open', base: 'http://localhost/' });
  return {
    device,
    events,
    command,
    next: <K extends StrategyEvent['kind']>(
      kind: K,
      accepts: (event: Of<K>) => boolean = () => true,
    ) =>
      new Promise<Of<K>>((resolve) => {
        waiting.push({
          accepts: (event) => event.kind === kind && accepts(event as Of<K>),
          resolve: (event) => resolve(event as Of<K>),
        });
      }),
  };
}

const START = { kind: 'start', run: 1, config: SMALL_STRATEGY, paused: false } as const;

async function hashAlone(): Promise<string> {
  const device = await createWasmDevice({ threads: 1 });
  const run = await openStrategy(device);
  const hash = await playStrategy(run);
  run.dispose();
  device.dispose();
  return hash;
}

test('a run that is started plays to its end and gives the hash that it gives alone', async () => {
  const { command, next, events } = await openSession();
  const finished = next('finished');
  command(START);
  const { hash, tests, reason } = await finished;
  expect(hash).toBe(await hashAlone());
  expect(reason).toBe('steps');
  expect(tests).toHaveLength(3);
  const started = events.find((event) => event.kind === 'started');
  expect(started).toMatchObject({ run: 1, interval: 0 });
  expect(started?.kind === 'started' && started.data.classes).toHaveLength(12);
  expect(events.filter(({ kind }) => kind === 'interval')).toHaveLength(4);
});

test('pausing, looking and playing again at any point does not change the hash', async () => {
  const { command, next } = await openSession();
  const finished = next('finished');
  command({ ...START, paused: true });
  for (let i = 0; i < 6; i++) {
    command({ kind: 'play' });
    await new Promise((resolve) => setTimeout(resolve, 4 * i));
    command({ kind: 'pause' });
    command({ kind: 'look', row: i % 3, split: 'train', label: null, from: i, count: 3 });
    command({ kind: 'askCurves', interval: 0, label: i });
  }
  command({ kind: 'play' });
  expect((await finished).hash).toBe(await hashAlone());
});

test('a step of one update, and of one interval, pauses where it should', async () => {
  const { command, next, events } = await openSession();
  let paused = next('status', ({ status }) => status === 'paused');
  command({ ...START, paused: true });
  await paused;
  paused = next('status', ({ status }) => status === 'paused');
  command({ kind: 'step', unit: 'chunk' });
  await paused;
  const last = events.findLast((event) => event.kind === 'progress');
  expect(last?.kind === 'progress' && last.step).toBe(1);
  paused = next('status', ({ status }) => status === 'paused');
  command({ kind: 'step', unit: 'generation' });
  await paused;
  expect(events.filter(({ kind }) => kind === 'interval')).toHaveLength(1);
});

test('a run restored from a checkpoint ends with the same hash', async () => {
  const alone = await createWasmDevice({ threads: 1 });
  const run = await openStrategy(alone);
  let state: { interval: number } | null = null;
  while (!state) {
    const { value, done } = await run.events.next();
    if (done) throw new Error('the run ended before');
    if (value.kind === 'checkpoint' && run.state.interval === 2) state = await value.take();
  }
  const checkpoint = { engine: STRATEGY_ENGINE, config: SMALL_STRATEGY, interval: 2, state };
  const { command, next } = await openSession();
  const [started, finished] = [next('started'), next('finished')];
  command({ kind: 'restore', run: 2, checkpoint, past: [], paused: false });
  expect((await started).interval).toBe(2);
  expect((await finished).hash).toBe(await hashAlone());
});

test('checkpoints taken after every interval leave teams what they learn from', async () => {
  const alone = await createWasmDevice({ threads: 1 });
  const hash = await playStrategy(await openStrategy(alone, SMALL_TEAMS));
  let time = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 2000));
  const { command, next, events } = await openSession();
  const over = Promise.race([next('finished'), next('failed')]);
  command({ ...START, config: SMALL_TEAMS });
  expect(await over).toMatchObject({ kind: 'finished', hash });
  expect(events.filter(({ kind }) => kind === 'checkpoint').length).toBeGreaterThan(2);
  clock.mockRestore();
});

test('what cannot run is refused at its field, and a checkpoint of another engine is not taken up', async () => {
  const { command, next } = await openSession();
  let refused = next('refused');
  const training = { ...SMALL_STRATEGY.training, batch: 64 };
  command({ ...START, config: { ...SMALL_STRATEGY, training } });
  expect((await refused).problems[0]?.path).toBe('training.batch');
  refused = next('refused');
  const data = { ...SMALL_STRATEGY.data, classes: 20 };
  command({ ...START, config: { ...SMALL_STRATEGY, data } });
  expect((await refused).problems[0]).toMatchObject({ path: 'data.classes', value: 20 });
  const failed = next('failed');
  const checkpoint = { engine: '0', config: SMALL_STRATEGY, interval: 0, state: {} };
  command({ kind: 'restore', run: 3, checkpoint, past: [], paused: false });
  expect((await failed).message).toContain('made by engine 0');
});

test('a preview shows images and how frequent classes are, or says what is wrong', async () => {
  const { command, next } = await openSession();
  let previewed = next('previewed');
  command({ kind: 'preview', data: SMALL_STRATEGY.data, seed: 3, images: 5 });
  const { images, facts, problems } = await previewed;
  expect(problems).toEqual([]);
  expect(images).toHaveLength(5);
  expect(images[0]?.pixels).toHaveLength(16 * 16 * 3);
  expect(facts?.counts.train).toHaveLength(12);
  previewed = next('previewed');
  command({ kind: 'preview', data: { ...SMALL_STRATEGY.data, classes: 20 }, seed: 3, images: 5 });
  expect((await previewed).problems[0]?.path).toBe('data.classes');
});

const ANY = { split: 'validation', label: null, from: 0, count: 6 } as const;

test('a look shows images as they are, as they are changed, and what the classifier says', async () => {
  const { command, next } = await openSession();
  const paused = next('status', ({ status }) => status === 'paused');
  command({ ...START, paused: true });
  await paused;
  const looked = next('looked');
  const lookFailed = next('lookFailed');
  command({ kind: 'look', row: 3, ...ANY });
  expect((await lookFailed).message).toContain('no row 3');
  command({ kind: 'look', row: 0, ...ANY, from: 9 });
  const { images, size, total } = await looked;
  expect(size).toBe(16);
  expect(total).toBe(11);
  expect(images.map(({ position }) => position)).toEqual([9, 10]);
  for (const { pixels, changed, probabilities } of images) {
    expect(changed).toHaveLength(pixels.length);
    expect(probabilities).toHaveLength(12);
    for (const probability of probabilities) expect(probability).toBeGreaterThan(0);
  }
});

test('images with a class are found in one look, however far apart they are', async () => {
  const { command, next } = await openSession();
  const paused = next('status', ({ status }) => status === 'paused');
  command({ ...START, paused: true });
  await paused;
  const all = next('looked');
  command({ kind: 'look', row: 0, split: 'train', label: null, from: 0, count: 24 });
  const label = (await all).images.at(-1)?.labels[0] ?? -1;
  const looked = next('looked', (answer) => answer.label === label);
  command({ kind: 'look', row: 0, split: 'train', label, from: 1, count: 4 });
  const { images, total, from } = await looked;
  expect(from).toBe(1);
  expect(images.length).toBe(Math.min(4, total - 1));
  for (const { labels } of images) expect(labels).toContain(label);
});

test('a class is told at every threshold, interval by interval, as its average precision is', async () => {
  const { command, next, events } = await openSession();
  const finished = next('finished');
  command(START);
  await finished;
  const reported = events.flatMap((event) => (event.kind === 'interval' ? [event] : []));
  for (const { interval, rows } of reported.slice(1, 3)) {
    const label = rows[0]?.validation.averagePrecision.findIndex((each) => each !== null) ?? -1;
    const answered = next('curves', (answer) => answer.interval === interval);
    command({ kind: 'askCurves', interval, label });
    const { rows: curves, positives, images } = await answered;
    expect([positives > 0, images]).toEqual([true, 11]);
    curves.forEach((curve, row) => {
      const area = curve?.precision.reduce(
        (sum, each, at) => sum + each * ((curve.recall[at] ?? 0) - (curve.recall[at - 1] ?? 0)),
        0,
      );
      expect(area).toBeCloseTo(rows[row]?.validation.averagePrecision[label] ?? Number.NaN, 5);
    });
  }
  const unknown = next('curves', ({ interval }) => interval === 99);
  command({ kind: 'askCurves', interval: 99, label: 0 });
  expect(await unknown).toMatchObject({ isKept: false, rows: [] });
});

/** A PNG as far as its header goes; its last byte is what the decoder above makes of it. */
function picture(level: number): Blob {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes[19] = 8; // width
  bytes[23] = 8;
  bytes[32] = level;
  return new Blob([bytes]);
}

const folder = (count: number, level = 9) =>
  Array.from({ length: count }, (_, i) => ({
    path: `${i % 2 === 0 ? 'cats' : 'dogs'}/${i}.png`,
    file: picture(level + (i % 2)),
  }));

const OPEN = {
  kind: 'openOwn',
  name: 'Pets',
  files: folder(20),
  size: 16,
  seed: 1,
  shares: { train: 0.6, validation: 0.2, test: 0.2 },
} as const;

test('a folder of images by class is opened, and a run learns from it', async () => {
  const { command, next } = await openSession();
  const opened = next('ownOpened');
  command(OPEN);
  const { data, facts, images } = await opened;
  expect(data).toMatchObject({ kind: 'own', name: 'Pets', size: 16, classes: 2 });
  expect(data.images).toEqual({ train: 12, validation: 4, test: 4 });
  expect(facts.classes).toEqual(['cats', 'dogs']);
  expect(facts.counts.train).toEqual([6, 6]);
  expect(new Set(images[0]?.pixels)).toEqual(new Set([images[0]?.labels[0] === 0 ? 9 : 10]));
  const finished = next('finished');
  command({ ...START, config: { ...SMALL_STRATEGY, data } });
  expect((await finished).tests[0]?.fast.averagePrecision).toHaveLength(2);
});

test('own images are looked at again before a run, and must be as the configuration says', async () => {
  const { command, next } = await openSession();
  const opened = next('ownOpened');
  command(OPEN);
  const { data, facts } = await opened;
  const previewed = next('previewed');
  command({ kind: 'preview', data, seed: 5, images: 3 });
  expect(await previewed).toMatchObject({ facts, size: 16, images: { length: 3 } });
  const failed = next('failed');
  command({ ...START, config: { ...SMALL_STRATEGY, data: { ...data, classes: 3 } } });
  expect((await failed).message).toBe(
    "the images 'Pets' are 12, 4, 4 images of 16 px in 2 classes; 12, 4, 4 images of 16 px in 3 classes are asked for",
  );
});

test('images that are not here are asked for by their name, and can be given again', async () => {
  const first = await openSession();
  const opened = first.next('ownOpened');
  first.command(OPEN);
  const { data, set } = await opened;
  const { command, next } = await openSession();
  const failed = next('failed');
  command({ ...START, config: { ...SMALL_STRATEGY, data } });
  expect((await failed).message).toContain("the images 'Pets'");
  const finished = next('finished');
  command({ kind: 'giveOwn', digest: data.digest, set });
  command({ ...START, run: 2, config: { ...SMALL_STRATEGY, data } });
  expect((await finished).reason).toBe('steps');
});

test.each([
  [{ files: folder(20, 0) }, 'cannot be decoded'],
  [{ files: folder(3) }, 'leaves none for'],
  [{ files: [{ path: 'a/b.txt', file: new Blob(['x']) }] }, 'holds no images'],
  [{ files: [{ path: 'a.zip', file: new Blob(['x']) }] }, 'Pets'],
  [{ files: [] }, 'holds no file'],
] as const)('own images that cannot be opened are refused in words: %#', async (change, words) => {
  const { command, next } = await openSession();
  const refused = next('ownRefused');
  command({ ...OPEN, ...change });
  expect((await refused).message).toContain(words);
});

test('what a team of the run has learned is told, and taken up by the next run', async () => {
  const { command, next } = await openSession();
  const finished = next('finished');
  command({ ...START, config: SMALL_TEAMS });
  await finished;
  const ask = (team: string) => {
    const told = next('teamLearned');
    command({ kind: 'askTeam', team });
    return told;
  };
  expect(await ask('Nobody')).toMatchObject({ team: 'Nobody', learned: null });
  const { learned } = await ask('Bandits');
  if (learned === null) throw new Error('the team has learned nothing');
  const trained = { name: 'Bandits', digest: digestOf(learned), learns: false, learned };
  const teams = SMALL_TEAMS.teams.map((team) =>
    team.name === 'Bandits' ? { ...team, trained } : team,
  );
  const started = next('started');
  command({ ...START, run: 2, config: { ...SMALL_TEAMS, teams } });
  await started;
  expect((await ask('Bandits')).learned).toBe(learned);
});

test('mixed precision is refused where there is no GPU, and where WebAssembly was chosen', async () => {
  const { command, next } = await openSession();
  expect((await next('gpu')).gpu).toEqual(NO_GPU);
  const training = { ...SMALL_STRATEGY.training, precision: 'mixed' } as const;
  for (const [choice, words] of [
    ['auto', 'mixed precision needs a GPU: there is no GPU here'],
    ['wasm', 'mixed precision needs a GPU: WebAssembly has no 16-bit floats'],
  ] as const) {
    command({ kind: 'device', choice });
    const failed = next('failed');
    command({ ...START, config: { ...SMALL_STRATEGY, training } });
    expect((await failed).message).toContain(words);
  }
});

test('classifiers of a run are tested on other data at a word, and nothing is told where there is no run', async () => {
  const { command, next } = await openSession();
  const ask = () => {
    const told = next('elsewhere');
    command({ kind: 'askElsewhere', data: SMALL_STRATEGY.data, seed: SMALL_STRATEGY.seed });
    return told;
  };
  expect((await ask()).result).toBeNull();
  const finished = next('finished');
  command(START);
  const { tests } = await finished;
  expect((await ask()).result).toEqual({ shared: 12, mAP: tests.map(({ fast }) => fast.mAP) });
});
