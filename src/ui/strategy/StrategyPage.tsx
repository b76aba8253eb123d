import { use, useEffect, useMemo, useState } from 'react';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import { rememberedTeams } from '#store/strategy/teams/teams-memory.ts';
import { useLibrary } from '../library/library-context.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Later, lazyPart } from '../parts/lazy-part.tsx';
import { useMedia, useOnPaper } from '../parts/use-media.ts';
import { LabColumns, type PhoneTab, PhoneTabs } from '../shell/LabColumns.tsx';
import styles from '../shell/LabPage.module.css';
import { useOpenStrategy, useOpenTeams } from '../shell/lab-context.ts';
import transport from '../shell/Transport.module.css';
import { CompareTable } from './CompareTable.tsx';
import { RowsPanel } from './lanes/RowsPanel.tsx';
import { Method } from './Method.tsx';
import { OwnNotices } from './own/OwnNotices.tsx';
import { useDroppedImages } from './own/use-dropped-images.ts';
import { Charts, Decisions } from './RunCharts.tsx';
import { recordingSentence } from './recording.ts';
import own from './Strategy.module.css';
import { StrategyDevice } from './StrategyDevice.tsx';
import { StrategyNotices } from './StrategyNotices.tsx';
import { StrategyStatus } from './StrategyStatus.tsx';
import { StrategySeed, StrategySpeed, StrategyTransport } from './StrategyTransport.tsx';
import { StrategySetup } from './setup/StrategySetup.tsx';
import { SenderCard } from './share/SenderCard.tsx';
import type { ShownRun } from './shown-run.ts';
import { StrategyContext, useStrategy, useStrategyState } from './strategy-context.ts';
import { syncStrategyAddress } from './sync-address.ts';
import { useStrategyKeys } from './use-keys.ts';
import { useRecording } from './use-recording.ts';
import { useStrategyTitle } from './use-title.ts';
import { isAnyWanted } from './wanted.ts';
import { Wheel } from './wheel/Wheel.tsx';

/** A part for which the transport and the rows do not wait. */
const EXPERIMENTS = lazyPart<object>(
  async () => (await import('./experiments/Experiments.tsx')).Experiments,
);
const EVOLVE = lazyPart<object>(async () => (await import('./teams/EvolveTeams.tsx')).EvolveTeams);
const STAGE = lazyPart<{ readonly shown: ShownRun | null }>(
  async () => (await import('./StrategyStage.tsx')).StrategyStage,
);

/** The strategy lab: classifiers train side by side, each under its own recipe. */
export function StrategyPage() {
  const lab = use(useOpened());
  return (
    <StrategyContext value={lab}>
      <Opened lab={lab} />
    </StrategyContext>
  );
}

function useOpened(): Promise<StrategyLab> {
  const openStrategy = useOpenStrategy();
  return useMemo(() => openStrategy(), [openStrategy]);
}

function Opened({ lab }: { readonly lab: StrategyLab }) {
  const narrow = useMedia('(max-width: 899px)');
  const library = useLibrary();
  useEffect(() => syncStrategyAddress(lab, library), [lab, library]);
  useStrategyKeys(lab);
  useDroppedImages(lab);
  useStrategyTitle(lab);
  useResumedTeams();
  const found = useRecording();
  const recorded = found === 'coming' ? null : found;
  const run = useShownRun();
  const shown = run ?? recorded?.shown ?? null;
  const recording = recorded && <Recording words={recordingSentence(recorded.recording)} />;
  const isComing = useIsComing(found === 'coming');
  return (
    <>
      <h1 className="visually-hidden">The strategy lab</h1>
      <StrategyTransport narrow={narrow} />
      <StrategyStatus />
      {narrow ? (
        <Tabbed shown={shown} recording={recording} isComing={isComing} />
      ) : (
        <Columns shown={shown} recording={recording} isComing={isComing} />
      )}
    </>
  );
}

/** Goes on with an evolution of teams that this tab computed before a reload, whichever part of the page is shown. */
function useResumedTeams(): void {
  const openTeams = useOpenTeams();
  useEffect(() => {
    // An evolution that cannot be loaded is reported where it is shown.
    if (rememberedTeams()) openTeams().catch(() => {});
  }, [openTeams]);
}

/** Tells whether it is still open what is to be seen: until then nothing is shown, which would only be pushed away. */
function useIsComing(isRecordingComing: boolean): boolean {
  const isLoading = useStrategyState(({ draft, status }) => !draft && status.kind === 'loading');
  return isLoading || isRecordingComing;
}

/** The run that is shown; null before any was begun. */
function useShownRun(): ShownRun | null {
  const run = useStrategyState((state) => state.run);
  const config = useStrategyState((state) => state.config);
  const started = useStrategyState((state) => state.started);
  const intervals = useStrategyState((state) => state.intervals);
  const finished = useStrategyState((state) => state.finished);
  return useMemo(
    () => config && { run, config, started, intervals, finished, isRecorded: false },
    [run, config, started, intervals, finished],
  );
}

interface Parts {
  readonly shown: ShownRun | null;
  readonly recording: React.ReactNode;
  /** True when it is not known yet what is to be seen. */
  readonly isComing: boolean;
}

function Columns({ shown, recording, isComing }: Parts) {
  const [setupShown, setSetupShown] = useState(true);
  return (
    <LabColumns
      width="wide"
      isSetUpShown={setupShown}
      onShowSetUp={() => setSetupShown(true)}
      setUp={<StrategySetup onCollapse={() => setSetupShown(false)} />}
    >
      <div className={styles['centre']}>
        {isComing ? (
          <Coming words={SETTING_UP} />
        ) : (
          <>
            <Above recording={recording} isSetUpShown={setupShown} />
            <Rows shown={shown} />
            <WheelPart shown={shown} />
            {shown && <CompareTable shown={shown} />}
            <Decisions shown={shown} />
            {shown && <Charts shown={shown} />}
            <Stage shown={shown} />
            <ExperimentsPart />
            <Method />
          </>
        )}
      </div>
    </LabColumns>
  );
}

type Tab = 'watch' | 'rows' | 'charts' | 'setup';

const TABS: readonly PhoneTab<Tab>[] = [
  { tab: 'watch', label: 'Watch', icon: 'watch' },
  { tab: 'rows', label: 'Rows', icon: 'tree' },
  { tab: 'charts', label: 'Charts', icon: 'chart' },
  { tab: 'setup', label: 'Setup', icon: 'setup' },
];

function Tabbed({ shown, recording, isComing }: Parts) {
  const [tab, setTab] = useState<Tab>(isAnyWanted() ? 'charts' : 'rows');
  const onPaper = useOnPaper();
  const isAsked = useStrategyState(({ deciding }) => deciding !== null);
  const isPlanBrought = useStrategyState(({ broughtPlan }) => broughtPlan !== null);
  useEffect(() => {
    if (isPlanBrought) setTab('charts'); // there teams evolve
  }, [isPlanBrought]);
  const shows = (part: Tab) => !isComing && (tab === part || onPaper);
  return (
    <>
      <main id="main" tabIndex={-1} className={styles['tabbed']}>
        {isComing ? (
          tab !== 'setup' && <Coming words={SETTING_UP} />
        ) : (
          <Above recording={shows('rows') && recording} isSetUpShown={tab === 'setup'} />
        )}
        {isAsked && <WheelPart shown={shown} />}
        {shows('watch') && <Stage shown={shown} />}
        {shows('rows') && (
          <>
            <Rows shown={shown} />
            {!isAsked && <WheelPart shown={shown} />}
            {shown && <CompareTable shown={shown} />}
            <Decisions shown={shown} />
            <Method />
          </>
        )}
        {shows('charts') && <ExperimentsPart />}
        {shows('charts') && <Charts shown={shown} />}
        {tab === 'setup' && (
          <>
            <section aria-label="Seed, speed and device" className={transport['second']}>
              <StrategySeed />
              <StrategySpeed />
              <StrategyDevice narrow />
            </section>
            <Boundary what="The set-up">
              <StrategySetup />
            </Boundary>
          </>
        )}
      </main>
      <PhoneTabs tabs={TABS} shown={tab} onShow={setTab} />
    </>
  );
}

function Above({
  recording,
  isSetUpShown,
}: Pick<Parts, 'recording'> & { readonly isSetUpShown: boolean }) {
  const hasReference = useStrategyState((state) => state.reference !== null);
  return (
    <>
      <StrategyNotices />
      <OwnNotices isSetUpShown={isSetUpShown} />
      {hasReference && <SenderCard />}
      {recording}
    </>
  );
}

const SETTING_UP = 'Setting up …';

/** Room for what is not there yet. */
const Coming = ({ words }: { readonly words: string }) => (
  <div className={own['coming']}>{words}</div>
);

/** Says what the recording shows, and leads to the same run live. */
function Recording({ words }: { readonly words: string }) {
  const lab = useStrategy();
  return (
    <section aria-label="What is seen" className={own['recording']}>
      <p>{words}</p>
      <Button look="solid" onClick={() => lab.start()}>
        <Icon name="play" /> Run it live
      </Button>
    </section>
  );
}

const Rows = ({ shown }: Pick<Parts, 'shown'>) => (
  <Boundary what="The rows">
    <RowsPanel shown={shown} />
  </Boundary>
);

const WheelPart = ({ shown }: Pick<Parts, 'shown'>) => (
  <Boundary what="The wheel">
    <Wheel shown={shown} />
  </Boundary>
);

const NO_PROPS = {};

const ExperimentsPart = () => (
  <>
    <Boundary what="The experiments">
      <Later part={EXPERIMENTS} props={NO_PROPS} />
    </Boundary>
    <Boundary what="The evolution of teams">
      <Later part={EVOLVE} props={NO_PROPS} />
    </Boundary>
  </>
);

const Stage = ({ shown }: Pick<Parts, 'shown'>) => (
  <Boundary what="The stage">
    <Later part={STAGE} props={{ shown }} meanwhile={<Coming words="Loading the images …" />} />
  </Boundary>
);
