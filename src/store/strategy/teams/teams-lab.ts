import { createStore, type StoreApi } from 'zustand/vanilla';
import { setAll } from '#core/set-at.ts';
import { planProblems } from '#core/strategy/plan-fields.ts';
import type { TeamFile } from '#core/strategy/trained-team.ts';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import type { EngineClient } from '#protocol/client.ts';
import type { TeamsCommand, TeamsEvent, WholeTrainingPlan } from '#protocol/teams-messages.ts';
import type { RunView } from '../../lab/lab.ts';
import { storageFailure } from '../../library/storage-words.ts';
import { newId } from '../../new-id.ts';
import { failureWords } from '../../words/failure-words.ts';
import type { Keeping } from '../kept-runs.ts';
import { createEvolutionWriter } from './evolution-writer.ts';
import type { KeptEvolution } from './kept-evolutions.ts';
import { checkpointIn, populationIn } from './kept-populations.ts';
import { rememberTeams } from './teams-memory.ts';
import { FIRST, hasMore, isBusy, isComputing, type TeamsState } from './teams-state.ts';
import { createTeamsView } from './teams-view.ts';

export type TeamsClient = EngineClient<TeamsCommand, TeamsEvent>;

/** Joins the engine and the state of an evolution of teams; every generation is kept as soon as it is over. */
export interface TeamsLab {
  readonly store: StoreApi<TeamsState>;
  /** The evolution shown as a run of a population. */
  readonly view: RunView;
  /** New values of the plan by path. */
  setFields(values: Readonly<Record<string, unknown>>): void;
  /** Sets up a plan that may be anything, as one of a file; tells its faults. */
  readPlan(plan: unknown): void;
  /** Finds out by a short generation how long the plan that is set up would take. */
  time(): void;
  /** Begins to evolve by the plan that is set up. */
  start(): void;
  /** Goes on with the evolution shown where it was left. */
  goOn(options?: { readonly paused?: boolean }): Promise<void>;
  pause(): void;
  /** Ends it; its generations stay, and it can be gone on with from its last checkpoint. */
  stop(): void;
  /** Shows an evolution that is kept. */
  open(kept: KeptEvolution): Promise<void>;
  /** Shows none, so that another can be begun. */
  close(): void;
  /** Shows none, and sets up the plan of the one that was shown. */
  setUpAgain(): void;
  /** A team of the population that trains next as a file; null for `agent`: the best. Null: there is none such. */
  take(agent: number | null): Promise<TeamFile | null>;
  notify(notice: string): void;
  dispose(): void;
}

/** `base`: the address below which the page's files lie. */
export function createTeamsLab(client: TeamsClient, library: Keeping, base: string): TeamsLab {
  const store = createStore<TeamsState>(() => FIRST);
  const { getState, setState } = store;
  const waiting: ((file: TeamFile | null) => void)[] = [];
  /** The evolution that this tab has claimed, so that no other writes it. */
  let claimed: string | null = null;
  /** The plan that is being timed. */
  let timing: WholeTrainingPlan | null = null;
  const writer = createEvolutionWriter(library, (error) =>
    setState({ notice: storageFailure(error) }),
  );

  const stopListening = client.listen(take);

  function take(event: TeamsEvent): void {
    if (event.kind === 'offered') {
      const { offer } = event;
      const { draft, status } = getState();
      setState({
        offer,
        draft: draft ?? offer.usual,
        ...(status.kind === 'loading' && { status: { kind: 'idle' } }),
      });
      return;
    }
    if (event.kind === 'planRead') {
      setState({ draft: event.plan, problems: [], notice: '' });
      return;
    }
    if (event.kind === 'planRefused') {
      setState({ notice: `The plan cannot be used: ${event.message}.` });
      return;
    }
    if (event.kind === 'taken') {
      waiting.shift()?.(event.file);
      return;
    }
    const { run } = getState();
    if (event.kind === 'failed') {
      if (event.run !== 0 && event.run !== run) return;
      const { during, message } = event;
      for (const resolve of waiting.splice(0)) resolve(null);
      const { checkpoint, part, intervals } = getState();
      // It may be the checkpoint that cannot be gone on from: the generation comes out the same from its beginning.
      const isUnused =
        checkpoint?.part === part && checkpoint.intervals.length === intervals.length;
      setState({
        status: { kind: 'failed', during, message },
        ...(isUnused && { checkpoint: null }),
      });
      return;
    }
    if (event.run === run) takeRuns(event);
  }

  /** Takes in what the engine says of the evolution that it computes. */
  function takeRuns(
    event: Exclude<
      TeamsEvent,
      { readonly kind: 'offered' | 'planRead' | 'planRefused' | 'taken' | 'failed' }
    >,
  ): void {
    const { shown, draft, offer, checkpoint } = getState();
    switch (event.kind) {
      case 'timed': {
        const { seconds } = event;
        setState({ status: { kind: 'idle' }, timed: timing && { plan: timing, seconds } });
        break;
      }
      case 'checkpoint':
        if (!shown) break;
        setState({ checkpoint: event.checkpoint });
        writer.checkpoint(shown.id, event.checkpoint);
        break;
      case 'refused':
        setState({ status: { kind: 'idle' }, notice: `It cannot evolve: ${event.message}.` });
        break;
      case 'begun': {
        const { founders, declaration, config, teams: training } = event;
        const { part = 0, intervals = [] } = checkpoint ?? {};
        setState({ training, part, intervals, progress: null });
        if (shown || !draft || !offer) break;
        const now = Date.now();
        const kept: KeptEvolution = {
          ...{ id: newId(), createdAt: now, engine: offer.engine, plan: draft },
          ...{ founders, declaration, config, generations: [], end: null },
        };
        void claim(kept.id);
        setState({ shown: kept });
        writer.keep(kept, null);
        break;
      }
      case 'status':
        setState({ status: { kind: event.status } });
        remember();
        break;
      case 'progress':
        setState({ progress: event });
        break;
      case 'part':
        setState({ part: event.part, intervals: [], progress: null });
        break;
      case 'interval':
        setState({ intervals: [...getState().intervals, event.rows], progress: null });
        break;
      case 'bred': {
        if (!shown) break;
        const { generation, saved, elapsedMs } = event;
        const generations = [...shown.generations, { ...generation, elapsedMs }];
        const kept = { ...shown, generations };
        setState({
          ...{ shown: kept, saved, checkpoint: null, training: generation.next },
          ...{ part: 0, intervals: [], progress: null },
        });
        writer.keep(kept, saved);
        break;
      }
      case 'ended': {
        setState({ status: { kind: 'idle' }, intervals: [], progress: null });
        remember();
        if (!shown) break;
        const kept = { ...shown, end: event.reason };
        setState({ shown: kept });
        writer.keep(kept, null);
        release();
        break;
      }
      default:
        event satisfies never;
    }
  }

  function remember(): void {
    const { shown, status } = getState();
    const goesOn = status.kind === 'running' || status.kind === 'starting';
    rememberTeams(shown && { id: shown.id, goesOn });
  }

  function release(): void {
    if (claimed !== null) library.claims.release(claimed);
    claimed = null;
  }

  async function claim(id: string): Promise<boolean> {
    if (claimed === id) return true;
    release();
    if (!(await library.claims.take(id))) return false;
    claimed = id;
    return true;
  }

  /** Begins to compute; an engine that has failed is opened anew. */
  function begin(status: 'timing' | 'starting'): number {
    if (getState().status.kind === 'failed') {
      client.reconnect();
      client.send({ kind: 'open', base });
    }
    const run = getState().run + 1;
    setState({
      ...{ run, status: { kind: status }, notice: '' },
      ...{ part: 0, intervals: [], progress: null },
    });
    return run;
  }

  function evolve(plan: TrainingPlan, paused: boolean): void {
    const run = begin('starting');
    const { saved, checkpoint } = getState();
    client.send({ kind: 'evolve', run, plan, saved, checkpoint, paused });
  }

  const lab: TeamsLab = {
    store,
    view: createTeamsView(store, (text) => lab.notify(text)),
    setFields(values) {
      const { draft } = getState();
      if (!draft) return;
      const next = setAll(draft, values);
      setState({ draft: next, problems: planProblems(next) });
    },
    readPlan: (plan) => client.send({ kind: 'read', plan }),
    time() {
      const { draft, problems } = getState();
      if (!draft || problems.length > 0 || isBusy(getState())) return;
      timing = draft;
      const run = begin('timing');
      client.send({ kind: 'time', run, plan: draft });
    },
    start() {
      const { draft, problems } = getState();
      if (!draft || problems.length > 0 || isComputing(getState())) return;
      setState(NONE_SHOWN);
      evolve(draft, false);
    },
    async goOn({ paused = false } = {}) {
      const { shown, status, offer } = getState();
      if (status.kind === 'paused') return client.send({ kind: 'play' });
      if (!shown || !offer || isComputing(getState()) || !hasMore(getState())) return;
      // The evolution shown says so, and what can be done.
      if (shown.engine !== offer.engine) return;
      if (!(await claim(shown.id)))
        return lab.notify('Another tab goes on with this evolution: it can be looked at here.');
      setState({ shown: { ...shown, end: null } });
      evolve(shown.plan, paused);
    },
    pause() {
      if (isComputing(getState())) client.send({ kind: 'pause' });
    },
    stop() {
      if (isComputing(getState())) client.send({ kind: 'stop' });
    },
    async open(kept) {
      if (isComputing(getState())) return;
      try {
        const saved = await populationIn(library, kept);
        const checkpoint = await checkpointIn(library, kept);
        setState({ shown: kept, saved, checkpoint, notice: '', status: { kind: 'idle' } });
        remember();
      } catch (error) {
        lab.notify(failureWords('The evolution cannot be opened', error));
      }
    },
    close() {
      if (isComputing(getState())) return;
      setState({ ...NONE_SHOWN, notice: '', status: { kind: 'idle' } });
      release();
      remember();
    },
    setUpAgain() {
      const { shown } = getState();
      lab.close();
      if (shown && getState().shown === null) lab.readPlan(shown.plan);
    },
    take(agent) {
      const { shown, saved } = getState();
      if (!shown || !saved) return Promise.resolve(null);
      return new Promise((resolve) => {
        waiting.push(resolve);
        client.send({ kind: 'take', plan: shown.plan, saved, agent });
      });
    },
    notify: (notice) => setState({ notice }),
    dispose() {
      stopListening();
      client.dispose();
    },
  };
  client.send({ kind: 'open', base });
  return lab;
}

const NONE_SHOWN = { shown: null, saved: null, checkpoint: null };
