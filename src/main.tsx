import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '#protocol/client.ts';
import { labPort } from '#protocol/envelope.ts';
import type { StrategyCommand, StrategyEvent } from '#protocol/strategy-messages.ts';
import type { TeamsCommand, TeamsEvent } from '#protocol/teams-messages.ts';
import { autosave } from '#store/lab/autosave.ts';
import { createLab } from '#store/lab/create-lab.ts';
import {
  createBrowserLibrary,
  leftRunsOf,
  rememberShown,
  tidy,
} from '#store/library/browser-library.ts';
import { onceLoaded } from '#store/once-loaded.ts';
import { App } from '#ui/shell/App.tsx';
import { watchBattery } from '#ui/shell/battery.ts';
import { openAddress } from '#ui/shell/open-address.ts';
import { wasStarted } from '#ui/shell/own-links.ts';
import { rememberedPace } from '#ui/shell/remembered-pace.ts';
import { pageOf } from '#ui/shell/route.ts';
import { restoreTheme } from '#ui/shell/theme.ts';
import '#ui/theme.css';

const startWorker = () =>
  new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' });

/** Starts an engine of its own; `asleep`: once it is needed. */
const openEngine = ({ asleep = false } = {}) =>
  createClient(() => labPort(startWorker(), 'evolution'), { asleep });
const client = openEngine({ asleep: pageOf(location.hash) !== 'evolve' });
const library = createBrowserLibrary();
const left = leftRunsOf(library);
const lab = createLab(
  client,
  (ready, catalog) => {
    const { hash } = location;
    void openAddress({ lab: ready, catalog, hash, left, by: wasStarted(hash) ? 'asked' : 'link' });
  },
  { pace: rememberedPace() },
);
autosave(lab, client, library);
rememberShown(lab);
void watchBattery(lab);
tidy(library).catch(() => {}); // storage that is closed says so with the first write

/** The strategy lab, on an engine of its own; it is there once somebody asks for it. */
const openStrategy = onceLoaded(async () => {
  const { createPageLab } = await import('#store/strategy/page-lab.ts');
  const strategyClient = createClient<StrategyCommand, StrategyEvent>(() =>
    labPort(startWorker(), 'strategy'),
  );
  return createPageLab(strategyClient, library, wasStarted);
});

/** The lab in which teams evolve, on an engine of its own, so that a run can be watched meanwhile. */
const openTeams = onceLoaded(async () => {
  const { createPageTeams } = await import('#store/strategy/teams/page-teams.ts');
  const teamsClient = createClient<TeamsCommand, TeamsEvent>(() => labPort(startWorker(), 'teams'));
  return createPageTeams(teamsClient, library);
});

restoreTheme();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <App
      lab={lab}
      library={library}
      left={left}
      openEngine={openEngine}
      openStrategy={openStrategy}
      openTeams={openTeams}
    />
  </StrictMode>,
);
