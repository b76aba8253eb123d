import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { evolveGeneration, evolveTeams, foundTeams } from '#engine/strategy/evolve-teams.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import { readPlan, usualPlan } from '#engine/strategy/training-plan.ts';
import { createClient } from '#protocol/client.ts';
import type { TeamsCommand, TeamsEvent } from '#protocol/teams-messages.ts';
import { evolutionsOf, keptChanges } from '#store/strategy/teams/kept-evolutions.ts';
import { checkpointChanges } from '#store/strategy/teams/kept-populations.ts';
import { resumeTeams } from '#store/strategy/teams/resume-teams.ts';
import { createTeamsLab, type TeamsLab } from '#store/strategy/teams/teams-lab.ts';
import type { TeamsState } from '#store/strategy/teams/teams-state.ts';
import { describeMutation } from '#store/words/mutation-words.ts';
import { strategyCatalog } from '#strategy/strategy-catalog.ts';
import { readLearned } from '#strategy/trained/learned-team.ts';
import { SMALL_PLAN } from '../../engine/strategy/small-plan.ts';
import { createMemoryLibrary } from '../library/memory-library.ts';
import { teamsPort } from './teams-port.ts';

let device: Device;
beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
});
afterAll(() => device.dispose());

/** A tab's memory, which lasts over a reload. */
beforeEach(() => {
  const held = new Map<string, string>();
  globalThis.sessionStorage = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  } as unknown as Storage;
});

const PLAN = {
  ...SMALL_PLAN,
  name: 'Evolved',
  controller: 'dqn-vdn',
  settings: { hidden: [16], batch: 4, warmUp: 2, updates: 1, steps: null, capacity: 40 },
  training: { ...SMALL_PLAN.training, steps: 2 },
  rows: 2,
  episodes: 2,
};

type Library = ReturnType<typeof createMemoryLibrary>;

function opened(library: Library): TeamsLab {
  const client = createClient<TeamsCommand, TeamsEvent>(() => teamsPort(device));
  return createTeamsLab(client, library, 'https://page.test/');
}

/** Waits until the state is such. */
const when = ({ store }: TeamsLab, holds: (state: TeamsState) => boolean) =>
  new Promise<TeamsState>((resolve) => {
    if (holds(store.getState())) return resolve(store.getState());
    const stop = store.subscribe((state) => {
      if (!holds(state)) return;
      stop();
      resolve(state);
    });
  });

const isSetUp = ({ draft }: TeamsState) => draft?.name === PLAN.name;

test('teams evolve as by the command, each generation is kept, and after a reload the same goes on', async () => {
  const library = createMemoryLibrary();
  const first = opened(library);
  await when(first, ({ offer }) => offer !== null);
  first.readPlan(PLAN);
  const { draft } = await when(first, isSetUp);
  first.start();
  await when(first, ({ shown }) => shown?.generations.length === 1);
  first.pause();
  await when(first, ({ status }) => status.kind === 'paused');
  first.dispose();

  const second = opened(library);
  await resumeTeams(second, library);
  await when(second, ({ status }) => status.kind === 'paused');
  await second.goOn();
  const { shown } = await when(second, (state) => state.shown?.end === 'generations');
  if (!draft || !shown) throw new Error('nothing has evolved');
  const data = createStrategyData(() => Promise.reject(new Error('shapes need no sprites')));
  const draw = ({ data: domain, seed }: StrategyConfig) => data.allImages(domain, seed);
  const nursery = { catalog: strategyCatalog(), device, draw };
  let { population } = foundTeams(draft);
  for (let i = 0; i < 2; i++) ({ population } = await evolveTeams(draft, population, nursery));
  expect(shown.generations.map(({ generation }) => generation)).toEqual([0, 1]);
  expect(shown.generations.at(-1)?.hash).toBe(population.hash);
  const [kept] = (await evolutionsOf(library).list()).items;
  expect(kept).toMatchObject({ end: 'generations', plan: draft });
  expect(kept?.generations).toHaveLength(2);

  // Its genealogy is that of a run: everybody descends from founders, by mutations in words.
  const history = second.view.history();
  if (!history) throw new Error('there is no history');
  expect(history.generations).toBe(2);
  const cells = Array.from({ length: history.size(1) }, (_, slot) => history.cell(1, slot));
  for (const { agent, parentSlot, fitness } of cells) {
    expect(parentSlot).toBeGreaterThanOrEqual(0);
    const { mutation } = history.birth(agent) ?? { mutation: NO_MUTATION };
    expect(describeMutation(mutation, shown.declaration)).not.toBe('');
    const judged = shown.generations[1]?.agents.find((each) => each.id === agent);
    expect(fitness).toBeCloseTo(100 * (judged?.fitness ?? 0), 10);
  }
  second.view.select({ generation: 1, agent: cells[0]?.agent ?? -1 });
  expect(second.view.store.getState().selection?.agent).toBe(cells[0]?.agent);

  // The best is taken out as a team that has learned from two runs.
  const file = await second.take(null);
  expect(file?.name).toBe('Evolved');
  expect(readLearned(JSON.stringify(file?.learned))).toMatchObject({ runs: 2, episodes: 2 });
  expect(await second.take(-5)).toBeNull();
  second.dispose();
});

test('after a reload in mid-generation it goes on from the interval that was kept last, to the same bits', async () => {
  const library = createMemoryLibrary();
  const first = opened(library);
  await when(first, ({ offer }) => offer !== null);
  first.readPlan({ ...PLAN, episodes: 1, training: { ...PLAN.training, steps: 3 } });
  const { draft } = await when(first, isSetUp);
  first.time();
  const { timed } = await when(first, (state) => state.timed !== null);
  expect(timed?.plan).toBe(draft);
  expect(timed?.seconds).toBeGreaterThan(0);
  expect((await evolutionsOf(library).list()).items).toEqual([]); // nothing is left of the timing
  first.start();
  const { checkpoint } = await when(first, (state) => state.checkpoint !== null);
  first.dispose(); // as the tab does that is closed
  expect(checkpoint?.intervals).toHaveLength(1);
  while ((await library.tables.list('teamCheckpoints')).length === 0)
    await new Promise((resolve) => setImmediate(resolve));

  const second = opened(library);
  await resumeTeams(second, library);
  const begun = await when(second, ({ training }) => training.length > 0);
  expect(begun.intervals).toEqual(checkpoint?.intervals);
  const { shown } = await when(second, (state) => state.shown?.end === 'generations');
  if (!draft || !shown) throw new Error('nothing has evolved');
  const data = createStrategyData(() => Promise.reject(new Error('shapes need no sprites')));
  const draw = ({ data: domain, seed }: StrategyConfig) => data.allImages(domain, seed);
  const nursery = { catalog: strategyCatalog(), device, draw };
  const { population } = await evolveTeams(draft, foundTeams(draft).population, nursery);
  expect(shown.generations.map(({ hash }) => hash)).toEqual([population.hash]);
  while ((await library.tables.list('teamCheckpoints')).length > 0)
    await new Promise((resolve) => setImmediate(resolve)); // it is of no use any more
  second.dispose();
});

test('a generation that was being judged is judged on after a reload, to the same bits', async () => {
  const library = createMemoryLibrary();
  const first = opened(library);
  await when(first, ({ offer }) => offer !== null);
  first.readPlan({ ...PLAN, episodes: 1 });
  await when(first, isSetUp);
  first.start();
  const judging = await when(first, ({ part }) => part === 1);
  expect(judging.intervals).toEqual([]);
  const { shown: whole } = await when(first, (state) => state.shown?.end === 'generations');
  first.dispose();
  if (!whole) throw new Error('nothing has evolved');

  const data = createStrategyData(() => Promise.reject(new Error('shapes need no sprites')));
  const draw = ({ data: domain, seed }: StrategyConfig) => data.allImages(domain, seed);
  const nursery = { catalog: strategyCatalog(), device, draw };
  const { plan } = whole;
  for await (const event of evolveGeneration(plan, foundTeams(plan).population, nursery)) {
    if (event.kind !== 'checkpoint') continue;
    const begun = structuredClone(await event.take());
    if (begun.part === 0) continue;
    const checkpoint = { generation: 0, elapsedMs: 5, ...begun };
    const left = { ...whole, generations: [], end: null };
    await library.tables.write([
      ...keptChanges(left, null),
      { kind: 'delete', table: 'teamPopulations', key: whole.id },
      ...checkpointChanges(whole.id, checkpoint),
    ]);
    break;
  }
  const second = opened(library);
  await resumeTeams(second, library);
  const { part } = await when(second, ({ status }) => status.kind === 'paused');
  expect(part).toBe(1);
  await second.goOn();
  const { shown } = await when(second, (state) => state.shown?.end === 'generations');
  expect(shown?.generations.map(({ hash }) => hash)).toEqual([whole.generations[0]?.hash]);
  second.dispose();
});

test('a checkpoint that cannot be gone on from fails once, and the generation is trained from its beginning', async () => {
  const library = createMemoryLibrary();
  const lab = opened(library);
  await when(lab, ({ offer }) => offer !== null);
  lab.readPlan({ ...PLAN, episodes: 1 });
  await when(lab, isSetUp);
  lab.start();
  const { checkpoint, shown } = await when(lab, (state) => state.checkpoint !== null);
  lab.stop();
  await when(lab, ({ status }) => status.kind === 'idle');
  if (!checkpoint || !shown) throw new Error('there was no checkpoint');
  lab.store.setState({
    shown: { ...shown, generations: [], end: null },
    ...{ saved: null, checkpoint: { ...checkpoint, state: { interval: 1 } } },
  });
  await lab.goOn();
  const { status } = await when(lab, (state) => state.status.kind === 'failed');
  expect(status).toMatchObject({ message: expect.stringContaining('the checkpoint is damaged') });
  await lab.goOn();
  await when(lab, (state) => state.shown?.end === 'generations');
  lab.dispose();
});

test('a plan of a file is taken in with what it leaves out, or is refused with the reason', async () => {
  const lab = opened(createMemoryLibrary());
  await when(lab, ({ offer }) => offer !== null);
  lab.readPlan(PLAN);
  const { draft } = await when(lab, isSetUp);
  expect(draft).toMatchObject({ ...PLAN, evaluations: 1, selection: { tournamentSize: 2 } });
  // As the command reads it.
  const catalog = strategyCatalog();
  const file: unknown = JSON.parse(JSON.stringify(draft));
  expect(readPlan(file, usualPlan(catalog), catalog)).toEqual(draft);
  const refusals = [
    [{ ...PLAN, rows: 40 }, 'rows is 40'],
    [{ ...PLAN, evaluations: 0 }, 'evaluations is 0'],
    [
      { ...PLAN, controller: 'additive', settings: {} },
      "controller is 'additive'; those that evolve are",
    ],
    [{ ...PLAN, mutation: { ...draft?.mutation, none: -1 } }, 'mutation.none is -1'],
    [{ ...PLAN, selection: { ...draft?.selection, tournamentSize: 9 } }, 'only 2 teams'],
    [{ ...PLAN, speed: 3 }, "no 'speed'"],
  ] as const;
  for (const [plan, words] of refusals) {
    lab.notify('');
    lab.readPlan(plan);
    const { notice } = await when(lab, (state) => state.notice !== '');
    expect(notice).toContain(words);
  }
  lab.setFields({ 'mutation.none': 0, rows: 1 });
  expect(lab.store.getState().problems.map(({ path }) => path)).toEqual([
    'selection.tournamentSize',
  ]);
  lab.start();
  expect(lab.store.getState().status.kind).toBe('idle');
  lab.dispose();
});

test('an evolution of another tab or engine, or one that is damaged, is not gone on with', async () => {
  const library = createMemoryLibrary();
  const lab = opened(library);
  const { offer } = await when(lab, (state) => state.offer !== null);
  if (!offer) throw new Error('nothing is offered');
  const kept = {
    ...{
      id: 'abcdefgh12345678',
      createdAt: 1,
      engine: offer.engine,
      plan: offer.usual,
      founders: [],
    },
    declaration: { networks: [], hyperparameters: [] } as never,
    config: { hyperparameters: {} } as never,
    ...{ generations: [], end: null },
  };
  const claims = { ...library.claims, take: async () => false };
  const elsewhere = createTeamsLab(
    createClient<TeamsCommand, TeamsEvent>(() => teamsPort(device)),
    { ...library, claims },
    'https://page.test/',
  );
  await when(elsewhere, (state) => state.offer !== null);
  await elsewhere.open(kept);
  await elsewhere.goOn();
  expect(elsewhere.store.getState().notice).toContain('Another tab');
  await lab.open({ ...kept, engine: '0' });
  await lab.goOn();
  expect(lab.store.getState()).toMatchObject({ shown: { engine: '0', end: null }, run: 0 });
  lab.readPlan(PLAN);
  await when(lab, isSetUp);
  lab.setUpAgain();
  await when(lab, ({ draft }) => draft?.name === kept.plan.name);
  expect(lab.store.getState()).toMatchObject({ shown: null, draft: kept.plan });
  await library.tables.write([
    { kind: 'put', table: 'teamPopulations', key: kept.id, value: { generation: 3 } },
    { kind: 'put', table: 'teamEvolutions', key: 'x', value: { ...kept, plan: { rows: 99 } } },
  ]);
  await lab.open(kept);
  expect(lab.store.getState().notice).toContain('of generation 3, not 0');
  const { items, damaged } = await evolutionsOf(library).list();
  expect([items, damaged.map(({ message }) => message)]).toEqual([
    [],
    [expect.stringContaining('rows is 99')],
  ]);
  lab.dispose();
  elsewhere.dispose();
});
