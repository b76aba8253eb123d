import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '#protocol/messages.ts';
import { INITIAL, type LabState } from '#store/lab/lab-state.ts';
import { reduce } from '#store/lab/reduce.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { stateAfter } from './state-after.ts';

const running: LabState = {
  ...INITIAL,
  catalog: CATALOG,
  draft: CONFIG,
  config: CONFIG,
  run: 2,
  status: { kind: 'running' },
};
const edit = (value: number) => ({ generation: 1, step: 0, values: { generations: value } });

test('no edit is lost among other events', () => {
  const others: fc.Arbitrary<Event> = fc.constantFrom<Event>(
    { kind: 'status', run: 2, status: 'paused' },
    { kind: 'status', run: 1, status: 'running' },
    { kind: 'ready', catalog: CATALOG },
    { kind: 'finished', run: 1, reason: 'stopped', hash: '' },
  );
  const edits = fc
    .integer({ min: 1, max: 1000 })
    .map((value): Event => ({ kind: 'edited', run: 2, edit: edit(value) }));
  fc.assert(
    fc.property(fc.array(fc.oneof(others, edits)), (events) => {
      const { edits: kept } = events.reduce(stateAfter, running);
      const sent = events.flatMap((event) => (event.kind === 'edited' ? [event.edit] : []));
      expect(kept).toEqual(sent);
    }),
  );
});

test('events of a run that is no longer shown change nothing', () => {
  expect(reduce(running, { kind: 'finished', run: 1, reason: 'target', hash: 'a' })).toEqual({});
});

test('an engine that fails before any run is heard', () => {
  const failed = reduce(running, {
    kind: 'failed',
    run: 0,
    during: 'start',
    message: 'no memory',
    stack: '',
  });
  expect(failed.status).toEqual({ kind: 'failed', during: 'start', message: 'no memory' });
});

test('what fails makes no generation again any more', () => {
  const failed: Event = { kind: 'failed', run: 2, during: 'select', message: '', stack: '' };
  expect(reduce({ ...running, recomputingTo: 3 }, failed).recomputingTo).toBeNull();
});

test('a live edit shows in the configuration of the run', () => {
  expect(reduce(running, { kind: 'edited', run: 2, edit: edit(77) }).config?.generations).toBe(77);
});

test('the form goes with an edit that is made again, unless it was changed there', () => {
  const edited: Event = { kind: 'edited', run: 2, edit: edit(77) };
  expect(reduce(running, edited).draft?.generations).toBe(77);
  const draft = { ...CONFIG, generations: 9 };
  expect(reduce({ ...running, draft }, edited).draft?.generations).toBe(9);
});

test('a lost GPU is marked where the run went on, and what is made again is no longer marked', () => {
  const lost = (generation: number, reason: string): Event => ({
    kind: 'recovered',
    run: 2,
    generation,
    device: { kind: 'wasm', description: '', threads: 2, reason: '', trials: [] },
    reason,
  });
  const { marks } = [lost(4, 'first'), lost(7, 'second'), lost(5, 'third')].reduce(
    stateAfter,
    running,
  );
  expect(marks.map(({ kind, generation }) => [kind, generation])).toEqual([
    ['lost', 4],
    ['lost', 5],
  ]);
  expect(marks.at(-1)?.text).toBe(
    'The GPU was lost (third). The run went on from here on WebAssembly.',
  );
});

test('a run that goes on from a checkpoint on another device is marked there, and no other', () => {
  const device = { kind: 'wasm', description: '', threads: 2, reason: '', trials: [] } as const;
  const gpu = { ...device, kind: 'webgpu' } as const;
  const started: Event = {
    kind: 'started',
    run: 2,
    config: CONFIG,
    initial: CONFIG,
    edits: [],
    device,
    founders: [],
  };
  expect(reduce({ ...running, device: gpu, kept: 4 }, started).marks).toEqual([
    {
      kind: 'moved',
      generation: 4,
      text: 'What was before was computed on a GPU. The run went on from here on WebAssembly.',
    },
  ]);
  expect(reduce({ ...running, device, kept: 4 }, started).marks).toEqual([]);
  expect(reduce({ ...running, device: gpu, kept: null }, started).marks).toEqual([]);
});

test('a refusal brings its problems to the fields', () => {
  const problems = [
    { path: 'populationSize', value: 0, message: 'populationSize is 0: it must be …' },
  ];
  const refused = reduce(running, { kind: 'refused', run: 2, problems });
  expect(refused.problems).toBe(problems);
  expect(refused.status).toEqual({ kind: 'refused', problems });
});
