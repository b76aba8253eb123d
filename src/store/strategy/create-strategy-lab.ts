import { createStore } from 'zustand/vanilla';
import type { DataConfig } from '#core/strategy/strategy-config.ts';
import type { EngineClient } from '#protocol/client.ts';
import type { StrategyCommand, StrategyEvent } from '#protocol/strategy-messages.ts';
import type { Notice } from '../lab/view-state.ts';
import { newId } from '../new-id.ts';
import { redo, undo } from '../set-up/timeline.ts';
import { failureWords } from '../words/failure-words.ts';
import type { OwnImages } from './own-images.ts';
import { reduceStrategy } from './reduce-strategy.ts';
import { isSame, withDraft, withFields, withSetUp, withTravel } from './set-up.ts';
import type { StrategyLab } from './strategy-lab.ts';
import { INITIAL, isUnderWay, type StrategyState, UNBEGUN } from './strategy-state.ts';

export type StrategyClient = EngineClient<StrategyCommand, StrategyEvent>;

/** Shares of images that the annotations give no split. */
const SHARES = { train: 0.7, validation: 0.15, test: 0.15 } as const;

const NO_IMAGES: OwnImages = { get: async () => null, put: async () => undefined };

const missingWords = (name: string): string =>
  `It needs the images “${name}”, which this browser does not keep: open them under Images, then it can run`;

/**
 * The strategy lab of a page, on an engine that it starts. `base`: the address below which the page's files lie.
 * `onReady` is called once, when the catalog is there. `images`: a person's own, as they are kept.
 */
export function createStrategyLab(
  client: StrategyClient,
  base: string,
  onReady: (lab: StrategyLab) => void,
  images: OwnImages = NO_IMAGES,
): StrategyLab {
  const store = createStore<StrategyState>(() => INITIAL);
  const { getState, setState } = store;
  /** What is to be done once the engine has sent its catalog. */
  let whenReady: (() => void) | null = () => onReady(lab);

  /** Digest of the own images that the engine has; it has the last ones alone. */
  let given: string | null = null;

  const stopListening = client.listen((event) => {
    const before = getState();
    setState(reduceStrategy(before, event), true);
    if (event.kind === 'ownOpened') {
      given = event.data.digest;
      images
        .put(given, event.set)
        .catch((error: unknown) => lab.notify(failureWords('The images are not kept', error)));
    }
    if (event.kind === 'catalog') {
      const next = whenReady;
      whenReady = null;
      next?.();
    }
    if (event.kind === 'lookFailed' && event.run === before.run)
      lab.notify(`The images cannot be shown: ${event.message}.`);
    if (event.kind === 'progress' && event.run === before.run) client.send({ kind: 'acknowledge' });
    if (event.kind === 'failed' && event.during === 'computing') mendCrash(before, event.message);
  });

  /** Starts a fresh engine; `next` is done once it is there. */
  function renew(next: (() => void) | null): void {
    whenReady = next ?? whenReady;
    given = null;
    client.reconnect();
    client.send({ kind: 'open', base });
  }

  /** After an engine that has died: a run goes on from its checkpoint, but not twice from the same one. */
  function mendCrash(before: StrategyState, message: string): void {
    const { checkpoint, restoredAt } = before;
    if (before.status.kind === 'finished') {
      setState({ status: before.status });
      renew(null);
    } else if (checkpoint && isUnderWay(before.status) && restoredAt !== checkpoint.interval) {
      setState({ restoredAt: checkpoint.interval });
      lab.notify(
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
    const { checkpoint, intervals } = getState();
    if (!checkpoint) return;
    const run = getState().run + 1;
    setState({
      run,
      status: { kind: 'starting' },
      progress: null,
      finished: null,
      intervals: intervals.slice(0, checkpoint.interval),
    });
    sendBeginning({ kind: 'restore', run, checkpoint, paused });
  }

  /** Does what needs a data set once the engine has it: a person's own images come from where they are kept. */
  function withImages(data: DataConfig, next: () => void, fail: (message: string) => void): void {
    if (data.kind !== 'own' || data.digest === given) {
      next();
      return;
    }
    const { name, digest } = data;
    images.get(digest).then(
      (set) => {
        if (!set) {
          fail(missingWords(name));
          return;
        }
        client.send({ kind: 'giveOwn', digest, set });
        given = digest;
        next();
      },
      (error: unknown) => fail(failureWords(`The images “${name}” cannot be read`, error)),
    );
  }

  /** Sends what begins a run, unless another was begun meanwhile. */
  function sendBeginning(
    command: Extract<StrategyCommand, { readonly kind: 'start' | 'restore' }>,
  ) {
    const { run } = command;
    const { data } = command.kind === 'start' ? command.config : command.checkpoint.config;
    const isShown = () => getState().run === run;
    withImages(
      data,
      () => {
        if (!isShown()) return;
        tellPace();
        client.send(command);
      },
      (message) => {
        if (!isShown()) return;
        const problems = [{ path: 'data.name', value: null, message }];
        setState({ status: { kind: 'refused', problems } });
      },
    );
  }

  const tellPace = () => client.send({ kind: 'pace', stepsPerSecond: getState().pace });

  const lab: StrategyLab = {
    store,
    setUp: (draft, presetId, reference = null) =>
      setState(withSetUp(getState(), { draft, presetId }, reference, performance.now())),
    setFields: (values) => setState(withFields(getState(), values, performance.now())),
    change: (what, change) => setState(withDraft(getState(), change, what, performance.now())),
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
      sendBeginning({ kind: 'start', run, config: draft, paused });
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
      if (status.kind === 'paused') client.send({ kind: 'play' });
      else if (status.kind === 'failed') lab.retry();
      else if (status.kind === 'loading' || isUnderWay(status)) return;
      else if (waiting && reference) lab.verify();
      else lab.start();
    },
    pause() {
      if (isUnderWay(getState().status)) client.send({ kind: 'pause' });
    },
    step(unit) {
      const { status } = getState();
      if (status.kind === 'loading' || status.kind === 'failed' || status.kind === 'finished')
        return;
      if (!isUnderWay(status)) lab.start({ paused: true });
      if (isUnderWay(getState().status)) client.send({ kind: 'step', unit });
    },
    stop() {
      if (isUnderWay(getState().status)) client.send({ kind: 'stop' });
    },
    retry: () => goOn(false),
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
      else client.send({ kind: 'stop' }); // whatever ran is left
    },
    setPace(pace) {
      setState({ pace });
      tellPace();
    },
    preview(count) {
      const { draft, problems } = getState();
      if (!draft || problems.length > 0) return;
      const { data, seed } = draft;
      const ask = () => client.send({ kind: 'preview', data, seed, images: count });
      withImages(data, ask, () => undefined); // who begins a run is told
    },
    openOwn(name, files, size) {
      setState({ own: { kind: 'opening', name, done: 0 } });
      const seed = getState().draft?.seed ?? 0;
      client.send({ kind: 'openOwn', name, files, size, seed, shares: SHARES });
    },
    takeOwn() {
      const { own } = getState();
      if (own?.kind !== 'opened') return;
      const { data } = own.opened;
      lab.change('own images', (config) => ({
        ...config,
        data,
        training: {
          ...config.training,
          batch: Math.min(config.training.batch, data.images.train),
        },
      }));
      setState({ own: null });
    },
    forgetOwn: () => setState({ own: null }),
    look: (row, split, images) => client.send({ kind: 'look', row, split, images }),
    notify(text, tone: Notice['tone'] = 'warning') {
      const { notices, noticeCount } = getState();
      const notice = { id: noticeCount + 1, tone, text };
      setState({ notices: [...notices, notice], noticeCount: notice.id });
    },
    dismiss: (notice) =>
      setState({ notices: getState().notices.filter(({ id }) => id !== notice) }),
    dispose() {
      stopListening();
      client.dispose();
    },
  };
  client.send({ kind: 'open', base });
  return lab;
}
