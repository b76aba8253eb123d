import { createStore, type StoreApi } from 'zustand/vanilla';
import { type PhaseMs, probeConfig, secondsOf } from '#core/strategy/experiments/cost.ts';
import type { ElsewhereResult } from '#core/strategy/experiments/experiment.ts';
import { EXPERIMENTS, plannedRuns } from '#core/strategy/experiments/experiments.ts';
import { runResult } from '#core/strategy/experiments/run-result.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { storageFailure } from '../library/storage-words.ts';
import { newId } from '../new-id.ts';
import { storedInTab } from '../stored-text.ts';
import {
  type ExperimentRun,
  experimentsOf,
  type KeptExperiment,
  missingRuns,
} from './experiment-runs.ts';
import { type Keeping, strategiesOf } from './kept-runs.ts';
import { isSame } from './set-up.ts';
import type { StrategyLab } from './strategy-lab.ts';
import { isUnderWay, type StrategyState } from './strategy-state.ts';

export interface ExperimentState {
  /** The experiment that was begun or opened last; null: none was. */
  readonly kept: KeptExperiment | null;
  /** 'timing': a short run tells how long it takes; 'asked': that is known, and a person's word is waited for. */
  readonly status: 'idle' | 'timing' | 'asked' | 'running';
  /** Time that the runs that are missing take, s; null: that was not found out. */
  readonly seconds: number | null;
  /** Reason why it does not go on, as a sentence; '' where nothing is wrong. */
  readonly problem: string;
}

/** Carries experiments out run by run in the lab, where each is seen like any other; every result is kept at once. */
export interface ExperimentRunner {
  readonly store: StoreApi<ExperimentState>;
  /** Finds out by a short run how long an experiment would take, and waits for a word. */
  ask(experiment: string, base: StrategyConfig, seeds: number): void;
  /** Begins what was asked for, or goes on with what was opened. */
  goOn(): void;
  /** Stops; finished runs stay. */
  stop(): void;
  open(kept: KeptExperiment): void;
  close(): void;
  /** Goes on after a reload with the experiment of this tab. */
  resume(): Promise<void>;
  dispose(): void;
}

/** Id of the experiment that this tab carries out, so that it goes on after a reload. */
const stored = storedInTab('evolution-playground experiment');

export function createExperimentRunner(
  lab: Pick<StrategyLab, 'store' | 'setUp' | 'start' | 'stop' | 'play' | 'testElsewhere'>,
  library: Keeping,
): ExperimentRunner {
  const shelf = experimentsOf(library);
  const store = createStore<ExperimentState>(() => IDLE);
  /** The run of this experiment that the lab computes, or the short one; null: none. */
  let current: { readonly config: StrategyConfig; readonly run: ExperimentRun | null } | null =
    null;

  const stopWatching = lab.store.subscribe(look);

  /** Sets a run up and begins it. False: it cannot be, and it is said why. */
  function begin(config: StrategyConfig, run: ExperimentRun | null): boolean {
    const { catalog } = lab.store.getState();
    const parsed = catalog && parseStrategyConfig(config, catalog);
    if (!parsed?.ok) {
      const why = parsed?.problems.map(({ message }) => message).join('; ') ?? 'it is loading';
      halt(`The experiment cannot run: ${why}.`);
      return false;
    }
    current = null; // the run that begins is not yet this one
    lab.setUp(parsed.config, null);
    lab.start();
    current = { config: parsed.config, run };
    return true;
  }

  function halt(problem: string): void {
    current = null;
    stored.write(null);
    store.setState({ status: 'idle', problem });
  }

  /** Begins the next run that is missing, or joins it where the lab is at it already. */
  function next(): void {
    const { kept } = store.getState();
    const { catalog, config, status } = lab.store.getState();
    if (!kept || !catalog) return;
    const [run] = missingRuns(kept, catalog);
    if (!run) {
      halt('');
      return;
    }
    store.setState({ status: 'running', problem: '' });
    stored.write(kept.id);
    if (isUnderWay(status) && isSame(config, run.config)) {
      current = { config: run.config, run };
      if (status.kind === 'paused') lab.play();
    } else begin(run.config, run);
  }

  function look(state: StrategyState): void {
    if (!current) return;
    if (!isSame(state.config, current.config)) {
      halt('It stopped, for another run was begun. What is done is kept: go on when you like.');
      return;
    }
    const { status, finished } = state;
    if (status.kind === 'failed' || status.kind === 'refused') {
      halt('It stopped, for a run of it failed. What is done is kept.');
      return;
    }
    if (status.kind !== 'finished' || !finished) return;
    const { config, run } = current;
    current = null;
    if (finished.reason !== 'steps') halt('It was stopped. What is done is kept.');
    else if (run) void take(state, run);
    else void timed(config, finished.phaseMs ?? {}, state.runId);
  }

  async function goOn(): Promise<void> {
    const { kept } = store.getState();
    const { catalog } = lab.store.getState();
    if (!kept || !catalog) return;
    if (kept.engine !== catalog.engine) {
      halt(''); // the experiment shown says so, and what can be done
      return;
    }
    try {
      await shelf.put(kept);
    } catch (error) {
      halt(storageFailure(error));
      return;
    }
    next();
  }

  async function timed(config: StrategyConfig, phaseMs: PhaseMs, runId: string | null) {
    const { kept } = store.getState();
    const { catalog } = lab.store.getState();
    if (!kept || !catalog) return;
    const seconds = secondsOf(missingRuns(kept, catalog), { config, phaseMs });
    store.setState({ status: 'asked', seconds });
    // It only tells how long others take. A run that is still being written stays.
    if (runId)
      await strategiesOf(library)
        .putAway(runId)
        .catch(() => false);
  }

  async function take(state: StrategyState, run: ExperimentRun): Promise<void> {
    const { kept } = store.getState();
    const { config, finished, intervals, runEngine: engine } = state;
    if (!kept || !config || !finished) return;
    const { tests, hash, elapsedMs, phaseMs = {} } = finished;
    const { decide = 0, learn = 0 } = phaseMs;
    const elsewhere: Record<string, ElsewhereResult> = {};
    for (const { name, data } of run.elsewhere ?? []) {
      const found = await lab.testElsewhere(data, config.seed);
      if (found) elsewhere[name] = found;
    }
    const result = runResult(run, {
      ...{ config, engine, hash, intervals, tests, elapsedMs },
      agentMs: decide + learn,
      ...(run.elsewhere && { elsewhere }),
    });
    const grown = { ...kept, results: [...kept.results, result] };
    store.setState({ kept: grown });
    try {
      await shelf.put(grown);
    } catch (error) {
      halt(storageFailure(error));
      return;
    }
    if (store.getState().status === 'running') next();
  }

  return {
    store,
    ask(experiment, base, seeds) {
      const { catalog } = lab.store.getState();
      if (!catalog) return;
      const now = Date.now();
      const { engine } = catalog;
      const kept: KeptExperiment = {
        ...{ id: newId(), experiment, createdAt: now, engine, base, seeds, results: [] },
      };
      const question = EXPERIMENTS.find(({ id }) => id === experiment);
      const [first] = question ? plannedRuns(question, base, 1, catalog) : [];
      if (!first) return;
      store.setState({ ...IDLE, kept, status: 'timing' });
      begin(probeConfig(first), null);
    },
    goOn: () => void goOn(),
    stop() {
      const wasRunning = current !== null;
      halt('');
      if (wasRunning) lab.stop();
    },
    open: (kept) => store.setState({ ...IDLE, kept }),
    close() {
      if (store.getState().status === 'idle' || store.getState().status === 'asked')
        store.setState(IDLE);
    },
    async resume() {
      const id = stored.read();
      const kept = id === null ? undefined : await shelf.get(id).catch(() => undefined);
      if (!kept || store.getState().kept) return;
      store.setState({ kept });
      await shownAgain(lab);
      await goOn();
    },
    dispose: stopWatching,
  };
}

const IDLE: ExperimentState = { kept: null, status: 'idle', seconds: null, problem: '' };

/** A lab that shows no run by then shows none, ms. */
const PATIENCE = 15_000;

/** Waits until a reloaded lab shows the run that it showed before, which then goes on rather than begins anew. */
const shownAgain = ({ store }: Pick<StrategyLab, 'store'>): Promise<void> =>
  new Promise((resolve) => {
    if (store.getState().config) return resolve();
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, PATIENCE);
    const stop = store.subscribe(({ config }) => {
      if (config) end();
    });
  });
