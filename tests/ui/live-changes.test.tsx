// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { timeMarks } from '#store/history/time-marks.ts';
import { MarkNotes } from '#ui/charts/frame/MarkNotes.tsx';
import { Recipe } from '#ui/inspector/Recipe.tsx';
import { Setup } from '#ui/setup/Setup.tsx';
import { simulateRun } from '../store/library/simulate-run.ts';
import { CONFIG } from './fake-catalog.ts';
import { type OpenLab, openLab } from './open-lab.tsx';

let engine: OpenLab['engine'];
let lab: OpenLab['lab'];
let library: OpenLab['library'];
let draw: OpenLab['show'];

beforeEach(async () => {
  ({ engine, lab, library, show: draw } = await openLab());
});

const open = () => draw(<Setup />);
const rate = () => lab.store.getState().draft?.hyperparameters['learningRate'];
const sent = () =>
  engine.received.flatMap((command) => (command.kind === 'edit' ? [command.values] : []));
const field = () => screen.getByLabelText<HTMLInputElement>('Learning rate');
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

function type(text: string): void {
  fireEvent.change(field(), { target: { value: text } });
  fireEvent.blur(field());
}

function grow(generations: number): void {
  act(() => {
    while (lab.store.getState().generations < generations && engine.tick()) {
      // on
    }
  });
}

test('a value typed before a run begins is set at once', () => {
  open();
  type('0.002');
  expect(rate()?.value).toBe(0.002);
  expect(screen.queryByRole('button', { name: 'Set it' })).toBeNull();
});

test('a live value first says that it overwrites all agents, and is set when that is wanted', () => {
  open();
  act(() => lab.start());
  type('0.002');
  expect(sent()).toEqual([]);
  expect(field().value).toBe('0.002');
  expect(
    screen.getByText(
      new RegExp(`2e-3 overwrites the learning rate of all ${CONFIG.populationSize} agents`),
    ),
  ).toBeDefined();
  press('Set it');
  expect(sent()).toEqual([{ 'hyperparameters.learningRate.value': 0.002 }]);
  expect(screen.queryByRole('button', { name: 'Set it' })).toBeNull();
  expect(document.activeElement).toBe(field());
});

test('the range alone can be moved instead, and no agent is given a value', () => {
  open();
  act(() => lab.start());
  type('0.002');
  press('Move the range alone');
  expect(sent()).toEqual([
    { 'hyperparameters.learningRate.min': 0.001, 'hyperparameters.learningRate.max': 0.002 },
  ]);
  expect(lab.store.getState().problems).toEqual([]);
  expect(field().value).toBe('0.001');
});

test('a live value can be left as it is, and nothing was done that could be undone', () => {
  open();
  act(() => lab.start());
  const { past } = lab.store.getState().timeline;
  type('0.002');
  press('Leave it');
  expect(field().value).toBe('0.001');
  expect(sent()).toEqual([]);
  expect(lab.store.getState().timeline.past).toEqual(past);
});

test('what no run can take is said at the field, not asked about', () => {
  open();
  act(() => lab.start());
  type('7');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(screen.queryByRole('button', { name: 'Set it' })).toBeNull();
});

test('a recipe tells of a value set by hand, and does not count it as a mutation', () => {
  act(() => lab.start());
  grow(3);
  const countIn = () => screen.getByRole('heading', { name: /Recipe/ }).textContent;
  const show = () => {
    const cell = lab.history()?.cell(2, 0);
    const history = lab.history();
    if (!cell || !history) throw new Error('there is no third generation');
    return draw(<Recipe history={history} cell={cell} />);
  };
  show();
  const before = countIn();
  expect(screen.queryByText(/by hand/)).toBeNull();
  cleanup();
  const values = { 'hyperparameters.learningRate.value': 0.002 };
  const { run } = lab.store.getState();
  act(() => engine.emit({ kind: 'edited', run, edit: { generation: 1, step: 0, values } }));
  show();
  const row = screen.getByText('learning rate set to 2e-3 by hand').closest('li');
  expect(row?.textContent).toMatch(/generation 2/);
  expect(countIn()).toBe(before);
});

test('the recipe of a branch tells of what was set by hand in the run before it, as that run’s', async () => {
  const parent = await simulateRun(3);
  const edit = {
    generation: 1,
    step: 0,
    values: { 'hyperparameters.learningRate.value': 0.002 },
  };
  await library.add({ ...parent, record: { ...parent.record, edits: [edit] } });
  act(() => lab.start({ origin: { kind: 'branch', run: parent.record.id, generation: 2 } }));
  grow(3);
  const history = lab.history();
  if (!history) throw new Error('there is no run');
  draw(<Recipe history={history} cell={history.cell(2, 0)} />);
  expect(
    await screen.findByText('learning rate set to 2e-3 by hand, before the branch'),
  ).toBeDefined();
});

test('the notes to a time axis tell of a live change in words', () => {
  act(() => lab.start());
  const values = { 'hyperparameters.learningRate.value': 0.002 };
  const { run } = lab.store.getState();
  act(() => engine.emit({ kind: 'edited', run, edit: { generation: 3, step: 0, values } }));
  render(<MarkNotes marks={timeMarks(lab.store.getState())} />);
  const notes = screen.getByRole('list', { name: 'Marks on the time axis' });
  expect(
    within(notes).getByText('In generation 4: Learning rate set to 2e-3 by hand.'),
  ).toBeDefined();
});
