// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient } from '#protocol/client.ts';
import { encodeLink } from '#protocol/link.ts';
import { autosave } from '#store/lab/autosave.ts';
import { createLab } from '#store/lab/create-lab.ts';
import type { Lab } from '#store/lab/lab.ts';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { leftRunsOf, rememberShown } from '#store/library/browser-library.ts';
import type { Library } from '#store/library/library.ts';
import { syncAddress } from '#ui/shell/link-sync.ts';
import { openAddress } from '#ui/shell/open-address.ts';
import { eventually } from '../setup/eventually.ts';
import { createMemoryLibrary } from '../store/library/memory-library.ts';
import { CATALOG, CONFIG } from './fake-catalog.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';

let library: Library;
let engine: FakeEngine;
let lab: Lab;
let leave: () => void;

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', '#/evolve');
  library = createMemoryLibrary();
});

afterEach(() => leave());

/** The page, opened at the address that stands, as after a reload. */
async function load(): Promise<void> {
  engine = createFakeEngine();
  const left = leftRunsOf(library);
  const client = createClient(() => engine);
  const opened = new Promise<void>((resolve, reject) => {
    lab = createLab(client, (ready, catalog) => {
      openAddress({ lab: ready, catalog, hash: location.hash, left }).then(resolve, reject);
    });
  });
  const stops = [
    syncAddress(lab, left),
    autosave(lab, client, library),
    rememberShown(lab),
    () => lab.dispose(),
  ];
  leave = () => {
    for (const stop of stops) stop();
  };
  await opened;
}

/** Leaves the page and comes back. */
async function reload(): Promise<void> {
  dispatchEvent(new Event('pagehide'));
  leave();
  await eventually(async () => expect([...(await library.claims.taken())]).toEqual([]));
  await load();
}

/** Goes to an address of the page itself, as by a link. */
async function go(hash: string): Promise<void> {
  history.pushState(null, '', hash);
  dispatchEvent(new Event('hashchange'));
  await eventually(() => expect(state().seeking).toBe(false));
}

const state = () => lab.store.getState();
const started = () => engine.received.filter(({ kind }) => kind === 'start').length;
const linkTo = (changes: Partial<typeof CONFIG>) =>
  encodeLink({ ...CONFIG, ...changes }, CATALOG, 'cartpole-dqn');
function ticks(count: number): void {
  for (let i = 0; i < count; i++) engine.tick();
}

test.each([
  ['without a link', '#/evolve', false],
  ['cheap', linkTo({ seed: 7 }), true],
  ['the first preset', linkTo({}), true],
  ['costly', linkTo({ populationSize: 128, generations: 1000 }), true],
])('an address starts nothing: %s', async (_, hash, waits) => {
  history.replaceState(null, '', hash);
  await load();
  expect(state()).toMatchObject({ run: 0, waiting: waits, status: { kind: 'idle' } });
  expect(state().draft).not.toBeNull();
  expect(started()).toBe(0);
});

test('a form is the same after other pages, by a link without a run and by the way back', async () => {
  history.replaceState(null, '', linkTo({ seed: 7 }));
  await load();
  lab.setFields({ populationSize: 4, 'training.stepsPerGeneration': 'x' });
  const { draft } = state();
  for (const hash of [
    '#/about',
    '#/evolve',
    '#/compare',
    linkTo({ seed: 7 }),
    '#/runs',
    '#/evolve',
  ])
    await go(hash);
  expect(state()).toMatchObject({ draft, waiting: true, run: 0 });
});

test('a form and a link that waits are the same after a reload, wrong values too', async () => {
  history.replaceState(null, '', linkTo({ seed: 7 }));
  await load();
  lab.setFields({ populationSize: 4, 'training.stepsPerGeneration': 'x' });
  const { draft } = state();
  await reload();
  expect(state()).toMatchObject({ draft, waiting: true, run: 0 });
  expect(state().problems).toHaveLength(1);
  await go('#/about');
  await reload(); // on a page that has no use for it
  expect(state().draft).toBeNull();
  await go('#/evolve');
  expect(state()).toMatchObject({ draft, waiting: true, run: 0 });
});

test('a run that has no generation yet goes on after a reload, with its edits and the form beside it', async () => {
  await load();
  lab.start();
  ticks(1);
  lab.setFields({ 'selection.tournamentSize': 3 });
  lab.setUp({ ...CONFIG, seed: 8 }, 'cartpole-dqn');
  const { edits } = state();
  expect(edits).toHaveLength(1);
  await reload();
  expect(state()).toMatchObject({ run: 1, status: { kind: 'running' }, draft: { seed: 8 } });
  expect(engine.received.find(({ kind }) => kind === 'start')).toMatchObject({
    config: CATALOG.presets[0]?.config,
    edits,
  });
  expect(isRunsForm(state())).toBe(false);
});

test.each([false, true])(
  'a run goes on after a reload whatever the form holds meanwhile (paused: %s)',
  async (paused) => {
    await load();
    lab.start();
    ticks(12);
    lab.setFields({ populationSize: 4 });
    if (paused) lab.pause();
    const { runId } = state();
    await eventually(async () => expect((await library.record(runId ?? ''))?.generations).toBe(3));
    await reload();
    expect(state()).toMatchObject({
      runId,
      status: { kind: paused ? 'paused' : 'running' },
      draft: { populationSize: 4 },
      config: { populationSize: CONFIG.populationSize },
    });
    expect(isRunsForm(state())).toBe(true);
    expect(started()).toBe(0);
    expect(engine.received.some(({ kind }) => kind === 'restore')).toBe(true);
  },
);

test('a run that has ended is shown after a reload, and not run again', async () => {
  await load();
  lab.setFields({ generations: 2, 'target.enabled': false });
  lab.start();
  ticks(8);
  const { runId, status } = state();
  expect(status.kind).toBe('finished');
  await eventually(async () =>
    expect((await library.record(runId ?? ''))?.end).toBe('generations'),
  );
  await reload();
  expect(state()).toMatchObject({ runId, status });
  expect(started()).toBe(0);
});

test('a link that is opened over a run waits, and the run goes on untouched', async () => {
  await load();
  lab.start();
  ticks(4);
  await go(linkTo({ seed: 9 }));
  expect(state()).toMatchObject({ run: 1, waiting: true, draft: { seed: 9 } });
  expect(engine.tick()).toBe(true);
  await reload();
  expect(state()).toMatchObject({ waiting: true, draft: { seed: 9 }, config: { seed: 42 } });
});
