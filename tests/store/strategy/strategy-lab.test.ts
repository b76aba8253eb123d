import { expect, test } from 'vitest';
import { intervalsOf } from '#core/strategy/strategy-config.ts';
import { CONFIG } from './fake-strategy-engine.ts';
import { openStrategy } from './open-strategy.ts';
import { settle } from './settle.ts';

const INTERVALS = intervalsOf(CONFIG.training);

test('a run is shown interval by interval, to its end and its test', async () => {
  const { lab, engine } = await openStrategy();
  lab.start();
  while (engine().tick());
  const { status, intervals, finished, started } = lab.store.getState();
  expect(status).toEqual({ kind: 'finished', reason: 'steps' });
  expect(intervals.map(({ interval }) => interval)).toEqual(
    Array.from({ length: INTERVALS }, (_, i) => i),
  );
  expect(finished?.tests).toHaveLength(CONFIG.rows.length);
  expect(started?.config).toEqual(CONFIG);
});

test('every progress event is acknowledged', async () => {
  const { lab, engine } = await openStrategy();
  lab.start();
  engine().tick();
  engine().tick();
  expect(engine().received.filter(({ kind }) => kind === 'acknowledge')).toHaveLength(2);
});

test('events of a run that was left change nothing', async () => {
  const { lab, engine } = await openStrategy();
  lab.start();
  engine().tick();
  const [event] = lab.store.getState().intervals;
  lab.start();
  if (event) engine().emit(event);
  expect(lab.store.getState().intervals).toEqual([]);
});

test('what cannot run is not sent, and its problems stand at their fields', async () => {
  const { lab, engine } = await openStrategy();
  lab.setFields({ 'training.batch': 1000 });
  lab.start();
  expect(lab.store.getState().problems.map(({ path }) => path)).toEqual(['training.batch']);
  expect(engine().received.some(({ kind }) => kind === 'start')).toBe(false);
});

test('a change can be undone and made again', async () => {
  const { lab } = await openStrategy();
  lab.setFields({ 'training.steps': 100 });
  lab.undo();
  expect(lab.store.getState().draft).toEqual(CONFIG);
  lab.redo();
  expect(lab.store.getState().draft?.training.steps).toBe(100);
});

test('a change of the form reaches no run', async () => {
  const { lab, engine } = await openStrategy();
  lab.start();
  lab.setFields({ 'training.steps': 24 });
  while (engine().tick());
  expect(lab.store.getState().intervals).toHaveLength(INTERVALS);
  expect(lab.store.getState().config).toEqual(CONFIG);
});

test('stepping begins a run, and carries out one interval', async () => {
  const { lab } = await openStrategy();
  lab.step('generation');
  expect(lab.store.getState().intervals).toHaveLength(1);
  expect(lab.store.getState().status.kind).toBe('paused');
});

test('after a crash a run goes on from its checkpoint, but not twice from the same one', async () => {
  const { lab, engine } = await openStrategy();
  lab.start();
  for (let i = 0; i < 3; i++) engine().tick();
  engine().crash('out of memory');
  await Promise.resolve();
  expect(lab.store.getState().notices.at(-1)?.text).toContain('goes on from interval 4');
  expect(engine().received.map(({ kind }) => kind)).toContain('restore');
  engine().crash('out of memory');
  await Promise.resolve();
  expect(lab.store.getState().status.kind).toBe('failed');
  lab.retry();
  await Promise.resolve();
  expect(engine().received.findLast(({ kind }) => kind === 'restore')).toHaveProperty(
    'past',
    lab.store.getState().intervals.map(({ rows }) => rows),
  );
  while (engine().tick());
  expect(lab.store.getState().intervals).toHaveLength(INTERVALS);
});

test('a run whose checkpoint cannot be taken up is begun anew, whatever the form holds by then', async () => {
  const { lab, engine } = await openStrategy();
  lab.start();
  for (let i = 0; i < 3; i++) engine().tick();
  engine().emit({
    ...{ kind: 'failed', run: lab.store.getState().run, during: 'the images', stack: '' },
    message: 'the checkpoint is damaged: it holds no weights',
  });
  lab.setFields({ 'training.steps': 24 });
  lab.beginAnew();
  await Promise.resolve();
  while (engine().tick());
  expect(lab.store.getState().intervals).toHaveLength(INTERVALS);
  expect(lab.store.getState().config).toEqual(CONFIG);
});

test('a run that went on from a checkpoint has the hashes of one that did not', async () => {
  const [one, other] = [await openStrategy(), await openStrategy()];
  for (const { lab } of [one, other]) lab.start();
  while (one.engine().tick());
  for (let i = 0; i < 5; i++) other.engine().tick();
  other.engine().crash('gone');
  await Promise.resolve();
  while (other.engine().tick());
  const hashes = [one, other].map(({ lab }) =>
    lab.store.getState().intervals.map(({ hash }) => hash),
  );
  expect(hashes[1]).toEqual(hashes[0]);
});

test('an engine that dies after the end leaves the result', async () => {
  const { lab, engine } = await openStrategy();
  lab.start();
  while (engine().tick());
  engine().crash('gone');
  expect(lab.store.getState().status.kind).toBe('finished');
  await Promise.resolve();
  lab.start();
  expect(lab.store.getState().status.kind).toBe('running');
});

test('a device is chosen for the next run; one that is gone on with stays on its own', async () => {
  const { lab, engine } = await openStrategy();
  const told = () =>
    engine().received.flatMap((command) => (command.kind === 'device' ? [command.choice] : []));
  lab.start();
  lab.chooseDevice('webgpu');
  engine().tick();
  expect(told()).toEqual(['auto']);
  engine().crash('out of memory'); // it goes on by itself
  await settle();
  expect(told()).toEqual(['auto']);
  lab.start();
  expect(told()).toEqual(['auto', 'webgpu']);
  const { started } = lab.store.getState();
  if (!started) throw new Error('nothing was begun');
  engine().tick();
  lab.store.setState({ started: { ...started, device: { ...started.device, kind: 'webgpu' } } });
  lab.chooseDevice('wasm');
  engine().crash('the GPU was lost');
  await settle();
  expect(told()).toEqual(['webgpu']);
});
