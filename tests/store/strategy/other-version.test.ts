// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { missingTeams } from '#core/strategy/missing-teams.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { decodeStrategyLink, encodeStrategyLink, presetOf } from '#protocol/strategy-link.ts';
import { addStrategy, loadStrategy } from '#store/strategy/kept-runs.ts';
import { openStrategyAddress } from '#store/strategy/open-address.ts';
import { openKeptStrategy, setUpKeptStrategy } from '#store/strategy/open-kept.ts';
import { exportStrategy, importStrategy } from '#store/strategy/strategy-files.ts';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { rememberStrategy } from '#store/strategy/tab-memory.ts';
import { createMemoryLibrary } from '../library/memory-library.ts';
import { CATALOG, CONFIG } from './fake-strategy-engine.ts';
import { type OpenStrategy, openStrategy } from './open-strategy.ts';
import { settle } from './settle.ts';
import { TEAM_FILE } from './small-team-file.ts';
import { EARLIER, NOW, WITH_TEAM } from './two-versions.ts';

afterEach(() => sessionStorage.clear());

/** A run of so many intervals by the earlier engine, under way and kept. */
async function earlierRun(intervals: number): Promise<OpenStrategy & { id: string }> {
  const open = await openStrategy({ catalog: EARLIER });
  open.lab.start();
  for (let i = 0; i < intervals; i++) open.engine().tick();
  await settle();
  return { ...open, id: open.lab.store.getState().runId as string };
}

/** The file of such a run, in the library of a page as it is now. */
async function received(config: StrategyConfig = CONFIG, catalog: StrategyCatalog = NOW) {
  const { library: theirs, id } = await earlierRun(3);
  const stored = await loadStrategy(theirs, id);
  if (!stored) throw new Error('the run is not kept');
  const sender = createMemoryLibrary();
  await addStrategy(sender, { ...stored, record: { ...stored.record, config } });
  const file = await exportStrategy(sender, id);
  if (!file) throw new Error('there is no file');
  const there = await openStrategy({ catalog });
  const bytes = new Uint8Array(await file.blob.arrayBuffer());
  return { ...there, id, record: await importStrategy(there.library, bytes) };
}

/** Leaves a lab as a tab does, and comes back to a page as it is now. */
async function reload({ lab, library }: OpenStrategy, address: string, now = address) {
  const stop = rememberStrategy(lab, () => address);
  dispatchEvent(new Event('pagehide'));
  stop();
  lab.dispose();
  const again = createMemoryLibrary(library.tables);
  const there = await openStrategy({
    library: again,
    catalog: NOW,
    onReady: (ready) =>
      void openStrategyAddress({ lab: ready, library: again, address: now, starts: false }),
  });
  await settle();
  return there;
}

const sent = ({ engine }: OpenStrategy) => engine().received.map(({ kind }) => kind);
const notices = ({ store }: StrategyLab) => store.getState().notices.map(({ text }) => text);

test('an unfinished run of another version is shown as far as it came, from its file too, and set up again', async () => {
  const there = await received();
  const { lab, library, id, record } = there;
  expect([record.engine, record.checkpoint]).toEqual(['0', 3]);
  expect(await openKeptStrategy(lab, library, id, { paused: false })).toBeNull();
  const state = lab.store.getState();
  expect(state).toMatchObject({ runId: id, runEngine: '0', draft: CONFIG, checkpoint: null });
  expect(state.status).toEqual({ kind: 'finished', reason: 'stopped' });
  expect(state.intervals).toHaveLength(3);
  expect(sent(there)).not.toContain('restore');
  expect((await loadStrategy(library, id))?.checkpoint).not.toBeNull(); // its own version may go on

  lab.setFields({ seed: 5 });
  expect(await setUpKeptStrategy(lab, record)).toBeNull();
  expect(lab.store.getState().draft).toEqual(CONFIG);
  lab.play();
  expect(lab.store.getState()).toMatchObject({ runEngine: CATALOG.engine, intervals: [] });
});

test('a reload under a new version shows the run as far as it came, and begins nothing', async () => {
  const before = await earlierRun(4);
  before.lab.setFields({ seed: 99 });
  await settle();
  const there = await reload(before, '#/strategy?here');
  const state = there.lab.store.getState();
  expect(state).toMatchObject({ runId: before.id, runEngine: '0', draft: { seed: 99 } });
  expect(state.intervals).toHaveLength(4);
  expect(sent(there)).not.toContain('restore');
  expect(sent(there)).not.toContain('start');
  // The tab that looks at it is reloaded once more.
  const again = await reload(there, '#/strategy?here');
  expect(again.lab.store.getState()).toMatchObject({ runId: before.id, runEngine: '0' });
  expect(again.lab.store.getState().intervals).toHaveLength(4);
});

test('a reload under a new version before anything was kept sets the run up, and says so', async () => {
  const there = await reload(await earlierRun(0), '#/strategy?here');
  expect(there.lab.store.getState()).toMatchObject({ draft: CONFIG, status: { kind: 'idle' } });
  expect(notices(there.lab)).toEqual([
    expect.stringMatching(/was made by engine 0; this page has engine .* Play begins it\.$/),
  ]);
});

const preset = presetOf(CATALOG, 'shapes');
const linkOf = (config: StrategyConfig) => preset && encodeStrategyLink(config, preset);

test('a link to a team of an earlier page waits until the one of now is taken in its place', async () => {
  const link = linkOf(WITH_TEAM) ?? '';
  expect(decodeStrategyLink(link, EARLIER)).toMatchObject({ kind: 'run', problems: [] });
  const { lab, library } = await openStrategy({ catalog: NOW, onReady: () => {} });
  await openStrategyAddress({ lab, library, address: link, starts: true });
  const { draft, problems, waiting, status } = lab.store.getState();
  expect([draft, waiting, status.kind]).toEqual([WITH_TEAM, true, 'idle']);
  expect(problems[0]?.message).toMatch(/has the digest 0123.* now.*take that one/);
  const [missing] = missingTeams(draft, NOW);
  if (!missing?.now) throw new Error('no team is missing');
  lab.replaceTeam(missing.at, missing.now);
  const taken = lab.store.getState();
  expect(taken.problems).toEqual([]);
  expect(taken.draft?.teams[0]?.trained).toEqual({
    ...{ name: 'Mine', digest: NOW.trained[0]?.digest, learns: true },
  });
});

test('the file of a missing team puts the set-up right; that of another adds a row, and is said to', async () => {
  const { lab } = await openStrategy({
    catalog: NOW,
    onReady: (ready) => ready.setUp(WITH_TEAM, null),
  });
  lab.openTeam(TEAM_FILE);
  const { draft, problems } = lab.store.getState();
  expect(problems).toEqual([]);
  expect(draft?.rows).toEqual(WITH_TEAM.rows);
  expect(draft?.teams[0]?.trained).toMatchObject({ name: 'Mine', learns: true });

  const [team] = WITH_TEAM.teams;
  const other = { name: 'Other', digest: 'f'.repeat(32), learns: false };
  lab.setUp({ ...WITH_TEAM, teams: team ? [{ ...team, trained: other }] : [] }, null);
  lab.openTeam(TEAM_FILE);
  expect(lab.store.getState().draft?.rows.at(-1)?.name).toBe('Mine');
  expect(notices(lab).at(-1)).toMatch(/“Mine”.*does not take the place of “Other” with ffffffff/);
});

test('a kept run that a missing team steers is shown, and does not go on, whichever version made it', async () => {
  const catalog = { ...NOW, engine: '0' };
  const there = await received(WITH_TEAM, catalog);
  expect(await openKeptStrategy(there.lab, there.library, there.id, { paused: false })).toBeNull();
  const { draft, problems, intervals, status } = there.lab.store.getState();
  expect([draft, problems.length, intervals.length]).toEqual([WITH_TEAM, 1, 3]);
  expect(status.kind).toBe('finished');
  expect(sent(there)).not.toContain('restore');
});
