import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EnvironmentEntry } from '#core/catalog.ts';
import { createHistory, type History } from '../../history/history.ts';
import type { RunView } from '../../lab/lab.ts';
import { INITIAL, type LabState } from '../../lab/lab-state.ts';
import type { RunStatus } from '../../lab/run-state.ts';
import { withBeside, withSelection } from '../../lab/view.ts';
import { generationEvent } from './generation-event.ts';
import type { KeptEvolution } from './kept-evolutions.ts';
import type { TeamsState } from './teams-state.ts';

/** Measure by which teams are judged: mAP in percent. */
const IMAGES: EnvironmentEntry = {
  id: 'training',
  title: 'Teams',
  summary: 'A classifier learns, and a team steers how.',
  actionSpace: 'discrete',
  maxSteps: 1,
  secondsPerStep: 1,
  returnRange: [0, 100],
  solvedAt: 100,
  observationLabels: [],
  actionLabels: [],
};

/**
 * An evolution of teams as a run of a population, from which genealogy and charts of the evolution lab are drawn. Follows
 * the store for as long as it lives.
 */
export function createTeamsView(
  teams: Pick<StoreApi<TeamsState>, 'getState' | 'subscribe'>,
  notify: (text: string) => void,
): RunView {
  const store = createStore<LabState>(() => INITIAL);
  let history: History | null = null;
  let of: string | null = null;

  function follow(state: TeamsState, before?: TeamsState): void {
    const { shown } = state;
    if (shown === before?.shown && state.status === before?.status) return; // it is told of much else
    if (shown?.id !== of) {
      of = shown?.id ?? null;
      const run = store.getState().run + 1;
      history = shown && createHistory(run, namesOf(shown), shown.founders);
      store.setState({ ...INITIAL, run, ...(shown && factsOf(shown)) }, true);
    }
    if (!shown || !history) return;
    let elapsedMs = history.summaries.at(-1)?.elapsedMs ?? 0;
    for (const each of shown.generations.slice(history.generations)) {
      elapsedMs += each.elapsedMs;
      history.append(generationEvent(each, namesOf(shown), shown.plan, history.run, elapsedMs));
    }
    const { version, generations } = history;
    store.setState({ version, generations, status: statusOf(state, shown) });
  }

  follow(teams.getState());
  teams.subscribe(follow);
  return {
    store,
    shown: store,
    history: () => history,
    select: (pointed) => store.setState(withSelection(store.getState(), pointed)),
    setBeside: (pointed) => store.setState(withBeside(store.getState(), pointed)),
    hover: (pointed) =>
      store.setState({ hover: pointed && { ...pointed, run: store.getState().run } }),
    notify,
  };
}

/** Facts that stay as they are for as long as an evolution is shown. */
const factsOf = ({ engine, declaration, config, id }: KeptEvolution): Partial<LabState> => ({
  catalog: {
    ...{ engine, engineChanges: '', strategyEngine: { engine, engineChanges: '' } },
    ...{ presets: [], devices: [] },
    environments: [IMAGES],
    algorithms: [declaration],
  },
  ...{ config, runId: id, runEngine: engine },
});

const namesOf = ({ declaration }: KeptEvolution): readonly string[] =>
  declaration.hyperparameters.map(({ name }) => name);

function statusOf({ status }: TeamsState, { end, generations }: KeptEvolution): RunStatus {
  const hash = generations.at(-1)?.hash ?? '';
  if (end !== null) return { kind: 'finished', reason: end, hash };
  return { kind: status.kind === 'running' ? 'running' : 'paused' };
}
