import { createStore } from 'zustand/vanilla';
import { markedAt, marksUpTo, restoredMark } from '#archive/marks.ts';
import { championBefore, configAt } from '#archive/run-record.ts';
import type { Catalog } from '#core/catalog.ts';
import { fieldsFor } from '#core/fields.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { Birth } from '#core/lineage.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { setAt } from '#core/set-at.ts';
import type { EngineClient } from '#protocol/client.ts';
import type {
  Beginning,
  ChampionEpisodeEvent,
  Checkpoint,
  Edit,
  Event,
} from '#protocol/messages.ts';
import { createAsks } from './asks.ts';
import { createCheckpoints } from './checkpoints.ts';
import { differences, getAt, same } from './configuration.ts';
import { extended, goingOnProblem, withEdits } from './going-on.ts';
import { createHistory, type History } from './history.ts';
import type { Frame, GalleryEvent, Lab, StartOptions } from './lab.ts';
import {
  type Form,
  INITIAL,
  isLost,
  isRunsForm,
  isUnderWay,
  type LabState,
  LINKLESS,
  type RunStatus,
  type Selection,
  UNBEGUN,
} from './lab-state.ts';
import { historyOf, livingAfter, sharedHistory } from './library/stored-history.ts';
import { createLiveEdits } from './live-edits.ts';
import { keepMachineSpeed, measuredSpeed, restoreMachineSpeed } from './machine-speed.ts';
import { newId } from './new-id.ts';
import { type Pace, stepsPerSecond } from './pace.ts';
import { paced } from './paced.ts';
import { reduce } from './reduce.ts';
import type { StoryPart } from './selection-story.ts';
import { createTimeline } from './timeline.ts';

/** At most four times a second does the page hear of what the engine does. */
const PUBLISH_MS = 250;
const HIDDEN_MS = 2000;

/** Events of every generation; the page is told of them together, for each telling draws it anew. */
const FREQUENT: ReadonlySet<Event['kind']> = new Set([
  'progress',
  'champion',
  'generation',
  'checkpoint',
]);

/** What a person sets up, and goes back to. */
type SetUp = Pick<Form, 'draft' | 'presetId'> & Pick<LabState, 'setUp'>;

/** Whether two set-ups have the task and the algorithm in common; a run of one cannot take values of the other. */
const isSameKind = (a: RunConfig, b: RunConfig) =>
  a.environment === b.environment && a.algorithm === b.algorithm;

/** The lab of a page, on an engine. `onReady` is called once, when the engine is there for the first time. */
export function createLab(
  client: EngineClient,
  onReady: (lab: Lab, catalog: Catalog) => void,
  { pace: firstPace = null }: { readonly pace?: Pace } = {},
): Lab {
  const store = createStore<LabState>(() => INITIAL);
  const frameListeners = new Set<(frame: Frame) => void>();
  const galleryListeners = new Set<(gallery: GalleryEvent) => void>();
  let state: LabState = { ...INITIAL, machineSpeed: restoreMachineSpeed(), pace: firstPace };
  let history: History | null = null;
  let championEpisode: ChampionEpisodeEvent | null = null;
  const checkpoints = createCheckpoints();
  const asks = createAsks(client);
  /** How the run shown was begun, so that it can be begun again. */
  let begun: { readonly edits: readonly Edit[]; readonly beginning?: Beginning } = { edits: [] };
  /** The living, once a generation has been selected. */
  let living: ReadonlySet<number> = new Set();
  const timeline = createTimeline<SetUp>();
  const liveEdits = createLiveEdits();
  /** The checkpoint from which a run was last gone on with unasked. */
  let restoredFrom: Checkpoint | null = null;
  /** Whether the newest checkpoint is of the run shown, not of the one that it branches off from. */
  let ownsNewest = true;
  /** Whether the next selection is to be shown. */
  let awaitsSelection: StoryPart | null = null;
  let runs = 0;
  let setUps = 0;
  let notices = 0;
  let whenReady: (() => void) | null = () => state.catalog && onReady(lab, state.catalog);
  /** Whether the engine has died and has not been replaced, and of which finished run the last was that was. */
  let isDead = false;
  let revived = 0;

  const publication = paced(PUBLISH_MS, () =>
    store.setState({ ...state, version: history?.version ?? 0 }, true),
  );
  /** For a tab that nobody looks at: its title is all that is seen. */
  const quiet = paced(HIDDEN_MS, publication.now);
  let hidden = false;
  const change = (part: Partial<LabState>) => {
    state = { ...state, ...part };
    publication.now();
  };

  const stopListening = client.listen((event) => {
    if (event.kind === 'frame') {
      if (event.run === state.run) for (const listener of frameListeners) listener(event);
      return;
    }
    if (event.kind === 'championEpisode') {
      if (event.run === state.run) championEpisode = event;
      return;
    }
    if (event.kind === 'gallery') {
      if (event.run === state.run) for (const listener of galleryListeners) listener(event);
      return;
    }
    if (event.kind === 'failed' && event.during === 'computing') isDead = true;
    const { status: before } = state;
    state = reduce(state, event);
    if ('run' in event && event.run !== state.run) return;
    record(event, before);
    if (FREQUENT.has(event.kind)) (hidden ? quiet : publication).soon();
    else publication.now();
  });

  function record(event: Event, before: RunStatus): void {
    switch (event.kind) {
      case 'ready':
        whenReady?.();
        whenReady = null;
        break;
      case 'started': {
        const isRestored = history?.run === event.run;
        if (isRestored) break;
        living = new Set(event.founders.map(({ id }) => id));
        history = openHistory(event.run, event.config, event.founders);
        break;
      }
      case 'progress':
        client.send({ kind: 'acknowledge' });
        break;
      case 'generation':
        history?.append(event);
        living = event.next.length > 0 ? new Set(event.next) : living;
        state = { ...state, selectionLives: lives(state.selection) };
        selectAwaited();
        measureMachine();
        if (awaitsSelection && event.next.length > 0) {
          state = { ...state, slowMotion: event.generation, slowMotionPart: awaitsSelection };
          awaitsSelection = null;
        }
        break;
      case 'edited':
        liveEdits.made(event.edit.values);
        break;
      case 'lookFailed': {
        const text = `What was to be shown cannot be drawn (${event.message}). The run goes on.`;
        if (!state.notices.some((notice) => notice.text === text)) lab.notify(text);
        break;
      }
      case 'editRefused':
        liveEdits.refused(event.values);
        break;
      case 'exhibited':
        if (event.problem === null) living = new Set([...living, event.agent]);
        state = { ...state, selectionLives: lives(state.selection) };
        break;
      case 'checkpoint':
        checkpoints.add(event.checkpoint);
        ownsNewest = true;
        break;
      case 'recovered':
        checkpoints.truncate(event.generation);
        state = { ...state, ...rewound(event.generation) };
        break;
      case 'failed':
        if (event.during === 'start') checkpoints.clear(); // it cannot be gone on from
        if (event.during !== 'computing') break;
        if (before.kind === 'finished') leaveAsItEnded(event.message, before);
        else restoreOnce(event.message, before.kind === 'paused');
        break;
      default:
    }
  }

  /** Up to which generation a branch makes again what came before it; null: a checkpoint spares it that. */
  const detourTo = (generation: number) =>
    begun.beginning?.from?.generation === generation ? null : generation;

  /** Takes what comes after so many generations back; what the page says of those that stay. */
  function rewound(
    to: number,
  ): Pick<LabState, 'generations' | 'bestFitness' | 'champion' | 'slowMotion' | 'selectionLives'> {
    history?.truncate(to);
    if (history) living = livingAfter(history);
    const generations = history?.generations ?? 0;
    const { selection, slowMotion } = state;
    return {
      generations,
      bestFitness: history?.summaries.at(-1)?.bestSoFar ?? Number.NaN,
      champion: championBefore(state.champion, to),
      slowMotion: slowMotion !== null && slowMotion < generations ? slowMotion : null,
      selectionLives: lives(selection),
    };
  }

  /** What is begun now is not overtaken by what was to be gone on with, and has an engine that lives. */
  function beginAnew(): void {
    whenReady = null;
    liveEdits.forget();
    if (isDead) reconnect();
  }

  function reconnect(): void {
    isDead = false;
    client.reconnect();
  }

  /** A run that had ended is not gone on with; its agents went with the engine. */
  function leaveAsItEnded(message: string, ended: RunStatus): void {
    living = new Set();
    state = { ...state, status: ended, progress: null, exhibit: null, selectionLives: false };
    if (revived === state.run) return;
    revived = state.run;
    lab.notify(`The engine stopped (${message}). The run is kept as it ended, without its agents.`);
    reconnect();
  }

  /** A worker that died takes nothing with it that the checkpoint has not. One that dies again there waits for a word. */
  function restoreOnce(message: string, paused: boolean): void {
    const { newest } = checkpoints;
    if (!newest || restoredFrom === newest) return;
    restoredFrom = newest;
    const what = ownsNewest
      ? `The run was restored from generation ${generationNumber(newest.generation)}.`
      : 'The branch is begun again.';
    lab.notify(`The engine stopped (${message}). ${what}`);
    goOn(paused);
  }

  /** What the last generation took tells what runs will take on this machine. */
  function measureMachine(): void {
    const { config, catalog, device } = state;
    const [before, last] = history?.summaries.slice(-2) ?? [];
    if (!config || !catalog || !before || !last || device?.kind !== 'wasm') return;
    const tookMs = last.elapsedMs - before.elapsedMs; // below 0 where a run was gone on with
    const machineSpeed = measuredSpeed(state.machineSpeed, config, catalog, tookMs);
    state = { ...state, machineSpeed };
    if (last.generation % 8 === 1) keepMachineSpeed(machineSpeed);
  }

  /** Whether nothing goes on, and nothing is about to. */
  const isAtRest = () => state.status.kind !== 'loading' && !isUnderWay(state.status);

  const lives = (selection: Selection | null) => selection !== null && living.has(selection.agent);

  function look(selection: Selection | null): void {
    const agent = selection && lives(selection) ? selection.agent : null;
    client.send({ kind: 'watch', agent });
    if (agent !== null) client.send({ kind: 'inspect', agent });
  }

  /** What a fresh engine, or the next run, has to be told again. */
  function tellChoices(device = state.deviceChoice): void {
    client.send({ kind: 'device', choice: device });
    pace(state.pace);
  }

  /** Selects whom a link points at, and sets beside it whom it names, once they are there. */
  function selectAwaited(): void {
    const { awaited, awaitedBeside } = state;
    if (awaited && isReached(awaited)) {
      if (isThere(awaited)) lab.select(awaited);
      else change({ awaited: null });
    }
    if (awaitedBeside && isReached(awaitedBeside))
      lab.setBeside(isThere(awaitedBeside) ? awaitedBeside : null);
  }

  const isReached = ({ generation }: Omit<Selection, 'run'>) =>
    (history?.generations ?? 0) > generation;

  /** Whether an agent of a generation that has been evaluated lived in it; said if it did not. */
  function isThere({ generation, agent }: Omit<Selection, 'run'>): boolean {
    if (history && history.slotOf(generation, agent) >= 0) return true;
    lab.notify(
      `The link points at agent ${agent} in generation ${generationNumber(generation)}, which has none such.`,
    );
    return false;
  }

  function pace(to: Pace): void {
    const config = state.config ?? state.draft;
    const environment = state.catalog?.environments.find(({ id }) => id === config?.environment);
    const perStep = environment?.secondsPerStep ?? 0.02;
    client.send({ kind: 'pace', stepsPerSecond: stepsPerSecond(to, config, perStep) });
  }

  function openHistory(run: number, config: RunConfig, founders: readonly Birth[]): History {
    const algorithm = state.catalog?.algorithms.find(({ id }) => id === config.algorithm);
    const names = algorithm?.hyperparameters.map(({ name }) => name) ?? [];
    return createHistory(run, names, founders);
  }

  /** A draft as it is to be kept, and what is wrong with it. */
  const checked = (draft: RunConfig) => {
    if (!state.catalog) return { draft, problems: [] };
    const parsed = parseRunConfig(draft, state.catalog);
    return parsed.ok
      ? { draft: parsed.config, problems: [] }
      : { draft, problems: parsed.problems };
  };

  /** The newest generation from which another was chosen. */
  function lastSelection(): number | null {
    for (let g = (history?.generations ?? 0) - 1; g >= 0; g--)
      if (history?.selectionAfter(g)) return g;
    return null;
  }

  /** What has changed of a run that goes on reaches it at once, as one edit. */
  function adoptDraft(
    draft: RunConfig,
    problems: readonly Problem[],
    changed: readonly string[],
  ): void {
    change({ draft, problems, canUndo: timeline.canUndo, canRedo: timeline.canRedo });
    if (!isUnderWay(state.status) || !state.catalog) return;
    if (!state.config) return;
    const values = liveEdits.next({ draft, problems, changed }, state.config, state.catalog);
    if (values) client.send({ kind: 'edit', values });
  }

  const canTravel = () => ({ canUndo: timeline.canUndo, canRedo: timeline.canRedo });

  function noteChange(what: string): void {
    const { draft, presetId, setUp } = state;
    if (!draft) return;
    timeline.record({ draft, presetId, setUp }, what, performance.now());
    state = { ...state, ...canTravel() };
  }

  /** To another form; a run that goes on is none of its business. */
  function travel(to: (now: SetUp) => SetUp | null): void {
    const { draft, presetId, setUp } = state;
    let found = draft && to({ draft, presetId, setUp });
    if (!found) return;
    const { problems } = checked(found.draft);
    if (isRunsForm({ ...state, ...found }) && isUnderWay(state.status) && differsLive(found.draft))
      found = { ...found, setUp: ++setUps };
    change({ ...found, problems, ...canTravel(), waiting: state.waiting && found.setUp === setUp });
  }

  /** Whether a form differs from the run in something that a run takes over while it goes on: then it is not its form. */
  function differsLive(draft: RunConfig): boolean {
    const { config, catalog } = state;
    if (!config || !catalog) return false;
    return fieldsFor(catalog, config).some(
      ({ path, live }) => live && !same(getAt(draft, path), getAt(config, path)),
    );
  }

  /** Whether a set-up is, to the letter, what runs. */
  const isShown = (config: RunConfig, presetId: string | null) =>
    state.run > 0 && presetId === state.runPreset && same(config, state.config);

  /** Goes on with the run shown, from its last checkpoint or from its beginning, on a fresh engine; then does `next`. */
  function goOn(paused: boolean, next: () => void = () => undefined): void {
    const kept = ownsNewest ? checkpoints.newest : null;
    const { run, status: failed, catalog } = state;
    // An engine that never was ready has still to be told what the address asks for.
    const restore = () => {
      liveEdits.forget();
      const { origin, initial: config } = state;
      if (!kept && origin?.kind === 'branch' && config) {
        const detour = detourTo(origin.generation);
        const marks = marksUpTo(state.marks, origin.generation - 1);
        change({ status: { kind: 'starting' }, ...rewound(origin.generation), detour, marks });
        tellChoices();
        client.send({ kind: 'start', run, config, ...begun, paused });
        return;
      }
      if (!kept) {
        const { edits, beginning: { founder } = {} } = begun;
        const { runPreset: presetId, runSetUp: setUp } = state;
        // What it began with belongs to the settings that it began with, and not to another set-up.
        const isForm = !config || (edits.length === 0 && !origin && isRunsForm(state));
        const from = { edits, origin, ...(founder && { founder }) };
        return isForm
          ? lab.start({ paused, ...from })
          : found({ draft: config, presetId, setUp }, paused, from);
      }
      const reason = failed.kind === 'failed' ? failed.message : null;
      const marks = markedAt(state.marks, restoredMark(kept.generation, reason));
      change({ status: { kind: 'starting' }, ...rewound(kept.generation), run, marks });
      tellChoices();
      client.send({ kind: 'restore', run, checkpoint: kept, paused });
    };
    if (catalog)
      whenReady = () => {
        restore();
        next();
      };
    change({ status: { kind: 'loading' } });
    reconnect();
  }

  /** Begins a run of a set-up from its founders. */
  function found(
    { draft: config, presetId, setUp }: SetUp,
    paused: boolean,
    { edits = [], origin = null, founder, device }: Omit<StartOptions, 'paused'>,
  ): void {
    const run = ++runs;
    beginAnew();
    checkpoints.clear();
    ownsNewest = true;
    history = null;
    awaitsSelection = null;
    begun = { edits, ...(founder && { beginning: { founder } }) };
    change({
      ...UNBEGUN,
      run,
      runId: newId(),
      runPreset: presetId,
      runSetUp: setUp,
      runEngine: state.catalog?.engine ?? null,
      origin,
      config,
      initial: config,
      status: { kind: 'starting' },
    });
    tellChoices(device);
    client.send({ kind: 'start', run, config, ...begun, paused });
  }

  /** Runs what is set up; what a link with a result has set up, as its sender ran it. */
  function begin(): void {
    const { waiting, reference, draft } = state;
    if (waiting && reference && same(draft, reference.config)) lab.verify();
    else lab.start();
  }

  /** Makes the end of a run that has ended again, under edits with which it does not end there, and goes on. */
  function goOnAfterEnd(edits: readonly Edit[]): void {
    const { run, origin, initial: config } = state;
    if (!config) return;
    const kept = ownsNewest ? checkpoints.newest : null;
    const from = kept?.generation ?? (origin?.kind === 'branch' ? origin.generation : 0);
    beginAnew();
    begun = { ...begun, edits };
    change({
      status: { kind: 'starting' },
      ...rewound(from),
      progress: null,
      exhibit: null,
      kept: from,
      detour: !kept && origin?.kind === 'branch' ? detourTo(from) : null,
      marks: marksUpTo(state.marks, from),
    });
    tellChoices();
    const paused = false;
    if (kept) {
      const checkpoint = withEdits(kept, edits);
      checkpoints.add(checkpoint); // a worker that dies goes on from this one, too
      client.send({ kind: 'restore', run, checkpoint, paused });
    } else client.send({ kind: 'start', run, config, ...begun, paused });
  }

  /** Makes sure of a run that is under way, then does `next`: a step begins a run, or goes on with one that failed. */
  function underWay(next: () => void): void {
    const { status } = state;
    if (status.kind === 'loading' || isLost(state)) return;
    if (status.kind === 'failed') {
      goOn(true, next);
      return;
    }
    if (status.kind === 'finished') return; // it is not to be lost for a step
    if (isAtRest()) lab.start({ paused: true });
    next();
  }

  const lab: Lab = {
    store,
    history: () => history,
    wake() {
      client.open();
    },
    setUp(config, presetId, link = LINKLESS) {
      if (state.draft && !same(state.draft, config)) noteChange('preset');
      const setUp = isShown(config, presetId) ? state.runSetUp : ++setUps;
      change({ ...checked(config), presetId, setUp, waiting: false, ...link });
    },
    recall({ draft, isRuns, ...form }) {
      change({ ...form, ...checked(draft), setUp: isRuns ? state.runSetUp : ++setUps });
    },
    showRunsForm() {
      const { config, runPreset, runSetUp, waiting, draft } = state;
      if (!config) return;
      if (!same(draft, config)) noteChange('preset');
      const link = waiting ? { ...LINKLESS, waiting: false } : {};
      change({ ...checked(config), presetId: runPreset, setUp: runSetUp, ...link });
    },
    verify() {
      const { reference, presetId } = state;
      if (!reference) return;
      if (!same(state.draft, reference.config)) {
        noteChange('preset');
        change({ ...checked(reference.config), presetId, setUp: ++setUps });
      }
      change({ pace: null }); // the verdict is waited for
      const { edits, device } = reference.digest;
      // What was exact is verified on the exact device.
      lab.start({ edits, device: device === 'wasm' ? device : undefined });
    },
    forgetReference() {
      change({ reference: null });
    },
    setControls(controls) {
      change({ controls, lifted: false });
    },
    lift(lifted) {
      change({ lifted });
    },
    preview(controls) {
      change({ preview: controls });
    },
    setTab(tab) {
      change({ tab });
    },
    setSeeking(seeking) {
      change({ seeking });
    },
    setFields(values) {
      if (!state.draft || !state.catalog) return;
      const { environmentOptions, ...others } = state.draft;
      // Another environment has other options.
      const kept = 'environment' in values ? others : state.draft;
      const { draft, problems } = checked(
        Object.entries(values).reduce(
          (config, [path, value]) => setAt(config, path, value),
          kept as RunConfig,
        ),
      );
      const changed = differences(state.draft, draft);
      if (changed.length > 0) noteChange(Object.keys(values).sort().join());
      if (!isSameKind(draft, state.draft)) state = { ...state, setUp: ++setUps };
      if (isRunsForm(state)) adoptDraft(draft, problems, changed);
      else change({ draft, problems, ...canTravel() });
    },
    undo: () => travel(timeline.undo),
    redo: () => travel(timeline.redo),
    start({ paused = false, ...from } = {}) {
      const { draft, presetId, setUp } = state;
      if (draft && state.problems.length === 0) found({ draft, presetId, setUp }, paused, from);
    },
    async branch({ generation, config, before, founder, origin }) {
      if (!history) return false;
      const run = ++runs;
      const shared = await sharedHistory(history, run, generation);
      if (run !== runs) return false;
      beginAnew();
      history = shared;
      living = livingAfter(shared);
      checkpoints.truncate(generation);
      ownsNewest = false;
      const from = checkpoints.nearest(generation);
      begun = { edits: [], beginning: { before, ...(from ? { from } : founder && { founder }) } };
      change({
        ...UNBEGUN,
        run,
        runId: newId(),
        runPreset: state.runPreset,
        origin,
        marks: marksUpTo(state.marks, generation - 1),
        config,
        ...checked(config),
        setUp: ++setUps,
        runSetUp: setUps,
        initial: config,
        status: { kind: 'starting' },
        detour: detourTo(generation),
        generations: shared.generations,
        bestFitness: shared.summaries.at(-1)?.bestSoFar ?? Number.NaN,
        champion: championBefore(state.champion, generation),
      });
      tellChoices();
      client.send({ kind: 'start', run, config, ...begun, paused: false });
      return true;
    },
    checkpoints,
    lives: (agent) => living.has(agent),
    inspect: (agent) => client.send({ kind: 'inspect', agent }),
    asks,
    async open({ record, founders, generations, champion, checkpoint }, { paused = false } = {}) {
      if (!state.catalog) return false;
      const run = ++runs;
      const left = record.end === null ? checkpoint : null;
      const exhibited = left ? null : champion;
      const shown = left ? generations.slice(0, left.generation) : generations;
      const before = await historyOf(
        { record, founders, generations: shown },
        state.catalog,
        run,
      ).catch((error: unknown) => {
        if (error instanceof RangeError) return null; // generations that do not fit together
        throw error;
      });
      if (!before || run !== runs) return false;
      beginAnew();
      history = before;
      checkpoints.clear();
      ownsNewest = true;
      if (checkpoint) checkpoints.add(checkpoint);
      living = left ? livingAfter(before) : new Set();
      begun = { edits: left ? [...left.edits, ...left.replay] : [] };
      change({
        ...UNBEGUN,
        run,
        runId: record.id,
        runPreset: record.preset,
        runSetUp: state.setUp,
        runEngine: record.engine,
        origin: record.origin,
        initial: record.config,
        config: configAt(record, left?.generation ?? Number.POSITIVE_INFINITY),
        edits: record.edits.filter((edit) => !left || edit.generation < left.generation),
        marks: marksUpTo(record.marks, left?.generation ?? Number.POSITIVE_INFINITY),
        device: record.device,
        status: left
          ? { kind: 'starting' }
          : { kind: 'finished', reason: record.end ?? 'stopped', hash: record.hash },
        generations: before.generations,
        bestFitness: before.summaries.at(-1)?.bestSoFar ?? Number.NaN,
        champion: championBefore(record.champion, left?.generation ?? Number.POSITIVE_INFINITY),
        kept: left?.generation ?? null,
        exhibit: exhibited && {
          agent: exhibited.agent,
          generation: exhibited.generation,
          problem: null,
        },
      });
      tellChoices();
      const { config } = state;
      if (left) client.send({ kind: 'restore', run, checkpoint: left, paused });
      else if (exhibited && config)
        client.send({ kind: 'exhibit', run, config, individual: exhibited });
      else client.send({ kind: 'pause' }); // whatever ran before is not shown any more
      selectAwaited();
      return true;
    },
    play() {
      lab.hideSelection();
      if (state.status.kind === 'paused') client.send({ kind: 'play' });
      else if (state.status.kind === 'failed') lab.retry();
      else if (isAtRest()) begin();
    },
    pause() {
      if (isUnderWay(state.status)) client.send({ kind: 'pause' });
    },
    step(unit) {
      const phase = state.status.kind === 'paused' ? state.progress?.phase : undefined;
      if (unit === 'phase' && state.slowMotion !== null && state.slowMotionPart === 'select')
        return change({ slowMotionPart: 'mutate' });
      // Choosing and mutating are one turn of the engine; the page tells them one after the other.
      const isTurn = unit === 'phase' && (phase === 'evaluate' || phase === 'select');
      const isAhead = state.progress?.generation === state.generations; // nobody has been chosen from it yet
      const isWithinTurn = unit !== 'generation' && phase === 'mutate' && isAhead;
      lab.hideSelection();
      if (isTurn) awaitsSelection = 'select';
      else if (isWithinTurn) awaitsSelection = 'mutate';
      underWay(() => client.send({ kind: 'step', unit: isTurn ? 'generation' : unit }));
    },
    showSelection(which = 'last') {
      const last = lastSelection();
      if (which === 'last' && state.status.kind !== 'running' && last !== null)
        return change({ slowMotion: last, slowMotionPart: 'all' });
      underWay(() => {
        awaitsSelection = 'all';
        client.send({ kind: 'step', unit: 'generation' });
      });
    },
    hideSelection() {
      awaitsSelection = null;
      if (state.slowMotion !== null) change({ slowMotion: null });
    },
    goingOnProblem: () => {
      const newest = ownsNewest ? checkpoints.newest : null;
      return goingOnProblem(state, { newest, last: history?.summaries.at(-1) });
    },
    extend(values) {
      if (lab.goingOnProblem() === null) goOnAfterEnd(extended(state, values));
    },
    retry: () => goOn(false),
    setPace(to) {
      change({ pace: to });
      pace(to);
    },
    chooseDevice(choice) {
      change({ deviceChoice: choice });
    },
    select(selection) {
      const selected = selection && { ...selection, run: state.run };
      change({
        selection: selected,
        selectionLives: lives(selected),
        // Who shows it may be shown again, and would not ask twice.
        ...(selected && selected.agent !== state.inspected?.agent && { inspected: null }),
        awaited: null,
        ...(!selected && { beside: null, awaitedBeside: null }),
      });
      look(selected);
    },
    setBeside(other) {
      const { generation, agent } = other ?? {};
      const isSome = generation !== undefined && agent !== undefined;
      change({
        beside: isSome ? { run: state.run, generation, agent } : null,
        awaitedBeside: null,
      });
    },
    hover(selection) {
      change({ hover: selection && { ...selection, run: state.run } });
    },
    notify(text, tone = 'warning') {
      change({ notices: [...state.notices, { id: ++notices, tone, text }] });
    },
    dismiss(notice) {
      change({ notices: state.notices.filter(({ id }) => id !== notice) });
    },
    wait() {
      change({ waiting: true });
    },
    requestFrame: (steps) => client.send({ kind: 'frame', steps }),
    onFrame(listener) {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    setHidden(now) {
      hidden = now;
      quiet.stop();
      if (!hidden) publication.now();
    },
    championEpisode: () => (championEpisode?.run === state.run ? championEpisode : null),
    requestGallery: (most, steps) => client.send({ kind: 'gallery', most, steps }),
    onGallery(listener) {
      galleryListeners.add(listener);
      return () => galleryListeners.delete(listener);
    },
    dispose() {
      stopListening();
      publication.stop();
      quiet.stop();
      asks.dispose();
      client.dispose();
    },
  };
  return lab;
}
