// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { CHART_DEFAULTS } from '#store/chart-settings.ts';
import { chartSettings } from '#ui/charts/frame/use-chart-settings.ts';
import { StrategyCharts } from '#ui/strategy/charts/StrategyCharts.tsx';
import { STRATEGY_CHARTS } from '#ui/strategy/charts/strategy-charts.ts';
import { usePointed } from '#ui/strategy/pointed.ts';
import { eventually } from '../../setup/eventually.ts';
import { openLab } from '../open-lab.tsx';
import { madeUpRun, SEATS_OFFERED } from './made-up-run.ts';

const run = madeUpRun({ over: 10 });

beforeEach(() => {
  chartSettings.setState(CHART_DEFAULTS);
  usePointed.setState(usePointed.getInitialState());
});

async function show(shown: Partial<Parameters<typeof StrategyCharts>[0]> = {}) {
  const { show: draw } = await openLab();
  return draw(
    <StrategyCharts
      config={run.started.config}
      started={run.started}
      intervals={run.intervals}
      seats={SEATS_OFFERED}
      run={{ seed: 1, settings: 'a link' }}
      onNotice={() => {}}
      {...shown}
    />,
  );
}

const panel = () => screen.getByRole('region', { name: 'Charts' });
const slider = (name: string) => screen.getByRole('slider', { name });

test('mAP stands beside the chart that is chosen, and each says what is seen', async () => {
  await show();
  expect(screen.getByRole('region', { name: 'mAP on the validation images' })).toBeDefined();
  expect(screen.getByText(/^After 240 of 480 updates .* leads with mAP/)).toBeDefined();
  expect(screen.getByText(/^After 240 of 480 updates the cross entropy/)).toBeDefined();
  fireEvent.click(screen.getByRole('tab', { name: 'Learning rate' }));
  expect(await screen.findByText(/^After 240 of 480 updates the learning rate/)).toBeDefined();
  expect(screen.getAllByText('How to read this')).toHaveLength(2);
});

test('before a run there is a place for it, and no figure', async () => {
  await show({ config: null, started: null, intervals: [], run: null });
  expect(screen.getAllByText(/The first point comes/).length).toBeGreaterThan(1);
});

test('an interval pointed at in one chart is pointed at in the other', async () => {
  await show();
  const [first, second] = [slider('mAP by interval'), slider('Losses by interval')];
  fireEvent.keyDown(first, { key: 'Home' });
  fireEvent.keyDown(first, { key: 'ArrowRight' });
  expect(second.getAttribute('aria-valuenow')).toBe('2');
  expect(second.getAttribute('aria-valuetext')).toMatch(/^Interval 2: updates 48, /);
  expect(usePointed.getState().interval).toBe(1);
  fireEvent.blur(first);
  expect(usePointed.getState().interval).toBeNull();
});

test('a row that has the focus, or was chosen, stands out: all others are faint', async () => {
  await show();
  const [key] = screen.getAllByRole('button', { name: '3 Tuned' });
  if (!key) throw new Error('there is no key');
  const faint = () =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((row) => panel().style.getPropertyValue(`--row-${row}`) !== '');
  expect(faint()).toEqual([]);
  act(() => key.focus());
  expect(faint()).toEqual([0, 1, 3, 4, 5, 6, 7]);
  act(() => key.blur());
  expect(faint()).toEqual([]);
  fireEvent.click(key);
  expect(key.getAttribute('aria-pressed')).toBe('true');
  expect(faint()).toEqual([0, 1, 3, 4, 5, 6, 7]);
  fireEvent.click(key);
  expect(faint()).toEqual([]);
});

test('another measure is taken, laid out by images seen, and listed', async () => {
  await show();
  const map = screen.getByRole('region', { name: 'mAP on the validation images' });
  fireEvent.change(within(map).getByLabelText('What is measured'), { target: { value: 'tail' } });
  const tail = screen.getByRole('region', { name: 'Tail AP on the validation images' });
  fireEvent.change(within(tail).getByLabelText('Laid out by'), { target: { value: 'images' } });
  expect(slider('Tail AP by interval').getAttribute('aria-valuetext')).toMatch(
    /^Interval 10: images seen 15,360, /,
  );
  fireEvent.click(within(tail).getByRole('button', { name: /as a table/ }));
  const table = within(tail).getByRole('table');
  expect(within(table).getAllByRole('row')).toHaveLength(11);
  expect(within(table).getByRole('columnheader', { name: '3 Tuned' })).toBeDefined();
});

test('classes and rows are gone through by keyboard, and told in words', async () => {
  chartSettings.setState({ strategyTab: 'classes' });
  await show();
  const matrix = screen.getByRole('application', { name: /^Average precision of 20 classes/ });
  fireEvent.keyDown(matrix, { key: 'ArrowDown' });
  fireEvent.keyDown(matrix, { key: 'ArrowDown' });
  fireEvent.keyDown(matrix, { key: 'End' });
  expect(
    screen.getByText(/^MAT-Agent’s “Standard”, class 20: average precision \d+\.\d %\./),
  ).toBeDefined();
  expect(usePointed.getState().row).toBe(1);
});

test('an interval is held for charts of one, until the last is wanted again', async () => {
  chartSettings.setState({ strategyTab: 'classes' });
  await show();
  const classes = screen.getByRole('region', { name: 'Average precision of each class' });
  fireEvent.change(screen.getByLabelText('Interval looked at'), { target: { value: '2' } });
  expect(within(classes).getByText(/^After 72 of 480 updates/)).toBeDefined();
  fireEvent.click(within(classes).getByRole('button', { name: 'The last' }));
  expect(within(classes).getByText(/^After 240 of 480 updates/)).toBeDefined();
});

test('precision and recall have an axis of their own beside the one of intervals', async () => {
  chartSettings.setState({ strategyTab: 'precision-recall' });
  await show();
  const plane = slider('Precision by recall, row by row');
  fireEvent.keyDown(plane, { key: 'Home' });
  expect(plane.getAttribute('aria-valuetext')).toMatch(/^Recall \d+\.\d %: 1 Usual, precision /);
  expect(usePointed.getState().interval).toBeNull();
});

test('on paper all charts lie below each other', async () => {
  await show();
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(screen.queryByRole('tab')).toBeNull();
  const there = STRATEGY_CHARTS.filter(({ isOf = () => true }) => isOf(run.started.config));
  const empty = 1; // no class has been asked about at every threshold
  expect(within(panel()).getAllByRole('figure')).toHaveLength(there.length - empty);
  act(() => void window.dispatchEvent(new Event('afterprint')));
  expect(screen.getAllByRole('tab')).toHaveLength(there.length - 1);
});

test('a file of all figures has the seed and the settings of the run', async () => {
  const saved: Blob[] = [];
  const url = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob);
    return 'blob:made-up';
  });
  await show();
  fireEvent.click(screen.getByRole('button', { name: /^Export mAP/ }));
  fireEvent.click(screen.getByRole('menuitem', { name: 'All curves of the run, CSV' }));
  await eventually(() => expect(saved).toHaveLength(1));
  const lines = ((await saved[0]?.text()) ?? '').split('\r\n');
  expect(lines[0]).toMatch(/^\W?Interval,Updates,Images seen,Row,Name,.*,Seed,Settings$/);
  expect(lines[1]).toMatch(/^1,24,1536,1,Usual,.*,1,a link$/);
  expect(lines).toHaveLength(1 + 10 * 8 + 1);
  url.mockRestore();
});

test('rewards have a tab where a team steers', async () => {
  await show();
  expect(screen.queryByRole('tab', { name: 'Reward' })).toBeNull();
  const steered = madeUpRun({ preset: 'four-agents', over: 4 });
  await show({ ...steered, config: steered.started.config });
  fireEvent.click(screen.getByRole('tab', { name: 'Reward' }));
  expect(await screen.findByRole('slider', { name: 'Reward by interval' })).toBeDefined();
});
