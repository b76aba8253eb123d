import { createStore } from 'zustand/vanilla';
import type { Summary } from '#archive/summary.ts';
import type { Catalog } from '#core/catalog.ts';
import type { EngineClient } from '#protocol/client.ts';
import { redo, undo } from '../set-up/timeline.ts';
import { createEngineLife } from './engine-life.ts';
import { createEngineRequests } from './engine-requests.ts';
import { createFeeds } from './feeds.ts';
import type { Lab } from './lab.ts';
import { INITIAL, type LabState, LINKLESS } from './lab-state.ts';
import {
  keepMachineSpeed,
  type MachineSpeed,
  measuredSpeed,
  restoreMachineSpeed,
} from './machine-speed.ts';
import type { Pace } from './pace.ts';
import { reduce } from './reduce.ts';
import { createRunActions } from './run-actions.ts';
import { withFields, withRecalled, withRunsForm, withSetUp, withTravel } from './set-up.ts';
import { createShownRun } from './shown-run.ts';
import { createShownState } from './shown-state.ts';
import { withAwaited, withBeside, withNotice, withSelection } from './view.ts';
import { lives } from './view-state.ts';

/** The lab of a page, on an engine. `onReady` is called once, when the engine is there for the first time. */
export function createLab(
  client: EngineClient,
  onReady: (lab: Lab, catalog: Catalog) => void,
  { pace = null }: { readonly pace?: Pace } = {},
): Lab {
  const store = createStore<LabState>(() => ({
    ...INITIAL,
    machineSpeed: restoreMachineSpeed(),
    pace,
  }));
  const { getState, setState } = store;
  const shown = createShownState(store);
  const engine = createEngineLife(client, () => {
    const { catalog } = getState();
    if (catalog) onReady(lab, catalog);
  });
  const shownRun = createShownRun({ store, client, engine });
  const { recoverFromCrash, ...runActions } = createRunActions(
    { store, client, engine, shownRun },
    settleAwaited,
  );
  const { take: takePicture, ...feeds } = createFeeds(store, client);
  const requests = createEngineRequests(client);
  const { history } = shownRun;

  const stopListening = client.listen((event) => {
    if (takePicture(event)) return;
    const { status: before, run } = getState();
    const isOthers = 'run' in event && event.run !== run;
    if (!isOthers) shownRun.take(event);
    setState(reduce(getState(), event));
    engine.hear(event);
    if (isOthers) return;
    if (event.kind === 'progress') client.send({ kind: 'acknowledge' });
    if (event.kind === 'generation') {
      settleAwaited();
      const machineSpeed = speedAfter(getState(), history()?.summaries ?? []);
      setState({ machineSpeed });
      if (event.generation % 8 === 1) keepMachineSpeed(machineSpeed);
    }
    if (event.kind === 'failed' && event.during === 'computing') recoverFromCrash(event, before);
  });

  /** Asks the engine for what is to be seen of the selected agent, as long as it lives. */
  function look(): void {
    const { selection } = getState();
    const agent = selection && lives(getState(), selection) ? selection.agent : null;
    client.send({ kind: 'watch', agent });
    if (agent !== null) client.send({ kind: 'inspect', agent });
  }

  /** Selects the agents that a link points at, once they are there. */
  function settleAwaited(): void {
    const part = withAwaited(getState(), history());
    setState(part);
    if (part.selection) look();
  }

  const lab: Lab = {
    ...runActions,
    ...feeds,
    store,
    shown: shown.store,
    history,
    requests,
    wake: () => client.open(),
    setUp: (config, presetId, link = LINKLESS) =>
      setState(withSetUp(getState(), config, presetId, link, performance.now())),
    recall: (form) => setState(withRecalled(getState(), form)),
    showRunsForm: () => setState(withRunsForm(getState(), performance.now())),
    setFields(values) {
      const { part, edit } = withFields(getState(), values, performance.now());
      setState(part);
      if (edit) client.send({ kind: 'edit', values: edit });
    },
    undo: () => setState(withTravel(getState(), undo)),
    redo: () => setState(withTravel(getState(), redo)),
    forgetReference: () => setState({ reference: null }),
    setControls: (controls) => setState({ controls, lifted: false }),
    lift: (lifted) => setState({ lifted }),
    preview: (preview) => setState({ preview }),
    setTab: (tab) => setState({ tab }),
    setSeeking: (seeking) => setState({ seeking }),
    lives: (agent) => getState().living.has(agent),
    inspect: (agent) => client.send({ kind: 'inspect', agent }),
    setPace(to) {
      setState({ pace: to });
      shownRun.tellPace(to);
    },
    chooseDevice: (deviceChoice) => setState({ deviceChoice }),
    select(pointed) {
      setState(withSelection(getState(), pointed));
      look();
    },
    setBeside: (other) => setState(withBeside(getState(), other)),
    hover: (pointed) => setState({ hover: pointed && { ...pointed, run: getState().run } }),
    notify: (text) => setState(withNotice(getState(), text)),
    dismiss: (notice) =>
      setState({ notices: getState().notices.filter(({ id }) => id !== notice) }),
    wait: () => setState({ waiting: true }),
    setHidden: shown.setHidden,
    dispose() {
      stopListening();
      shown.dispose();
      requests.dispose();
      client.dispose();
    },
  };
  return lab;
}

/** The speed of this machine after the last generation of the run shown. */
function speedAfter(
  { machineSpeed, config, catalog, device }: LabState,
  summaries: readonly Summary[],
): MachineSpeed {
  const [before, last] = summaries.slice(-2);
  if (!config || !catalog || !before || !last || device?.kind !== 'wasm') return machineSpeed;
  // Below 0 where a run was gone on with.
  return measuredSpeed(machineSpeed, config, catalog, last.elapsedMs - before.elapsedMs);
}
