import { expect, test } from 'vitest';
import type { Checkpoint, Edit, Individual } from '#protocol/messages.ts';
import { INITIAL, type LabState } from '#store/lab/lab-state.ts';
import {
  planBranch,
  planExtension,
  planFresh,
  planRestore,
  planStored,
} from '#store/lab/run-plan.ts';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { historyOf, sharedHistory } from '#store/library/stored-history.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';
import { simulateRun } from '../library/simulate-run.ts';

const SET_UP = { draft: CONFIG, presetId: 'cartpole-dqn', setUp: 1 };
const OTHER = { run: 8, runId: 'eight' };
const number = () => OTHER;
const checkpointAt = (generation: number, edits: readonly Edit[] = []): Checkpoint => ({
  engine: '1',
  config: CONFIG,
  initial: CONFIG,
  edits,
  replay: [],
  generation,
  state: null,
});

/** A run of five generations that goes on in its sixth, begun from the form. */
async function running(part: Partial<LabState> = {}) {
  const history = await historyOf(await simulateRun(5), CATALOG, 7);
  const started: LabState = { ...INITIAL, ...SET_UP, catalog: CATALOG };
  const { state: begun } = planFresh(started, SET_UP, {}, { run: 7, runId: 'seven' });
  const state: LabState = {
    ...started,
    ...begun,
    generations: 5,
    checkpoints: [checkpointAt(3)],
    kept: 3,
    status: { kind: 'loading' },
    ...part,
  };
  return { state, history };
}

test('a fresh run forgets what was told of the one before, and can be begun again as it began', async () => {
  const { state } = await running({ restoredAt: 3, champion: null });
  const founder = { agent: 3 } as Individual;
  const { source, history, state: begun } = planFresh(state, SET_UP, { founder }, OTHER);
  expect(history).toBeNull();
  expect(source).toEqual({ kind: 'start', config: CONFIG, edits: [], beginning: { founder } });
  expect(begun).toMatchObject({ ...OTHER, generations: 0, checkpoints: [], restoredAt: null });
  expect(begun.first).toEqual({ config: CONFIG, edits: [], beginning: { founder } });
});

test('a branch takes the nearest checkpoint of its parent, which is not its own, and another form', async () => {
  const { state, history } = await running({ slowMotion: 2 });
  const shared = await sharedHistory(history, 8, 4);
  const branch = {
    generation: 4,
    config: { ...CONFIG, generations: 90 },
    before: [{ config: CONFIG, edits: [], until: 4 }],
    origin: { kind: 'branch', run: 'seven', generation: 4 },
  } as const;
  const plan = planBranch(state, branch, shared, OTHER);
  const { before, config } = branch;
  const beginning = { before, from: checkpointAt(3) };
  expect(plan.source).toEqual({ kind: 'start', config, edits: [], beginning });
  expect(plan.state).toMatchObject({
    ...OTHER,
    generations: 4,
    recomputingTo: 4,
    ownsNewest: false,
  });
  expect(plan.state).toMatchObject({ slowMotion: null, runEngine: CATALOG.engine });
  expect(isRunsForm({ ...state, ...plan.state })).toBe(true);
  expect(plan.state.living).toEqual(new Set(history.event(3).next));

  // it dies before it has a checkpoint of its own
  const branched = { ...state, ...plan.state };
  const again = planRestore(branched, shared, number, 'gone');
  expect(again?.source).toEqual(plan.source);
  expect(again?.state).toMatchObject({ run: 8, recomputingTo: 4, generations: 4 });
});

test('a run of the library goes on from its checkpoint, and is shown as it ended without one', async () => {
  const { state } = await running();
  const stored = await simulateRun(5);
  const left = { ...stored, checkpoint: checkpointAt(3) };
  const history = await historyOf(stored, CATALOG, 8);
  const on = planStored(state, left, history, 8);
  expect(on.source).toEqual({ kind: 'restore', checkpoint: left.checkpoint });
  expect(on.state).toMatchObject({ run: 8, generations: 3, kept: 3, status: { kind: 'starting' } });

  const champion = { agent: 2, generation: 1 } as Individual;
  const ended = { ...left, champion, record: { ...stored.record, end: 'target' } } as const;
  const shown = planStored(state, ended, history, 8);
  expect(shown.source).toEqual({ kind: 'exhibit', individual: champion });
  expect(shown.state).toMatchObject({ generations: 5, kept: null, status: { kind: 'finished' } });
  expect(shown.state.living).toEqual(new Set());
  expect(planStored(state, { ...ended, champion: null }, history, 8).source.kind).toBe('nothing');
});

test('a run is restored from its last checkpoint under its own number, and marked there', async () => {
  const { state, history } = await running();
  const plan = planRestore(state, history, number, 'out of memory');
  expect(plan?.source).toEqual({ kind: 'restore', checkpoint: checkpointAt(3) });
  expect(plan?.state).toMatchObject({ run: 7, generations: 3, marks: [{ generation: 3 }] });
  expect(plan?.state.living).toEqual(new Set(history.event(2).next));
});

test('edits made since the checkpoint, and those that wait, are made again where they were due, once', async () => {
  const edit = (generation: number, step: number, size: number): Edit => ({
    generation,
    step,
    values: { 'selection.tournamentSize': size },
  });
  const [early, since, recorded] = [edit(1, 0, 3), edit(4, 20, 4), edit(9, 0, 2)];
  const waits = { values: { 'selection.elitism': false }, at: null };
  const { state, history } = await running({
    edits: [early, since],
    liveEdits: { sent: [waits], unsent: [] },
    checkpoints: [{ ...checkpointAt(3, [early]), replay: [since, recorded] }],
    progress: { kind: 'progress', generation: 5, phase: 'train', done: 0.5 } as never,
  });
  const { stepsPerGeneration, environmentsPerAgent } = CONFIG.training;
  const step = stepsPerGeneration / environmentsPerAgent / 2;
  const ahead = [since, { generation: 5, step, values: waits.values }, recorded];
  const first = planRestore(state, history, number, null);
  expect(first?.source).toMatchObject({ kind: 'restore', checkpoint: { replay: ahead } });

  // the engine dies again before it has made any of them
  const again = planRestore({ ...state, ...first?.state }, history, number, null);
  expect(again?.source).toMatchObject({ kind: 'restore', checkpoint: { replay: ahead } });
});

test('a run without a checkpoint begins anew from its own set-up where the form holds another', async () => {
  const founder = { agent: 3 } as Individual;
  const begun = planFresh(INITIAL, SET_UP, { founder }, OTHER).state;
  const waits = { values: { 'selection.elitism': false }, at: null };
  const { state, history } = await running({
    ...begun,
    checkpoints: [],
    setUp: 2,
    liveEdits: { sent: [waits], unsent: [] },
  });
  const plan = planRestore(state, history, number, null);
  expect(plan?.source).toMatchObject({
    kind: 'start',
    config: CONFIG,
    edits: [{ values: waits.values }],
    beginning: { founder },
  });
  expect(plan?.history).toBeNull();
  const wrong = { ...state, setUp: 1, problems: [{ path: 'seed', value: 0, message: '' }] };
  expect(planRestore({ ...wrong, liveEdits: INITIAL.liveEdits }, history, number, null)).toBeNull();
});

test('a run that has ended goes on from its checkpoint, or again from its beginning', async () => {
  const { state, history } = await running({ restoredAt: 3 });
  const values = { 'selection.tournamentSize': 4 };
  const on = planExtension(state, history, values);
  expect(on.source).toMatchObject({ kind: 'restore', checkpoint: { replay: [{ values }] } });
  expect(on.state).toMatchObject({ run: 7, generations: 3, kept: 3, restoredAt: null });
  expect(on.state.checkpoints?.at(-1)?.replay).toHaveLength(1);

  const anew = planExtension({ ...state, checkpoints: [] }, history, values);
  expect(anew.source).toMatchObject({ kind: 'start', edits: [{ values }] });
  expect(anew.state).toMatchObject({ run: 7, generations: 0, recomputingTo: null });
});
