import { expect, test, vi } from 'vitest';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { lives } from '#store/lab/view-state.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { simulateRun } from '../library/simulate-run.ts';
import {
  commands,
  eachWithLab,
  edits,
  engine,
  lab,
  OTHER,
  open,
  state,
  ticks,
} from './opened-lab.ts';

eachWithLab();

test('every progress event is acknowledged', async () => {
  await open();
  lab.start();
  ticks(10);
  expect(commands().filter((kind) => kind === 'acknowledge')).toHaveLength(10);
});

test('the page hears of a busy engine at most four times a second, and of every generation', async () => {
  await open();
  lab.start();
  let heard = 0;
  lab.shown.subscribe(() => heard++);
  for (let i = 0; i < 40; i++) engine().tick();
  expect(heard).toBeLessThanOrEqual(1);
  vi.advanceTimersByTime(300);
  expect(heard).toBeLessThanOrEqual(2);
  expect(state().generations).toBe(10);
  expect(lab.history()?.generations).toBe(10);
});

test('a set-up with problems starts nothing', async () => {
  await open();
  lab.setFields({ populationSize: -3 });
  lab.start();
  expect(state().problems[0]?.path).toBe('populationSize');
  expect(commands()).not.toContain('start');
});

test('a live field reaches the run, another waits for the next start', async () => {
  await open();
  lab.start();
  lab.setFields({ 'selection.elitism': false });
  lab.setFields({ 'evaluation.episodes': 3 });
  expect(edits()).toEqual([{ 'selection.elitism': false }]);
  expect(state().config?.selection.elitism).toBe(false);
  expect(state().config?.evaluation.episodes).toBe(5);
});

test('a wrong value of a live field does not reach the run', async () => {
  await open();
  lab.start();
  lab.setFields({ 'selection.tournamentSize': 0.5 });
  expect(commands()).not.toContain('edit');
});

test('fields that change together reach the run as one edit, and only what differs from it', async () => {
  await open();
  lab.start();
  lab.setFields({ 'mutation.none': 1, 'mutation.architecture': 0, 'selection.elitism': true });
  expect(CONFIG.selection.elitism).toBe(true);
  expect(edits()).toEqual([{ 'mutation.none': 1, 'mutation.architecture': 0 }]);
  lab.setFields({ 'mutation.none': 1 });
  expect(edits()).toHaveLength(1);
});

test('while a run is paused, edits are told from each other, and none is sent twice', async () => {
  await open();
  lab.start();
  lab.pause();
  lab.setFields({ 'selection.evaluationWindow': 2 });
  lab.setFields({ 'selection.elitism': false });
  lab.setFields({ 'selection.evaluationWindow': CONFIG.selection.evaluationWindow });
  expect(edits()).toEqual([
    { 'selection.evaluationWindow': 2 },
    { 'selection.elitism': false },
    { 'selection.evaluationWindow': CONFIG.selection.evaluationWindow },
  ]);
  expect(state().edits).toEqual([]);
  lab.play();
  ticks(1);
  expect(state().edits.map(({ values }) => values)).toEqual(edits());
});

test('a live field that another one puts right reaches the run along with it', async () => {
  await open();
  lab.setFields({ 'mutation.activation': 0.2 });
  lab.start();
  lab.setFields({ 'mutation.activations': [] });
  expect(state().problems[0]?.path).toBe('mutation.activations');
  expect(edits()).toEqual([]);
  lab.setFields({ 'mutation.activation': 0 });
  expect(state().problems).toEqual([]);
  expect(edits()).toEqual([{ 'mutation.activation': 0, 'mutation.activations': [] }]);
  expect(state().config?.mutation.activations).toEqual([]);
});

test('what changes along with the population size is meant for the next run', async () => {
  await open();
  lab.start();
  lab.setFields({ populationSize: 2, 'selection.tournamentSize': 1 });
  lab.setFields({ 'selection.elitism': false });
  expect(edits()).toEqual([{ 'selection.elitism': false }]);
  lab.setFields({ populationSize: CONFIG.populationSize });
  lab.setFields({ 'selection.tournamentSize': 3 });
  expect(edits().at(-1)).toEqual({ 'selection.tournamentSize': 3 });
});

test('a branch keeps the marks before its generation', async () => {
  await open();
  lab.start();
  const device = { kind: 'wasm', description: '', threads: 2, reason: '', trials: [] } as const;
  for (const generation of [2, 4]) {
    ticks(8);
    engine().emit({ kind: 'recovered', run: 1, generation, device, reason: 'gone' });
  }
  const before = [{ config: CONFIG, edits: [], until: 4 }];
  const origin = { kind: 'branch', run: 'parent', generation: 4 } as const;
  expect(await lab.branch({ generation: 4, config: CONFIG, before, origin })).toBe(true);
  expect(state().marks.map(({ generation }) => generation)).toEqual([2]);
});

test('a hidden page is told of progress seldom, and of all at once when it is seen again', async () => {
  const shown = () => lab.shown.getState();
  await open();
  lab.start();
  ticks(4);
  expect(shown().generations).toBe(1);
  lab.setHidden(true);
  ticks(1); // the first since long is told at once
  ticks(11);
  vi.advanceTimersByTime(1000);
  expect(shown().generations).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(shown().generations).toBe(4);
  ticks(4);
  expect(shown().generations).toBe(4);
  expect(state().generations).toBe(5);
  lab.setHidden(false);
  expect(shown().generations).toBe(5);
});

test('a step from rest starts a run that pauses where the phase ends', async () => {
  await open();
  lab.step('phase');
  expect(commands().slice(0, 4)).toEqual(['device', 'pace', 'start', 'step']);
  ticks(3);
  expect(state().status).toEqual({ kind: 'paused' });
  expect(state().progress?.phase).toBe('train');
});

test('a new run forgets the selection of the old one', async () => {
  await open();
  lab.start();
  ticks(8);
  lab.select({ generation: 1, agent: 3 });
  lab.start();
  expect(state().selection).toBeNull();
  expect(lab.history()?.generations).toBe(0);
});

test('an agent stays beside the selected one until the best is followed again', async () => {
  await open();
  lab.start();
  ticks(12);
  const agent = lab.history()?.cell(1, 0).agent as number;
  lab.setBeside({ generation: 1, agent });
  lab.select({ generation: 2, agent: lab.history()?.cell(2, 3).agent as number });
  expect(state().beside).toEqual({ run: 1, generation: 1, agent });
  lab.select(null);
  expect(state().beside).toBeNull();
});

test('whom a link points at is selected, and set beside, once the run has come so far', async () => {
  await open();
  const selection = { generation: 2, agent: 0 };
  const pointed = { awaited: selection, awaitedBeside: { generation: 1, agent: 2 } };
  lab.setUp(CONFIG, 'cartpole-dqn', { reference: null, foreign: null, ...pointed });
  lab.start();
  ticks(4);
  expect(state()).toMatchObject({ selection: null, beside: null, ...pointed });
  ticks(4);
  expect(state()).toMatchObject({ selection: null, awaitedBeside: null, awaited: selection });
  expect(state().beside).toEqual({ run: 1, generation: 1, agent: 2 });
  lab.select(selection); // by hand: the agent beside stays
  expect(state().beside).not.toBeNull();
  lab.select(null);
  expect(state()).toMatchObject({ beside: null, awaited: null });
});

test('a link that points at agents that never lived says so', async () => {
  await open();
  const nobody = { generation: 0, agent: 999 };
  const pointed = { awaited: nobody, awaitedBeside: { generation: 1, agent: 888 } };
  lab.setUp(CONFIG, 'cartpole-dqn', { reference: null, foreign: null, ...pointed });
  lab.start();
  ticks(8);
  expect(state()).toMatchObject({
    selection: null,
    beside: null,
    awaited: null,
    awaitedBeside: null,
  });
  expect(state().notices.map(({ text }) => text)).toEqual([
    'The link points at agent 999 in generation 1, which has none such.',
    'The link points at agent 888 in generation 2, which has none such.',
  ]);
});

test('only the living are watched and inspected', async () => {
  await open();
  lab.start();
  ticks(12);
  const [alive] = lab.history() ? [lab.history()?.cell(2, 0)] : [];
  lab.select({ generation: 0, agent: 999 });
  expect(engine().received.at(-1)).toEqual({ kind: 'watch', agent: null });
  expect(lives(state(), state().selection)).toBe(false);
  expect(alive).toBeDefined();
});

test('to follow the best again does not forget the networks of the agent that is shown', async () => {
  await open();
  lab.start();
  ticks(12);
  const agent = lab.history()?.cell(2, 0).agent as number;
  const genome = { networks: {}, hyperparameters: {} };
  engine().emit({ kind: 'inspected', run: 1, agent, genome, networks: [] });
  expect(state().inspected?.agent).toBe(agent);
  lab.select(null);
  expect(state().inspected?.agent).toBe(agent);
  lab.select({ generation: 0, agent: 999 });
  expect(state().inspected).toBeNull();
});

test('the device chosen by hand is told with the next start', async () => {
  await open();
  lab.chooseDevice('webgpu');
  expect(engine().received.filter(({ kind }) => kind === 'device')).toEqual([]);
  lab.start();
  expect(engine().received).toContainEqual({ kind: 'device', choice: 'webgpu' });
});

/** Another preset's set-up, with other values in its live fields. */
test('another set-up, its changes and an undo across it never reach the run that goes on', async () => {
  await open();
  lab.start();
  ticks(4);
  lab.setUp(OTHER, 'mountaincar-dqn');
  expect(isRunsForm(state())).toBe(false);
  lab.setFields({ 'selection.tournamentSize': 3 });
  lab.undo();
  lab.undo();
  expect(state()).toMatchObject({ draft: CONFIG, presetId: 'cartpole-dqn' });
  expect(isRunsForm(state())).toBe(true);
  lab.redo();
  expect(isRunsForm(state())).toBe(false);
  expect(edits()).toEqual([]);
  expect(state()).toMatchObject({ run: 1, config: CONFIG, status: { kind: 'running' } });

  lab.showRunsForm();
  expect(state()).toMatchObject({ draft: CONFIG, presetId: 'cartpole-dqn' });
  lab.setFields({ 'selection.tournamentSize': 3 });
  expect(edits()).toHaveLength(1); // by hand, in the run's own form
  lab.undo();
  expect(edits()).toHaveLength(1);
  expect(state().config?.selection.tournamentSize).toBe(3);
});

test('another task is another set-up: what comes with it does not reach the run', async () => {
  await open();
  lab.start();
  lab.setFields({ environment: 'MountainCar-v0', generations: 12 });
  lab.setFields({ 'selection.tournamentSize': 3 });
  expect(edits()).toEqual([]);
  lab.start();
  lab.setFields({ 'selection.tournamentSize': 4 });
  expect(edits()).toHaveLength(1);
});

test('an edit that the run makes does not change another set-up', async () => {
  await open();
  lab.start();
  lab.setUp({ ...OTHER, selection: CONFIG.selection }, 'mountaincar-dqn');
  engine().postMessage({ kind: 'edit', values: { 'selection.tournamentSize': 3 } });
  expect(state().config?.selection.tournamentSize).toBe(3);
  expect(state().draft?.selection.tournamentSize).toBe(CONFIG.selection.tournamentSize);
});

test('a link that waits leaves the run that goes on as it is, and Play its pause', async () => {
  await open();
  lab.start();
  ticks(4);
  lab.setUp(OTHER, 'mountaincar-dqn');
  lab.wait();
  lab.pause();
  lab.play();
  expect(state()).toMatchObject({ run: 1, waiting: true, status: { kind: 'running' } });
  lab.start();
  expect(state()).toMatchObject({ run: 2, waiting: false, config: OTHER });
});

/** A lab whose run of three generations has ended. */
async function runToEnd(): Promise<void> {
  await open();
  lab.setFields({ generations: 3, 'target.enabled': false });
  lab.start();
  ticks(12);
  expect(state().status.kind).toBe('finished');
}

test('a run that has ended goes on as the same run, from its last checkpoint', async () => {
  await runToEnd();
  const { runId } = state();
  const before = lab.history()?.event(2).hash;
  expect(lab.goingOnProblem()).toBeNull();
  lab.extend({ generations: 5 });
  expect(engine().received.at(-1)).toMatchObject({
    kind: 'restore',
    checkpoint: { generation: 2, replay: [{ generation: 2 }] },
  });
  ticks(12);
  expect(state()).toMatchObject({ run: 1, runId, generations: 5, config: { generations: 5 } });
  expect(state().draft?.generations).toBe(5); // the form is the run's
  expect(state().status.kind).toBe('finished');
  expect(lab.history()?.event(2).hash).toBe(before);
  expect(state().edits).toHaveLength(1);
});

test('a step takes nothing from a run that has ended', async () => {
  await runToEnd();
  const count = commands().length;
  for (const unit of ['generation', 'phase', 'chunk'] as const) lab.step(unit);
  lab.showSelection('next');
  expect(commands()).toHaveLength(count);
  expect(state()).toMatchObject({ run: 1, generations: 3, status: { kind: 'finished' } });
});

test('a run of the library that has ended goes on where a checkpoint of it is kept, and says why not elsewhere', async () => {
  await open();
  const { record, generations, ...run } = await simulateRun(3);
  const config = { ...record.config, generations: 3 };
  const begun = { config, initial: config, edits: [], replay: [] };
  const checkpoint = { engine: '1', ...begun, generation: 2, state: null };
  const long = generations.map((event) => ({ ...event, elapsedMs: 60_000 }));
  const ended = {
    ...run,
    generations: long,
    champion: null,
    record: { ...record, config, engine: state().catalog?.engine ?? '', end: 'generations' },
  } as const;
  expect(await lab.open({ ...ended, checkpoint: null })).toBe(true);
  expect(lab.goingOnProblem()).toMatch(/Nothing is kept of this run/);
  lab.extend({ generations: 5 });
  expect(commands()).not.toContain('restore');

  expect(await lab.open({ ...ended, checkpoint })).toBe(true);
  expect(state()).toMatchObject({ generations: 3, status: { kind: 'finished' } });
  expect(lab.goingOnProblem()).toBeNull();
  lab.extend({ generations: 5 });
  expect(state()).toMatchObject({ generations: 2, status: { kind: 'running' } });
  ticks(12);
  expect(state()).toMatchObject({ runId: record.id, generations: 5 });

  expect(await lab.open({ ...ended, record: { ...ended.record, engine: '0' }, checkpoint })).toBe(
    true,
  );
  expect(lab.goingOnProblem()).toMatch(
    /^This run was made by engine 0; this page has engine 1, which learns more often/,
  );
});
