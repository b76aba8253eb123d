import { createStore } from 'zustand/vanilla';
import type { ElsewhereResult } from '#core/strategy/experiments/experiment.ts';
import { withHand } from '#core/strategy/hand.ts';
import type { DeviceChoice } from '#protocol/messages.ts';
import { withNotice } from '../lab/view.ts';
import { newId } from '../new-id.ts';
import { redo, undo } from '../set-up/timeline.ts';
import { openImages } from './image-actions.ts';
import type { Keeping } from './kept-runs.ts';
import { createImageGiver, createOwnImages, watchOwnImages } from './own-images.ts';
import { ownImagesWords } from './own-words.ts';
import { reduceStrategy } from './reduce-strategy.ts';
import { createRunSender } from './run-sender.ts';
import { isSame, withDraft, withFields, withSetUp, withTravel } from './set-up.ts';
import type { StrategyClient, StrategyLab } from './strategy-lab.ts';
import { INITIAL, isUnderWay, type StrategyState, UNBEGUN } from './strategy-state.ts';
import { openTeams } from './team-actions.ts';

/**
 * The strategy lab of a page, on an engine that it starts. `base`: the address below which the page's files lie.
 * `onReady` is called once, when the catalog is there. `library`: keeps a person's own images.
 */
export function createStrategyLab(
  client: StrategyClient,
  library: Keeping,
  base: string,
  onReady: (lab: StrategyLab) => void,
): StrategyLab {
  const store = createStore<StrategyState>(() => INITIAL);
  const { getState, setState } = store;
  /** Called once the engine has sent its catalog. */
  let whenReady: (() => void) | null = () => onReady(lab);

  const notify = (text: string) => setState(withNotice(getState(), text));
  const change: StrategyLab['change'] = (what, by) =>
    setState(withDraft(getState(), by, what, performance.now()));

  const own = createOwnImages(library, notify);
  const giver = createImageGiver(own.find, (digest, set) =>
    client.send({ kind: 'giveOwn', digest, set }),
  );
  const images = openImages({ store, client, own, giver, notify, change });
  const teams = openTeams({ store, client, library, change, notify });
  const stopWatching = watchOwnImages(store, own);
  const runs = createRunSender(giver.give, client.send, (data) =>
    setState({
      status: {
        kind: 'failed',
        during: 'finding its images',
        message: `The images ${ownImagesWords(data)} are not in this browser: open them first`,
      },
    }),
  );

  /** Callbacks for results of tests elsewhere, in the order in which they were asked for. */
  const waitingElsewhere: ((result: ElsewhereResult | null) => void)[] = [];

  const stopListening = client.listen((event) => {
    const before = getState();
    setState(reduceStrategy(before, event), true);
    if (event.kind === 'ownOpened') images.take(event);
    if (event.kind === 'teamLearned') teams.take(event);
    if (event.kind === 'elsewhere') waitingElsewhere.shift()?.(event.result);
    // An engine that fails answers nothing any more.
    if (event.kind === 'failed') for (const answer of waitingElsewhere.splice(0)) answer(null);
    if (event.kind === 'catalog') {
      const next = whenReady;
      whenReady = null;
      next?.();
    }
    if (event.kind === 'handRefused' && event.run === before.run)
      notify(`The choice cannot be made: ${event.message}.`);
    if (event.kind === 'lookFailed' && event.run === before.run)
      notify(`The images cannot be shown: ${event.message}.`);
    if (event.kind === 'progress' && event.run === before.run) client.send({ kind: 'acknowledge' });
    if (event.kind === 'failed' && event.during === 'computing')
      recoverFromCrash(before, event.message);
  });

  /** Starts a fresh engine; `next` is done once it is there. */
  function renew(next: (() => void) | null): void {
    whenReady = next ?? whenReady;
    giver.holds(null);
    client.reconnect();
    client.send({ kind: 'open', base });
  }

  /** After an engine that has died: a run goes on from its checkpoint, but not twice from the same one. */
  function recoverFromCrash(before: StrategyState, message: string): void {
    const { checkpoint, restoredAt } = before;
    if (before.status.kind === 'finished') {
      setState({ status: before.status });
      renew(null);
    } else if (checkpoint && isUnderWay(before.status) && restoredAt !== checkpoint.interval) {
      setState({ restoredAt: checkpoint.interval });
      notify(
        `The engine stopped (${message}). The run goes on from interval ${checkpoint.interval + 1}.`,
      );
      goOn(before.status.kind === 'paused');
    }
  }

  /** Takes the run shown up again on a fresh engine. */
  function goOn(paused: boolean): void {
    setState({ status: { kind: 'loading' } });
    renew(() => {
      const { checkpoint } = getState();
      if (checkpoint) restore(paused);
      else lab.start({ paused });
    });
  }

  /** Goes on from the checkpoint that is known. */
  function restore(paused: boolean): void {
    const { checkpoint, intervals: shown, config } = getState();
    if (!checkpoint) return;
    const run = getState().run + 1;
    const intervals = shown.slice(0, checkpoint.interval);
    setState({
      run,
      status: { kind: 'starting' },
      progress: null,
      finished: null,
      deciding: null,
      intervals,
    });
    // Figures of two devices in one run could not be told apart, and its hash would be neither's.
    tellDevice(getState().started?.device.kind === 'webgpu' ? 'webgpu' : 'auto');
    tellPace();
    tellAskedRows();
    // Choices that a person has made since it was taken are made again.
    const now = config ? { ...checkpoint, config } : checkpoint;
    const past = intervals.map(({ rows }) => rows);
    runs.begin({ kind: 'restore', run, checkpoint: now, past, paused });
  }

  const tellAskedRows = () => client.send({ kind: 'ask', rows: getState().askedRows });
  /** An engine that is fresh, or has another run next, has to be told again. */
  const tellDevice = (choice: DeviceChoice) => client.send({ kind: 'device', choice });
  const tellPace = () => client.send({ kind: 'pace', stepsPerSecond: getState().pace });

  const lab: StrategyLab = {
    store,
    setUp: (draft, presetId, reference = null) =>
      setState(withSetUp(getState(), { draft, presetId }, reference, performance.now())),
    setFields: (values) => setState(withFields(getState(), values, performance.now())),
    change,
    undo: () => setState(withTravel(getState(), undo)),
    redo: () => setState(withTravel(getState(), redo)),
    wait: () => setState({ waiting: true }),
    start({ paused = false } = {}) {
      const { draft, problems, presetId, catalog, status } = getState();
      if (!draft || !catalog || problems.length > 0 || status.kind === 'loading') return;
      const run = getState().run + 1;
      setState({
        ...UNBEGUN,
        run,
        runId: newId(),
        runPreset: presetId,
        runEngine: catalog.engine,
        status: { kind: 'starting' },
        config: draft,
        waiting: false,
      });
      tellDevice(getState().deviceChoice);
      tellPace();
      tellAskedRows();
      runs.begin({ kind: 'start', run, config: draft, paused });
    },
    verify() {
      const { reference, draft, presetId } = getState();
      if (!reference) return;
      if (!isSame(draft, reference.config)) lab.setUp(reference.config, presetId, reference);
      setState({ pace: null }); // the verdict is waited for
      lab.start();
    },
    forgetReference: () => setState({ reference: null }),
    play() {
      const { status, waiting, reference } = getState();
      if (status.kind === 'paused') runs.tell({ kind: 'play' });
      else if (status.kind === 'failed') lab.retry();
      else if (status.kind === 'loading' || isUnderWay(status)) return;
      else if (waiting && reference) lab.verify();
      else lab.start();
    },
    pause() {
      if (isUnderWay(getState().status)) runs.tell({ kind: 'pause' });
    },
    step(unit) {
      const { status } = getState();
      if (status.kind === 'loading' || status.kind === 'failed' || status.kind === 'finished')
        return;
      if (!isUnderWay(status)) lab.start({ paused: true });
      if (isUnderWay(getState().status)) runs.tell({ kind: 'step', unit });
    },
    stop() {
      if (isUnderWay(getState().status)) runs.tell({ kind: 'stop' });
    },
    retry: () => goOn(false),
    beginAnew() {
      const { config, runPreset } = getState();
      if (!config) return;
      lab.setUp(config, runPreset);
      setState({ checkpoint: null });
      goOn(false);
    },
    open({ record, intervals, checkpoint }, { paused = false } = {}) {
      const { id, preset, engine, config, device, data, parameters, states, end, tests } = record;
      const run = getState().run + 1;
      const goesOn = end === null && checkpoint !== null;
      setState({
        ...UNBEGUN,
        run,
        runId: id,
        runPreset: preset,
        runEngine: engine,
        config,
        started: {
          ...{ kind: 'started', run, config, device, data, parameters, interval: 0 },
          ...(states && { states }),
        },
        intervals,
        checkpoint,
        status: goesOn ? { kind: 'starting' } : { kind: 'finished', reason: end ?? 'stopped' },
        finished:
          end === null
            ? null
            : {
                ...{ kind: 'finished', run, reason: end, tests },
                ...{ elapsedMs: record.elapsedMs, hash: record.hash },
              },
      });
      if (goesOn) restore(paused);
      else {
        runs.leave();
        client.send({ kind: 'stop' }); // whatever ran is left
      }
    },
    ask(row, when) {
      const others = getState().askedRows.filter((each) => each.row !== row);
      const askedRows = when === 'never' ? others : [...others, { row, every: when === 'each' }];
      setState({ askedRows });
      tellAskedRows();
    },
    choose(row, choices, stays) {
      const { run, config, deciding, intervals, status } = getState();
      const before = config?.rows[row];
      if (!before || !isUnderWay(status)) return;
      // The choices of the interval in training are made; the next decision is that of the interval after it.
      const interval = deciding?.interval ?? intervals.length + 1;
      const hand = withHand(before.hand, interval, choices, stays) ?? null;
      runs.tell({ kind: 'hand', run, row, hand });
    },
    setPace(pace) {
      setState({ pace });
      tellPace();
    },
    chooseDevice: (deviceChoice) => setState({ deviceChoice }),
    ...images.actions,
    look: (question) => client.send({ kind: 'look', ...question }),
    askCurves: (question) => client.send({ kind: 'askCurves', ...question }),
    ...teams.actions,
    testElsewhere: (data, seed) =>
      new Promise((resolve) => {
        waitingElsewhere.push(resolve);
        client.send({ kind: 'askElsewhere', data, seed });
      }),
    notify,
    dismiss: (notice) =>
      setState({ notices: getState().notices.filter(({ id }) => id !== notice) }),
    dispose() {
      stopListening();
      stopWatching();
      client.dispose();
    },
  };
  client.send({ kind: 'open', base });
  return lab;
}
