import type { StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '#protocol/client.ts';
import type { Command, Event } from '#protocol/messages.ts';
import { createHistory, type History } from '../history/history.ts';
import { newId } from '../new-id.ts';
import type { EngineLife } from './engine-life.ts';
import type { LabState } from './lab-state.ts';
import { type Pace, stepsPerSecond } from './pace.ts';
import {
  type Numbered,
  type RunPlan,
  reached,
  type Source,
  type StartOptions,
} from './run-plan.ts';

/** Context that the parts of a lab share. */
export interface LabParts {
  readonly store: StoreApi<LabState>;
  readonly client: EngineClient;
  readonly engine: EngineLife;
  readonly shownRun: ReturnType<typeof createShownRun>;
}

/** The run shown: its generations, which live outside the state, and the one place where a run begins. */
export function createShownRun({ store, client, engine }: Omit<LabParts, 'shownRun'>) {
  let history: History | null = null;
  let numbers = 0;

  /** Tells the engine how fast to go. */
  function tellPace(pace: Pace): void {
    const { config, draft, catalog } = store.getState();
    const known = config ?? draft;
    const environment = catalog?.environments.find(({ id }) => id === known?.environment);
    const perStep = environment?.secondsPerStep ?? 0.02;
    client.send({ kind: 'pace', stepsPerSecond: stepsPerSecond(pace, known, perStep) });
  }

  return {
    history: (): History | null => history,
    /** A number and an id for another run. */
    number: (): Numbered => ({ run: ++numbers, runId: newId() }),
    /** Tells whether another number was given since: that run is to be begun instead. */
    isOvertaken: ({ run }: Numbered): boolean => run !== numbers,
    begin(
      plan: RunPlan,
      {
        paused = false,
        device = store.getState().deviceChoice,
      }: Pick<StartOptions, 'paused' | 'device'> = {},
    ): void {
      engine.claim();
      history = plan.history;
      history?.truncate(plan.state.generations);
      store.setState({ ...plan.state, version: history?.version ?? 0 });
      // An engine that is fresh, or has another run next, has to be told again.
      client.send({ kind: 'device', choice: device });
      tellPace(store.getState().pace);
      client.send(commandOf(plan.source, store.getState(), paused));
    },
    /** Takes the generations of an event in. */
    take(event: Event): void {
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
