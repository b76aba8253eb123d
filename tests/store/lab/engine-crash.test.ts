import { expect, test, vi } from 'vitest';
import type { Individual } from '#protocol/messages.ts';
import type { Lab } from '#store/lab/lab.ts';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { lives } from '#store/lab/view-state.ts';
import { CONFIG } from '../../ui/fake-catalog.ts';
import { simulateRun } from '../library/simulate-run.ts';
import {
  commands,
  eachWithLab,
  engine,
  engines,
  lab,
  make,
  OTHER,
  open,
  runToCheckpoint,
  state,
  ticks,
} from './opened-lab.ts';

eachWithLab();

test('after a crash the run goes on from the last checkpoint, its history with it', async () => {
  await runToCheckpoint();
  engine().crash('out of memory');
  expect(state().notices.at(-1)?.text).toBe(
    'The engine stopped (out of memory). The run was restored from generation 4.',
  );
  await Promise.resolve();
  expect(engines).toHaveLength(2);
  expect(state().status).toEqual({ kind: 'running' });
  expect(lab.history()?.generations).toBe(3);
  ticks(4);
  expect(lab.history()?.generations).toBe(4);
  expect(state().generations).toBe(4);
  expect(state().marks).toEqual([
    {
      kind: 'restored',
      generation: 3,
      text: 'The engine stopped (out of memory). The run was restored and went on from here.',
    },
  ]);
});

test('edits that were made since the checkpoint, or wait, survive a crash', async () => {
  await runToCheckpoint();
  lab.setFields({ 'selection.tournamentSize': 3 });
  lab.pause();
  lab.setFields({ 'selection.elitism': false });
  const made = [{ 'selection.tournamentSize': 3 }];
  const all = [...made, { 'selection.elitism': false }];
  expect(state().edits.map(({ values }) => values)).toEqual(made);
  engine().crash('out of memory');
  await Promise.resolve();
  expect(engine().received.at(-1)).toMatchObject({
    kind: 'restore',
    checkpoint: { generation: 3, replay: all.map((values) => ({ generation: 5, values })) },
  });
  lab.play();
  ticks(16);
  expect(state().edits.map(({ values }) => values)).toEqual(all);
  expect(state()).toMatchObject({
    config: { selection: { tournamentSize: 3, elitism: false } },
    liveEdits: { sent: [], unsent: [] },
  });
});

test('an engine that stops again at the same place waits for a word', async () => {
  await runToCheckpoint();
  engine().crash('out of memory');
  await Promise.resolve();
  engine().crash('out of memory');
  expect(state().status).toEqual({ kind: 'failed', during: 'computing', message: 'out of memory' });
  expect(state().kept).toBe(3);
  lab.retry();
  await Promise.resolve();
  expect(engines).toHaveLength(3);
  expect(state().status).toEqual({ kind: 'running' });
});

test('a step of a run that failed goes on from its last checkpoint, as Retry does, and pauses again', async () => {
  await runToCheckpoint();
  engine().crash('out of memory');
  await Promise.resolve();
  engine().crash('out of memory');
  lab.step('generation');
  await Promise.resolve();
  expect(commands()).toEqual(['device', 'pace', 'restore', 'step']);
  ticks(9);
  expect(state()).toMatchObject({ run: 1, generations: 4, status: { kind: 'paused' } });
  expect(lab.history()?.generations).toBe(4);
});

test('of a run that failed and has nothing to go on from, a step takes nothing away', async () => {
  const checkpoint = await runToCheckpoint();
  const damaged = { ...checkpoint, generation: 5, state: 'damaged' };
  engine().emit({ kind: 'checkpoint', run: 1, checkpoint: damaged });
  engine().crash('out of memory');
  await Promise.resolve();
  expect(state()).toMatchObject({ status: { kind: 'failed', during: 'start' }, kept: null });
  lab.step('generation');
  lab.showSelection('next');
  await Promise.resolve();
  expect(commands()).toEqual(['device', 'pace', 'restore']);
  expect(state()).toMatchObject({ run: 1, generations: 5, status: { kind: 'failed' } });
  lab.retry(); // it says that it starts again
  await Promise.resolve();
  expect(state()).toMatchObject({ run: 2, generations: 0 });
});

test('a branch whose engine dies before its first checkpoint is begun again, not what it branched off from', async () => {
  const checkpoint = await runToCheckpoint();
  const config = { ...CONFIG, selection: { ...CONFIG.selection, tournamentSize: 3 } };
  const before = [{ config: CONFIG, edits: [], until: 4 }];
  const origin = { kind: 'branch', run: 'parent', generation: 4 } as const;
  expect(await lab.branch({ generation: 4, config, before, origin })).toBe(true);
  engine().crash('out of memory');
  await Promise.resolve();
  expect(engines).toHaveLength(2);
  expect(engine().received.at(-1)).toMatchObject({
    kind: 'start',
    config,
    beginning: { before, from: checkpoint },
  });
  expect(state().recomputingTo).toBe(4);
  expect(lab.history()?.generations).toBe(4);
  expect(state().notices.at(-1)?.text).toBe(
    'The engine stopped (out of memory). The branch is begun again.',
  );
});

test('what was reached after the checkpoint is not claimed once the run has gone back to it', async () => {
  await runToCheckpoint();
  lab.showSelection();
  engine().emit({ kind: 'status', run: 1, status: 'paused' });
  lab.showSelection();
  expect(state().slowMotion).toBe(4);
  engine().crash('out of memory');
  await Promise.resolve();
  expect(state().slowMotion).toBeNull();
  const newcomers = [...Array(200).keys()].filter((agent) => lab.lives(agent));
  expect(newcomers).toEqual([...(lab.history()?.event(2).next ?? [])].sort((a, b) => a - b));
});

test('what is begun while the engine comes back is not overtaken by the run that failed', async () => {
  await runToCheckpoint();
  engine().crash('out of memory');
  lab.setFields({ seed: 5 });
  lab.start();
  await Promise.resolve();
  expect(state()).toMatchObject({ run: 2, status: { kind: 'running' }, config: { seed: 5 } });
  expect(commands()).not.toContain('restore');
  ticks(4);
  expect(state().generations).toBe(1);
});

test('nothing begins anew by playing while the engine comes back', async () => {
  await runToCheckpoint();
  engine().crash('out of memory');
  lab.play();
  lab.step('phase');
  await Promise.resolve();
  expect(state()).toMatchObject({ run: 1, status: { kind: 'running' } });
  expect(commands()).not.toContain('start');
});

test('what begins after the engine has died for good has a fresh one', async () => {
  await open();
  lab.start();
  engine().crash('gone');
  expect(state().status.kind).toBe('failed');
  lab.start();
  await Promise.resolve();
  expect(engines).toHaveLength(2);
  expect(commands()).toContain('start');
  expect(state().status.kind).toBe('running');
});

test('an engine that dies before it was ready is asked for the address when it is there at last', async () => {
  const ready = vi.fn((it: Lab) => it.setUp(CONFIG, 'cartpole-dqn'));
  make(ready);
  engine().crash('the file is not there');
  expect(state().status.kind).toBe('failed');
  engine().terminate(); // it never says that it is ready
  lab.retry();
  await Promise.resolve();
  expect(ready).toHaveBeenCalledTimes(1);
  expect(state()).toMatchObject({ status: { kind: 'idle' }, draft: CONFIG });
});

test('a run that was paused is still paused when its engine has come back', async () => {
  await runToCheckpoint();
  lab.pause();
  engine().crash('out of memory');
  await Promise.resolve();
  expect(state().status).toEqual({ kind: 'paused' });
});

test('a run that has ended is not computed again because its engine dies', async () => {
  const checkpoint = await runToCheckpoint();
  while (state().status.kind !== 'finished') ticks(1);
  engine().emit({ kind: 'checkpoint', run: 1, checkpoint });
  const { status } = state();
  engine().crash('out of memory');
  await Promise.resolve();
  expect(state().status).toEqual(status);
  expect(commands()).not.toContain('restore');
  expect(engines).toHaveLength(2);
  engine().crash('out of memory'); // once more: it is not opened again and again
  await Promise.resolve();
  expect(engines).toHaveLength(2);
  lab.start();
  await Promise.resolve();
  expect(engines).toHaveLength(3);
  expect(state().status.kind).toBe('running');
});

test('of a run that ended long ago the champion lives, as long as the engine that shows it', async () => {
  await open();
  const { record, ...run } = await simulateRun(3);
  const champion = { agent: 2, generation: 1 } as Individual; // all that the page itself reads
  const ended = { ...run, record: { ...record, end: 'generations' }, champion, checkpoint: null };
  expect(await lab.open(ended as Parameters<Lab['open']>[0])).toBe(true);
  const asked = engine().received.at(-1);
  expect(asked).toMatchObject({ kind: 'exhibit', config: record.config, individual: champion });
  lab.select({ agent: 2, generation: 1 });
  expect(state().exhibit).toEqual({ ...champion, problem: null });
  expect(lives(state(), state().selection)).toBe(false);
  engine().emit({ kind: 'exhibited', run: state().run, ...champion, problem: null });
  expect(lives(state(), state().selection)).toBe(true);
  expect(state().status.kind).toBe('finished');
  engine().crash('out of memory');
  expect(state().exhibit).toBeNull();
  expect(lives(state(), state().selection)).toBe(false);
  expect(state().status.kind).toBe('finished');
});

test('a run whose engine dies before its first checkpoint is begun again, not what the form holds', async () => {
  await open();
  lab.start();
  lab.setUp(OTHER, 'mountaincar-dqn');
  engine().crash('out of memory');
  lab.retry();
  await Promise.resolve();
  expect(state()).toMatchObject({ run: 2, initial: CONFIG, draft: OTHER });
  expect(isRunsForm(state())).toBe(false);
});
