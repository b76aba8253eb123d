import type { StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '#protocol/client.ts';
import type { Command, DeviceChoice, Event } from '#protocol/messages.ts';
import { createHistory, type History } from '../history/history.ts';
import { newId } from '../new-id.ts';
import type { EngineLife } from './engine-life.ts';
import type { LabState } from './lab-state.ts';
import { type Pace, stepsPerSecond } from './pace.ts';
import { type Numbered, type RunPlan, reached, type Source } from './run-plan.ts';

/** Context that the parts of a lab share. */
export interface LabParts {
  readonly store: StoreApi<LabState>;
  readonly client: EngineClient;
  readonly engine: EngineLife;
  readonly shownRun: ShownRun;
}

export interface BeginOptions {
  readonly paused?: boolean;
  /** Device in place of the one that was chosen. */
  readonly device?: DeviceChoice | undefined;
}

/** The run shown: its generations, which live outside the state, and the one place where a run begins. */
export interface ShownRun {
  readonly history: () => History | null;
  /** A number and an id for another run. */
  number(): Numbered;
  /** Tells whether another number was given since: that run is to be begun instead. */
  isOvertaken(numbered: Numbered): boolean;
  begin(plan: RunPlan, options?: BeginOptions): void;
  /** Takes the generations of an event in. */
  take(event: Event): void;
  /** Tells the engine how fast to go. */
  tellPace(pace: Pace): void;
}

export function createShownRun({ store, client, engine }: Omit<LabParts, 'shownRun'>): ShownRun {
  let history: History | null = null;
  let numbers = 0;

  function tellPace(pace: Pace): void {
    const { config, draft, catalog } = store.getState();
    const known = config ?? draft;
    const environment = catalog?.environments.find(({ id }) => id === known?.environment);
    const perStep = environment?.secondsPerStep ?? 0.02;
    client.send({ kind: 'pace', stepsPerSecond: stepsPerSecond(pace, known, perStep) });
  }

  return {
    history: () => history,
    number: () => ({ run: ++numbers, runId: newId() }),
    isOvertaken: ({ run }) => run !== numbers,
    begin(plan, { paused = false, device = store.getState().deviceChoice } = {}) {
      engine.claim();
      history = plan.history;
      history?.truncate(plan.state.generations);
      store.setState({ ...plan.state, version: history?.version ?? 0 });
      // An engine that is fresh, or has another run next, has to be told again.
      client.send({ kind: 'device', choice: device });
      tellPace(store.getState().pace);
      client.send(commandOf(plan.source, store.getState(), paused));
    },
    take(event) {
      if (event.kind === 'generation') history?.append(event);
      else if (event.kind === 'recovered') {
        history?.truncate(event.generation);
        if (history) store.setState(reached(store.getState(), history, event.generation));
      } else if (event.kind === 'started' && history?.run !== event.run) {
        const { catalog } = store.getState();
        const algorithm = catalog?.algorithms.find(({ id }) => id === event.config.algorithm);
        const names = algorithm?.hyperparameters.map(({ name }) => name) ?? [];
        history = createHistory(event.run, names, event.founders);
      } else return;
      store.setState({ version: history?.version ?? 0 });
    },
    tellPace,
  };
}

function commandOf(source: Source, { run, config }: LabState, paused: boolean): Command {
  switch (source.kind) {
    case 'start':
      return { ...source, run, paused };
    case 'restore':
      return { ...source, run, paused };
    case 'exhibit':
      return config ? { ...source, run, config } : { kind: 'pause' };
    case 'nothing':
      return { kind: 'pause' }; // whatever ran before is not shown any more
    default:
      return source satisfies never;
  }
}
