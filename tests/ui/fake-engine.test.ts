import { expect, test, vi } from 'vitest';
import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { Checkpoint, Command, Event, Individual } from '#protocol/messages.ts';
import { openSession } from '../engine/open-session.ts';
import { CATALOG as REAL, smallConfig } from '../engine/small-run.ts';
import { eventually } from '../setup/eventually.ts';
import { CONFIG, CATALOG as FAKE } from './fake-catalog.ts';
import { createFakeEngine } from './fake-engine.ts';

/** The engine, or what stands in for it: with its catalog, a run that it can begin, and all that it has said. */
interface Engine {
  readonly catalog: Catalog;
  readonly config: RunConfig;
  readonly events: readonly Event[];
  send(command: Command): void;
  /** Waits until it has said something of a kind, counted from an event on. */
  hear(kind: Event['kind'], from?: number): Promise<void>;
}

async function realEngine(): Promise<Engine> {
  const { events, command } = await openSession();
  const hear = (kind: Event['kind'], from = 0) =>
    vi.waitFor(() => expect(events.slice(from).map((event) => event.kind)).toContain(kind), 20_000);
  return { catalog: REAL, config: smallConfig(), events, send: command, hear };
}

async function fakeEngine(): Promise<Engine> {
  const engine = createFakeEngine();
  const events: Event[] = [];
  engine.addEventListener('message', ({ data }) => events.push(data as Event));
  await Promise.resolve();
  const config = { ...CONFIG, generations: 3, target: { ...CONFIG.target, enabled: false } };
  async function hear(kind: Event['kind'], from = 0) {
    for (let i = 0; i < 100 && !events.slice(from).some((event) => event.kind === kind); i++)
      engine.tick();
    expect(events.slice(from).map((event) => event.kind)).toContain(kind);
  }
  return { catalog: FAKE, config, events, send: engine.postMessage, hear };
}

/** Returns the engine's refusals of a command: the fields that are wrong, or when it failed. */
const refusals = (events: readonly Event[]): readonly string[] =>
  events.flatMap((event) => {
    if (event.kind === 'refused') return event.problems.map(({ path }) => `refused: ${path}`);
    if (event.kind === 'editRefused') return [`edit refused: ${event.problem.path}`];
    return event.kind === 'failed' ? [`failed: ${event.during}`] : [];
  });

const start = (config: RunConfig): Command => ({ kind: 'start', run: 1, config, paused: true });
const founder = ({ catalog, config }: Engine, part: Partial<Individual>): Individual => ({
  engine: catalog.engine,
  environment: config.environment,
  algorithm: config.algorithm,
  genome: { networks: {}, hyperparameters: {} },
  weights: {},
  agent: 3,
  generation: 1,
  seed: 1,
  ...part,
});
const kept = (config: RunConfig): RunConfig => ({
  ...config,
  mutation: { ...config.mutation, preTraining: false },
});
const founded = (engine: Engine, part: Partial<Individual>, config = kept(engine.config)) => ({
  ...start(config),
  beginning: { founder: founder(engine, part) },
});
const branched = ({ config }: Engine, changed: Partial<RunConfig>): Command => ({
  kind: 'start',
  run: 1,
  config: { ...config, ...changed },
  paused: true,
  beginning: { before: [{ config, edits: [], until: 1 }] },
});
const checkpoint = ({ config }: Engine, part: Partial<Checkpoint>): Checkpoint => ({
  engine: 'another',
  config,
  initial: config,
  edits: [],
  replay: [],
  generation: 1,
  state: null,
  ...part,
});

/** Beginnings that are refused, by name. */
const BEGINNINGS: Readonly<Record<string, (engine: Engine) => Command>> = {
  'a wrong value': ({ config }) => start({ ...config, populationSize: -3 }),
  'a branch with other agents': (engine) =>
    branched(engine, { populationSize: engine.config.populationSize + 2 }),
  'a founder of another engine': (engine) => founded(engine, { engine: 'another' }) as Command,
  'a founder of another task': (engine) =>
    founded(engine, { environment: 'Acrobot-v1' }) as Command,
  'a founder that learns otherwise': (engine) => founded(engine, { algorithm: 'ppo' }) as Command,
  'a founder that would be mutated': (engine) => founded(engine, {}, engine.config) as Command,
  'a checkpoint of another engine': (engine) => ({
    kind: 'restore',
    run: 1,
    checkpoint: checkpoint(engine, {}),
    paused: true,
  }),
};

test.each(Object.entries(BEGINNINGS))(
  '%s is refused as the engine refuses it',
  async (_, begin) => {
    const said: (readonly string[])[] = [];
    for (const engine of [await realEngine(), await fakeEngine()]) {
      engine.send(begin(engine));
      await eventually(() => expect(refusals(engine.events)).not.toEqual([]));
      engine.send({ kind: 'play' }); // there is nothing to play
      said.push(refusals(engine.events));
      expect(engine.events.map(({ kind }) => kind)).not.toContain('started');
    }
    expect(said[1]).toEqual(said[0]);
  },
);

test('edits are refused as the engine refuses them, each by the field that is wrong', async () => {
  const edits = [
    { populationSize: 8 },
    { 'selection.tournamentSize': 0.5 },
    { 'no.such.field': 1 },
    { 'mutation.none': 0.4, 'mutation.architecture': -1 },
    { 'selection.elitism': false },
  ];
  const said: (readonly string[])[] = [];
  for (const engine of [await realEngine(), await fakeEngine()]) {
    engine.send(start(engine.config));
    await engine.hear('started');
    for (const values of edits) engine.send({ kind: 'edit', values });
    engine.send({ kind: 'play' });
    await engine.hear('edited');
    said.push(refusals(engine.events));
  }
  expect(said[1]).toEqual(said[0]);
  expect(said[0]).toHaveLength(4);
});

test('a branch takes no edits before its own generations, and founds nobody', async () => {
  for (const engine of [await realEngine(), await fakeEngine()]) {
    engine.send(branched(engine, {}));
    engine.send({ kind: 'edit', values: { 'selection.elitism': false } });
    engine.send({ kind: 'play' });
    await engine.hear('caughtUp');
    expect(refusals(engine.events)).toEqual(['edit refused: selection.elitism']);
    expect(engine.events.find(({ kind }) => kind === 'started')).toMatchObject({ founders: [] });
    await engine.hear('generation');
    const first = engine.events.find(({ kind }) => kind === 'generation');
    expect(first).toMatchObject({ generation: 1 });
  }
});

test('a run that has ended goes no further', async () => {
  for (const engine of [await realEngine(), await fakeEngine()]) {
    engine.send({ ...start(engine.config), paused: false } as Command);
    await engine.hear('finished');
    const { length } = engine.events;
    for (const command of [{ kind: 'play' }, { kind: 'step', unit: 'phase' }, { kind: 'pause' }])
      engine.send(command as Command);
    engine.send({ kind: 'stop' });
    engine.send(start({ ...engine.config, seed: -1 }));
    await engine.hear('refused', length);
    const later = engine.events.slice(length).map(({ kind }) => kind);
    expect(later).not.toContain('status');
    expect(later).not.toContain('finished');
  }
});
