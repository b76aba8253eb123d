import { lazy, Suspense, useEffect, useState } from 'react';
import type { EngineClient } from '#protocol/client.ts';
import type { Lab } from '#store/lab/lab.ts';
import type { LeftRuns } from '#store/library/browser-library.ts';
import type { Library } from '#store/library/library.ts';
import { LandingPage } from '../landing/LandingPage.tsx';
import { DropZone } from '../library/DropZone.tsx';
import { LibraryContext } from '../library/library-context.ts';
import { useEscape } from '../parts/use-escape.ts';
import styles from './App.module.css';
import { Header } from './Header.tsx';
import { isPressable, isTyping, travel } from './key-targets.ts';
import {
  LabContext,
  OpenEngineContext,
  type OpenStrategy,
  OpenStrategyContext,
  type OpenTeams,
  OpenTeamsContext,
} from './lab-context.ts';
import { syncAddress } from './link-sync.ts';
import { pageOf, usePage } from './route.ts';
import { areSingleKeysOn } from './single-keys.ts';
import { useTitle } from './use-title.ts';

const AgileRLPage = lazy(() =>
  import('../about/AgileRLPage.tsx').then(({ AgileRLPage }) => ({ default: AgileRLPage })),
);
const MatAgentPage = lazy(() =>
  import('../about/MatAgentPage.tsx').then(({ MatAgentPage }) => ({ default: MatAgentPage })),
);
const AboutPage = lazy(() =>
  import('../about/AboutPage.tsx').then(({ AboutPage }) => ({ default: AboutPage })),
);

const LibraryPage = lazy(() =>
  import('../library/LibraryPage.tsx').then(({ LibraryPage }) => ({ default: LibraryPage })),
);

const ComparePage = lazy(() =>
  import('../compare/ComparePage.tsx').then(({ ComparePage }) => ({ default: ComparePage })),
);

const UnknownPage = lazy(() =>
  import('./UnknownPage.tsx').then(({ UnknownPage }) => ({ default: UnknownPage })),
);

const KeyList = lazy(() => import('./KeyList.tsx').then(({ KeyList }) => ({ default: KeyList })));

const TitleHints = lazy(() =>
  import('../parts/TitleHints.tsx').then(({ TitleHints }) => ({ default: TitleHints })),
);

const AskRestart = lazy(() =>
  import('./AskRestart.tsx').then(({ AskRestart }) => ({ default: AskRestart })),
);

const StrategyPage = lazy(() =>
  import('../strategy/StrategyPage.tsx').then(({ StrategyPage }) => ({ default: StrategyPage })),
);

const loadLab = () => import('./LabPage.tsx');
const LabPage = lazy(() => loadLab().then(({ LabPage }) => ({ default: LabPage })));
// Asked for at once where it is wanted at once, and not only when React has come to it.
if (pageOf(location.hash) === 'evolve') void loadLab();

/** On the first page, how long the rest waits for what is seen there, ms. */
const REST_MS = 2500;

export function App({
  lab,
  library,
  left,
  openEngine,
  openStrategy,
  openTeams,
}: {
  readonly lab: Lab;
  readonly library: Library;
  readonly left: LeftRuns;
  /** Starts an engine besides the lab's. */
  readonly openEngine: () => EngineClient;
  readonly openStrategy: OpenStrategy;
  readonly openTeams: OpenTeams;
}) {
  const page = usePage();
  const [keysShown, setKeysShown] = useState(false);
  const [asking, setAsking] = useState(false);

  useEffect(() => syncAddress(lab, left), [lab, left]);
  useEffect(() => {
    if (page === 'strategy') return; // it has an engine of its own
    if (page !== 'home') {
      lab.wake();
      return;
    }
    const timer = setTimeout(() => {
      lab.wake();
      void loadLab();
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [lab, page]);
  useTitle(lab, page);
  useEffect(() => {
    const onVisibility = () => lab.setHidden(document.hidden);
    document.addEventListener('visibilitychange', onVisibility);
    return () => document.removeEventListener('visibilitychange', onVisibility);
  }, [lab]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || isTyping(event.target)) return;
      if (event.ctrlKey || event.metaKey) return page === 'evolve' ? travel(lab, event) : undefined;
      if (!areSingleKeysOn()) return;
      if (event.key === '?') setKeysShown(true);
      else if (page === 'evolve' && !isPressable(event)) obey(lab, event, () => setAsking(true));
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [lab, page]);

  useEscape(page === 'evolve', () => {
    if (lab.store.getState().slowMotion === null) lab.select(null);
    else lab.hideSelection();
  });

  return (
    <LabContext value={lab}>
      <OpenEngineContext value={openEngine}>
        <LibraryContext value={library}>
          <OpenStrategyContext value={openStrategy}>
            <OpenTeamsContext value={openTeams}>
              <button type="button" className={styles['skip']} onClick={skipToMain}>
                Skip to the content
              </button>
              <Header page={page} onShowKeys={() => setKeysShown(true)} />
              {page === 'home' && <LandingPage />}
              <Suspense fallback={<main id="main" className={styles['wait']} />}>
                {page === 'evolve' && <LabPage />}
                {page === 'strategy' && <StrategyPage />}
                {page === 'compare' && <ComparePage openEngine={openEngine} />}
                {page === 'runs' && <LibraryPage openEngine={openEngine} />}
                {page === 'about' && <AboutPage openEngine={openEngine} />}
                {page === 'unknown' && <UnknownPage />}
                {page === 'agilerl' && <AgileRLPage />}
                {page === 'matAgent' && <MatAgentPage />}
              </Suspense>
              <DropZone />
              <Suspense>
                <TitleHints />
              </Suspense>
              {asking && (
                <Suspense>
                  <AskRestart onClose={() => setAsking(false)} />
                </Suspense>
              )}
              {keysShown && (
                <Suspense>
                  <KeyList onClose={() => setKeysShown(false)} />
                </Suspense>
              )}
            </OpenTeamsContext>
          </OpenStrategyContext>
        </LibraryContext>
      </OpenEngineContext>
    </LabContext>
  );
}

/** `ask`: before a run takes the place of one that has come somewhere. */
function obey(lab: Lab, event: KeyboardEvent, ask: () => void): void {
  const { status, generations } = lab.store.getState();
  const hasWork = generations > 0;
  const actions: Record<string, () => void> = {
    ' ': () => {
      if (status.kind === 'running') lab.pause();
      else if (status.kind === 'finished' && hasWork) ask();
      else lab.play();
    },
    n: () => lab.step('generation'),
    p: () => lab.step('phase'),
    c: () => lab.step('chunk'),
    s: () => lab.showSelection(),
    r: () => (hasWork ? ask() : lab.start()),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

/** The hash is the address of the page, so the browser's own jump cannot be used. */
function skipToMain(): void {
  document.getElementById('main')?.focus();
}
