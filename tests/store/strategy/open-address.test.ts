// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { STRATEGY_ROUTE } from '#protocol/strategy-link.ts';
import { openStrategyAddress } from '#store/strategy/open-address.ts';
import { addressOf, strategyShareLink } from '#store/strategy/share-strategy.ts';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { rememberStrategy } from '#store/strategy/tab-memory.ts';
import { createMemoryLibrary } from '../library/memory-library.ts';
import { CATALOG, CONFIG } from './fake-strategy-engine.ts';
import { openStrategy } from './open-strategy.ts';
import { settle } from './settle.ts';

afterEach(() => sessionStorage.clear());

/** A lab that has opened an address, as a page does that is loaded there. */
async function visit(address: string, library = createMemoryLibrary()) {
  const open = await openStrategy({
    library,
    onReady: (lab) => void openStrategyAddress({ lab, library, address }),
  });
  await settle();
  return open;
}

/** Leaves a lab at an address, as a tab does, so that its memory is kept. */
function leave(lab: StrategyLab, address: string): void {
  const stop = rememberStrategy(lab, () => address);
  dispatchEvent(new Event('pagehide'));
  stop();
}

test('without a run in it, the address sets up the first preset and starts nothing', async () => {
  const { lab } = await visit(STRATEGY_ROUTE);
  const { draft, status, waiting } = lab.store.getState();
  expect(draft).toEqual(CATALOG.presets[0]?.config);
  expect([status.kind, waiting]).toEqual(['idle', false]);
});

test('a link with a result fills the form, waits, and verifies the same run as identical', async () => {
  const { lab: sender, engine } = await openStrategy();
  sender.start();
  while (engine().tick());
  const shared = strategyShareLink(sender.store.getState(), 'result');
  if (!shared || !('link' in shared)) throw new Error('there is no link');

  const { lab, engine: there } = await visit(shared.link);
  expect(lab.store.getState()).toMatchObject({ draft: CONFIG, waiting: true });
  expect(lab.store.getState().status.kind).toBe('idle');
  expect(addressOf(lab.store.getState())).toBe(shared.link);
  lab.play();
  while (there().tick());
  expect(lab.store.getState().reference?.digest.hash).toBe(lab.store.getState().finished?.hash);
});

test('a link that cannot be read is said, and the first preset is set up', async () => {
  const { lab } = await visit('#/strategy?p=nothing&s=1');
  expect(lab.store.getState().notices[0]?.text).toMatch(/cannot be opened.*'nothing'/);
  expect(lab.store.getState().draft).not.toBeNull();
});

test('a reload in mid-run goes on with the run, and keeps what was typed beside it', async () => {
  const library = createMemoryLibrary();
  const { lab, engine } = await openStrategy({ library });
  lab.start();
  for (let i = 0; i < 4; i++) engine().tick();
  lab.setFields({ seed: 99 });
  await settle();
  leave(lab, '#/strategy?here');
  lab.dispose();
  const { runId } = lab.store.getState();
  const again = createMemoryLibrary(library.tables); // the tab's claims went with it

  const { lab: there } = await visit('#/strategy?here', again);
  const state = there.store.getState();
  expect(state).toMatchObject({ runId, status: { kind: 'running' } });
  expect(state.intervals).toHaveLength(4);
  expect(state.draft?.seed).toBe(99);
  expect(state.notices[0]?.text).toBe('Resumed at interval 5, where this page was left.');
});

test('a reload before anything was kept begins the run again, and a paused one stays paused', async () => {
  const { lab } = await openStrategy();
  lab.start({ paused: true });
  leave(lab, STRATEGY_ROUTE);
  const { lab: there } = await visit(STRATEGY_ROUTE);
  expect(there.store.getState()).toMatchObject({ status: { kind: 'paused' }, config: CONFIG });
});

test('a reload after the end shows the end', async () => {
  const library = createMemoryLibrary();
  const { lab, engine } = await openStrategy({ library });
  lab.start();
  while (engine().tick());
  await settle();
  leave(lab, STRATEGY_ROUTE);
  const { lab: there } = await visit(STRATEGY_ROUTE, library);
  expect(there.store.getState()).toMatchObject({ status: { kind: 'finished' } });
  expect(there.store.getState().finished?.tests).toHaveLength(CONFIG.rows.length);
});
