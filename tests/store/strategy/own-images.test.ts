import { expect, test } from 'vitest';
import { decodeStrategyLink } from '#protocol/strategy-link.ts';
import { openKeptStrategy } from '#store/strategy/open-kept.ts';
import {
  deleteOwnImages,
  listOwnImages,
  loadOwnImages,
  runsOfOwnImages,
} from '#store/strategy/own-library.ts';
import { strategyShareLink } from '#store/strategy/share-strategy.ts';
import { missingImages } from '#store/strategy/strategy-state.ts';
import { CATALOG, openedOf } from './fake-strategy-engine.ts';
import { type OpenStrategy, openStrategy } from './open-strategy.ts';
import { settle } from './settle.ts';

const chosen = (count: number, name = 'Pets') => ({
  name,
  files: Array.from({ length: count }, (_, i) => ({ path: `${i}.png`, file: new Blob([]) })),
});

/** A lab that brings images to 16 px. */
async function openSmall(): Promise<OpenStrategy> {
  const open = await openStrategy();
  open.lab.setOwnReading({ size: 16 });
  return open;
}

function use({ lab }: OpenStrategy, count: number): void {
  lab.openOwn(chosen(count));
  lab.takeOwn();
}

/** Longer than one portion of the library. */
const MANY = 800;

const commands = ({ engine }: OpenStrategy, ...kinds: readonly string[]) =>
  engine()
    .received.map(({ kind }) => kind)
    .filter((kind) => kinds.includes(kind));

test('images are kept whole once they are used, not before, and need not be given to the engine again', async () => {
  const open = await openSmall();
  const { lab, library } = open;
  lab.openOwn(chosen(MANY));
  await settle();
  expect((await listOwnImages(library)).items).toEqual([]);
  lab.takeOwn();
  const { data, set } = openedOf('Pets', MANY, 16);
  expect(lab.store.getState().draft?.data).toEqual(data);
  expect(lab.store.getState().problems).toEqual([]);
  await settle();
  const { pixels, ...kept } = (await loadOwnImages(library, data.digest)) ?? set;
  expect(kept).toEqual({ ...set, pixels: undefined });
  expect(Buffer.from(pixels).equals(set.pixels)).toBe(true);
  expect((await listOwnImages(library)).items).toMatchObject([{ name: 'Pets', portions: 2 }]);
  lab.start();
  expect(lab.store.getState().status).toEqual({ kind: 'running' });
  expect(commands(open, 'giveOwn')).toEqual([]);
  lab.undo();
  expect(lab.store.getState().draft?.data.kind).toBe('shapes');
});

test('splits are as the person sets them, and the same for every seed of a run', async () => {
  const { lab, engine } = await openSmall();
  lab.setFields({ seed: 99 });
  lab.setOwnReading({ test: 30 });
  lab.openOwn(chosen(20));
  expect(engine().received.at(-1)).toMatchObject({
    kind: 'openOwn',
    size: 16,
    seed: 0,
    shares: { train: 0.55, validation: 0.15, test: 0.3 },
  });
});

test('a kept run goes on with its images from the library, which come before it and its orders', async () => {
  const first = await openSmall();
  use(first, 20);
  first.lab.start();
  first.engine().tick();
  await settle();
  const id = first.lab.store.getState().runId ?? '';
  first.lab.dispose();

  const open = await openStrategy({ library: first.library });
  await openKeptStrategy(open.lab, open.library, id, { paused: true });
  open.lab.step('generation');
  await settle();
  expect(commands(open, 'giveOwn', 'restore', 'step')).toEqual(['giveOwn', 'restore', 'step']);
  expect(open.lab.store.getState().intervals).toHaveLength(2);
  open.lab.start();
  expect(commands(open, 'giveOwn')).toHaveLength(1);
  expect([...(await runsOfOwnImages(open.library)).values()]).toEqual([[expect.any(String)]]);
});

test('a link names the images that it needs, and they are asked for by name, count and digest', async () => {
  const sender = await openSmall();
  use(sender, 20);
  const shared = strategyShareLink(sender.lab.store.getState(), 'settings');
  const link = shared && 'link' in shared ? decodeStrategyLink(shared.link, CATALOG) : null;
  if (link?.kind !== 'run') throw new Error('the link holds no run');

  const open = await openStrategy({ onReady: (lab) => lab.setUp(link.config, link.preset) });
  const { lab, library } = open;
  await settle();
  const { digest } = openedOf('Pets', 20, 16).data;
  expect(missingImages(lab.store.getState())).toMatchObject({ name: 'Pets', digest });
  expect(lab.store.getState().ownReading).toEqual({ size: 16, validation: 20, test: 20 });
  lab.start();
  await settle();
  expect(lab.store.getState().status).toMatchObject({
    kind: 'failed',
    during: 'finding its images',
    message: `The images “Pets” (20 images of 16 px, digest ${digest.slice(0, 8)}…) are not in this browser: open them first`,
  });
  expect(commands(open, 'start')).toEqual([]);

  lab.openOwn(chosen(25, 'Others'));
  await settle();
  expect(missingImages(lab.store.getState())?.digest).toBe(digest);
  lab.openOwn(chosen(20, 'By another name'));
  await settle();
  expect(missingImages(lab.store.getState())).toBeNull();
  expect(lab.store.getState().own).toBeNull();
  expect(lab.store.getState().draft?.data).toMatchObject({ name: 'Pets' });
  expect((await listOwnImages(library)).items).toMatchObject([{ name: 'Pets' }]);
  lab.retry();
  await settle();
  expect(lab.store.getState().status).toEqual({ kind: 'running' });
});

test('other images than those asked for are set up at a word', async () => {
  const { data } = openedOf('Asked', 20, 16);
  const { lab } = await openSmall();
  lab.change('data', (config) => ({ ...config, data }));
  await settle();
  lab.openOwn(chosen(25));
  expect(lab.store.getState().draft?.data).toMatchObject({ name: 'Asked' });
  lab.takeOwn();
  await settle();
  expect(lab.store.getState().draft?.data).toMatchObject({ name: 'Pets' });
  expect(missingImages(lab.store.getState())).toBeNull();
});

test('a disk that is full says so, and the run works while the page is open', async () => {
  const open = await openSmall();
  const { lab, library } = open;
  library.tables.failure = new DOMException('no room', 'QuotaExceededError');
  use(open, 20);
  await settle();
  expect(lab.store.getState().notices.at(-1)?.text).toMatch(
    /^The storage of this browser is full, so the images “Pets” are not kept\..*while this page is open/,
  );
  open.engine().crash('out of memory');
  lab.retry();
  await settle();
  expect(commands(open, 'giveOwn', 'start')).toEqual(['giveOwn', 'start']);
  expect(lab.store.getState().status).toEqual({ kind: 'running' });
});

test('images that are deleted in another tab are missed at once, and damaged ones are refused', async () => {
  const open = await openSmall();
  const { lab, library } = open;
  const { digest } = openedOf('Pets', MANY, 16).data;
  use(open, MANY);
  await settle();
  library.tables.disk.delete(JSON.stringify(['ownImageParts', [digest, 2]]));
  await expect(loadOwnImages(library, digest)).rejects.toThrow(
    'they should have 2 portions, and have 1',
  );
  expect(missingImages(lab.store.getState())).toBeNull();
  await deleteOwnImages(library, digest);
  await settle();
  expect(missingImages(lab.store.getState())).toMatchObject({ digest });
  expect([...library.tables.disk.keys()].filter((key) => key.includes('own'))).toEqual([]);
});

test('an engine that dies while it opens images has not opened them', async () => {
  const { lab, engine } = await openSmall();
  lab.store.setState({ own: { kind: 'opening', name: 'Pets', done: 0.1 } });
  engine().crash('out of memory');
  expect(lab.store.getState().own).toEqual({
    kind: 'refused',
    message: 'they cannot be opened (out of memory)',
  });
});
