// @vitest-environment happy-dom
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { experimentsOf, type KeptExperiment } from '#store/strategy/experiment-runs.ts';
import { addStrategy, loadStrategy } from '#store/strategy/kept-runs.ts';
import type { TeamsLab } from '#store/strategy/teams/teams-lab.ts';
import { FIRST } from '#store/strategy/teams/teams-state.ts';
import { KeptExperiments } from '#ui/library/KeptExperiments.tsx';
import { StrategyRuns } from '#ui/library/StrategyRuns.tsx';
import { OpenStrategyContext } from '#ui/shell/lab-context.ts';
import { Experiments } from '#ui/strategy/experiments/Experiments.tsx';
import { runnerOf } from '#ui/strategy/experiments/runner-of.ts';
import { StrategyNotices } from '#ui/strategy/StrategyNotices.tsx';
import { Evolution } from '#ui/strategy/teams/Evolution.tsx';
import { TeamsContext } from '#ui/strategy/teams/teams-context.ts';
import { CATALOG, CONFIG } from '../../store/strategy/fake-strategy-engine.ts';
import { openStrategy } from '../../store/strategy/open-strategy.ts';
import { settle } from '../../store/strategy/settle.ts';
import { TEAM_FILE } from '../../store/strategy/small-team-file.ts';
import { EARLIER, NOW, WITH_TEAM } from '../../store/strategy/two-versions.ts';
import { type ShownStrategy, showStrategy } from './show-strategy.tsx';

/** A page as it is now, whose library has an unfinished run of each version. */
async function withRuns(): Promise<ShownStrategy> {
  const page = await showStrategy({ catalog: NOW });
  for (const catalog of [EARLIER, NOW]) {
    const { lab, engine, library } = await openStrategy({ catalog });
    lab.start();
    engine().tick();
    await settle();
    const stored = await loadStrategy(library, lab.store.getState().runId ?? '');
    if (!stored) throw new Error('the run is not kept');
    const name = `By ${catalog.engine}`;
    await addStrategy(page.library, { ...stored, record: { ...stored.record, name } });
  }
  return page;
}

const row = (engine: string) => screen.findByRole('listitem', { name: `By ${engine}` });
const MADE = new RegExp(`made by engine 0; this page has engine ${CATALOG.engine}, which keeps`);

test('the library offers to go on with a run of this version, and to open or set up again one of another', async () => {
  const { lab, show } = await withRuns();
  show(
    <OpenStrategyContext value={async () => lab}>
      <StrategyRuns />
      <StrategyNotices />
    </OpenStrategyContext>,
  );
  const own = await row(CATALOG.engine);
  expect(within(own).getByRole('button', { name: 'Continue' })).toBeTruthy();
  expect(within(own).queryByText(/made by engine/)).toBeNull();
  const other = await row('0');
  expect(within(other).getByText(MADE)).toBeTruthy();
  await act(async () => {
    fireEvent.click(within(other).getByRole('button', { name: 'Open' }));
    await settle();
  });
  expect(lab.store.getState()).toMatchObject({ runEngine: '0', status: { kind: 'finished' } });
  const [said] = screen
    .getAllByRole('status')
    .filter(({ textContent }) => MADE.test(`${textContent}`));
  expect(said?.textContent).toContain('shown as far as it came, 1 of 20 intervals');
  expect(said?.textContent).toContain('“Run again” begins it anew');

  act(() => lab.setFields({ seed: 77 }));
  fireEvent.click(
    within(said as HTMLElement).getByRole('button', { name: 'Set up the same again' }),
  );
  expect(lab.store.getState().draft).toEqual(CONFIG);
  act(() => lab.setFields({ seed: 78 }));
  fireEvent.click(within(other).getByRole('button', { name: /^More for/ }));
  await act(async () => {
    fireEvent.click(screen.getByRole('menuitem', { name: 'Set up the same again' }));
  });
  expect(lab.store.getState().draft).toEqual(CONFIG);
  act(() => lab.start());
  expect(screen.queryByText(/This run was made by/)).toBeNull();
});

test('a kept experiment of another version says so, is not gone on with, and can be asked anew', async () => {
  const { lab, library, show } = await showStrategy();
  const kept: KeptExperiment = {
    ...{ id: 'a'.repeat(32), experiment: 'overhead', createdAt: 1000, engine: '0' },
    ...{ base: CONFIG, seeds: 2, results: [] },
  };
  await experimentsOf(library).put(kept);
  const runner = runnerOf(lab, library);
  runner.open(kept);
  show(
    <OpenStrategyContext value={async () => lab}>
      <KeptExperiments />
      <Experiments />
    </OpenStrategyContext>,
  );
  expect((await screen.findByRole('listitem')).textContent).toMatch(MADE);
  expect(screen.getByRole('status').textContent).toMatch(MADE);
  expect(screen.queryByRole('button', { name: 'Begin' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Ask it anew' }));
  const { kept: asked, status } = runner.store.getState();
  expect(status).toBe('timing');
  expect(asked).toMatchObject({ experiment: 'overhead', seeds: 2, engine: CATALOG.engine });
  expect(await experimentsOf(library).get(kept.id)).toEqual(kept);
  runner.stop();
});

test('an evolution of another version says so, and offers its plan in place of going on', () => {
  const setUpAgain = vi.fn();
  const plan = { name: 'Mine', rows: 2, episodes: 3, seed: 1 };
  const state = {
    ...FIRST,
    ...{ status: { kind: 'idle' }, offer: CATALOG },
    shown: { engine: '0', plan, generations: [], end: null },
  };
  const teams = { store: createStore(() => state), setUpAgain } as unknown as TeamsLab;
  render(
    <TeamsContext value={teams}>
      <Evolution />
    </TeamsContext>,
  );
  expect(screen.getByText(MADE).textContent).toContain('It would go on differently');
  expect(screen.queryByRole('button', { name: 'Go on evolving' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Set up the same again' }));
  expect(setUpAgain).toHaveBeenCalled();
});

test('a set-up that names a team of an earlier page offers the one of now, the one kept here, and its file', async () => {
  const { lab, show } = await showStrategy({
    catalog: NOW,
    onReady: (ready) => ready.setUp(WITH_TEAM, null),
  });
  show(<StrategyNotices />);
  const words = () =>
    screen.getByText(/names the trained team “Mine” with the digest/).closest('div');
  expect(words()?.textContent).toContain('has the digest 01234567');
  fireEvent.click(screen.getByRole('button', { name: 'Take the one that comes with the page' }));
  expect(lab.store.getState().problems).toEqual([]);
  expect(screen.queryByText(/names the trained team/)).toBeNull();

  act(() => lab.undo());
  await act(() => lab.keepTeam(JSON.parse(TEAM_FILE)));
  fireEvent.click(screen.getByRole('button', { name: 'Take the one that this browser has' }));
  expect(lab.store.getState().problems).toEqual([]);

  act(() => lab.undo());
  const input = screen.getByLabelText('The file of the trained team Mine');
  fireEvent.change(input, { target: { files: [new File([TEAM_FILE], 'mine.team.json')] } });
  await expect.poll(() => lab.store.getState().problems).toEqual([]);
});
