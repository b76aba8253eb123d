// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { chartSettings } from '#ui/charts/frame/use-chart-settings.ts';
import { useOpenedDecision } from '#ui/strategy/decisions/opened.ts';
import { RowsPanel } from '#ui/strategy/lanes/RowsPanel.tsx';
import { usePointed } from '#ui/strategy/pointed.ts';
import type { ShownRun } from '#ui/strategy/shown-run.ts';
import { CATALOG } from '../../store/strategy/fake-strategy-engine.ts';
import { madeUpRun } from './made-up-run.ts';
import { showStrategy } from './show-strategy.tsx';

const lane = (seat: string, row: string) =>
  within(screen.getByRole('group', { name: `${seat} of ${row}` }));
const said = (seat: string, row: string) =>
  lane(seat, row)
    .getAllByRole('button')
    .map((piece) => piece.getAttribute('aria-label')?.replace(/ \(.*/, ''));

/** Returns the run of a lab as it is shown. */
const shownOf = ({ store }: StrategyLab): ShownRun | null => {
  const { run, config, started, intervals, finished } = store.getState();
  return config && { run, config, started, intervals, finished, isRecorded: false };
};

test('a schedule is drawn by keyboard: a place, a choice, a move, and away again', async () => {
  const { lab, show } = await showStrategy();
  show(<RowsPanel shown={null} />);
  const [piece] = lane('Loss', 'Usual').getAllByRole('button');
  fireEvent.click(piece as HTMLElement, { detail: 0 });
  const editor = within(screen.getByRole('group', { name: /Loss of Usual, from interval 1 on/ }));
  const at = editor.getByLabelText('Loss from interval');
  fireEvent.change(at, { target: { value: '8' } });
  fireEvent.keyDown(at, { key: 'Enter' });
  fireEvent.click(
    within(screen.getByRole('group', { name: /from interval 8 on/ })).getByRole('button', {
      name: 'ASL',
    }),
  );
  expect(said('Loss', 'Usual')).toEqual([
    'Loss, intervals 1 to 7: BCE',
    'Loss, intervals 8 to 20: ASL',
  ]);
  const second = lane('Loss', 'Usual').getAllByRole('button')[1] as HTMLElement;
  fireEvent.keyDown(second, { key: 'ArrowLeft', altKey: true });
  expect(said('Loss', 'Usual')[0]).toBe('Loss, intervals 1 to 6: BCE');
  fireEvent.keyDown(lane('Loss', 'Usual').getAllByRole('button')[1] as HTMLElement, {
    key: 'Delete',
  });
  expect(said('Loss', 'Usual')).toEqual(['Loss, intervals 1 to 20: BCE']);
  lab.undo();
  expect(lab.store.getState().draft?.rows[0]?.steering).toMatchObject({ kind: 'drawn' });
});

test('Escape closes the editor and leaves the keyboard at its lane', async () => {
  const { show } = await showStrategy();
  show(<RowsPanel shown={null} />);
  const [piece] = lane('Schedule', 'Tuned').getAllByRole('button');
  fireEvent.click(piece as HTMLElement);
  fireEvent.keyDown(screen.getByRole('button', { name: 'Constant', pressed: true }), {
    key: 'Escape',
  });
  expect(screen.queryByRole('group', { name: /from interval/ })).toBeNull();
  expect(document.activeElement).toBe(piece);
});

test('one Tab leads to the lanes, and arrow keys from choice to choice', async () => {
  const { show } = await showStrategy();
  const { container } = show(<RowsPanel shown={null} />);
  const tabbed = () => container.querySelectorAll('[data-piece][tabindex="0"]');
  expect(tabbed()).toHaveLength(1);
  const first = tabbed()[0] as HTMLElement;
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowDown' });
  expect(document.activeElement?.getAttribute('aria-label')).toContain('Optimizer');
  expect(tabbed()).toHaveLength(1);
  expect(screen.getByText(/^Usual · Optimizer, intervals 1 to 20: AdamW/)).toBeTruthy();
});

test('a run shows what was chosen, what comes, and each row’s figures', async () => {
  const { lab, engine, show } = await showStrategy();
  lab.start();
  for (let i = 0; i < 3; i++) engine().tick();
  show(<RowsPanel shown={shownOf(lab)} />);
  const offered = CATALOG.seats.find(({ id }) => id === 'loss')?.choices ?? [];
  const words = said('Loss', 'Random switching');
  expect(words).toHaveLength(4);
  expect(words[0]).toBe(`Loss, interval 1: ${offered.find(({ isOffered }) => isOffered)?.label}`);
  expect(words[3]).toBe('Loss, intervals 4 to 20: not decided yet');
  expect(said('Loss', 'Usual')).toEqual([
    'Loss, intervals 1 to 3: BCE',
    'Loss, intervals 4 to 20: BCE',
  ]);
  const share = lab.store.getState().intervals[2]?.rows[0]?.validation.mAP ?? 0;
  const row = within(screen.getByRole('region', { name: 'Usual' }));
  expect(row.getByText((share * 100).toFixed(1))).toBeTruthy();
});

test('lanes of a run cannot be changed; those of the set-up can, and come up when it is changed', async () => {
  const { lab, engine, show } = await showStrategy();
  lab.start();
  engine().tick();
  show(<RowsPanel shown={shownOf(lab)} />);
  fireEvent.click(lane('Loss', 'Usual').getAllByRole('button')[0] as HTMLElement);
  expect(screen.queryByRole('group', { name: /from interval/ })).toBeNull();
  act(() => lab.change('rows', (config) => ({ ...config, rows: config.rows.slice(1) })));
  expect(screen.queryByRole('region', { name: 'Usual' })).toBeNull();
  fireEvent.click(lane('Loss', 'Tuned').getAllByRole('button')[0] as HTMLElement);
  expect(screen.getByRole('group', { name: /Loss of Tuned, from interval/ })).toBeTruthy();
});

test('a lane of many choices is one control, and its arrow keys say each', async () => {
  const { lab, engine, show } = await showStrategy();
  lab.setFields({ 'training.interval': 1, 'training.ramp': 0 });
  lab.start();
  while (engine().tick());
  show(<RowsPanel shown={shownOf(lab)} />);
  const slider = lane('Loss', 'Random switching').getByRole('slider');
  const first = slider.getAttribute('aria-valuetext');
  fireEvent.keyDown(slider, { key: 'ArrowRight' });
  expect(slider.getAttribute('aria-valuetext')).toMatch(/^Loss, interval 2: /);
  expect(first).toMatch(/^Loss, interval 1: /);
  expect(slider.getAttribute('aria-valuemax')).toBe('240');
});

test.each([
  ['few', 4],
  ['many', 100],
])('of %s choices of a team each is explained when it is pressed', async (_, intervals) => {
  const { started, intervals: over } = madeUpRun({ preset: 'four-agents', intervals, rows: 3 });
  const { show } = await showStrategy();
  const { config } = started;
  show(
    <RowsPanel
      shown={{ run: 1, config, started, intervals: over, finished: null, isRecorded: false }}
    />,
  );
  const team = lane('Optimizer', 'Networks, as in the paper');
  const [control] = [...team.queryAllByRole('slider'), ...team.queryAllByRole('button')];
  if (!control) throw new Error('the lane has no control');
  expect(useOpenedDecision.getState().as).toBeNull();
  if (control.getAttribute('role') === 'slider') fireEvent.keyDown(control, { key: 'Enter' });
  else fireEvent.click(control, { detail: 0 });
  expect(useOpenedDecision.getState().as).toBe('why');
  expect(usePointed.getState().held).toBe(0);
  expect(chartSettings.getState()).toMatchObject({
    strategySteered: '2',
    strategySeat: 'optimizer',
  });
  act(() => useOpenedDecision.setState(useOpenedDecision.getInitialState()));
});
