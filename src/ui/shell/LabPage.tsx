import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { accessTo } from '#store/lab/access.ts';
import type { LabState } from '#store/lab/lab-state.ts';
import type { Tab } from '#store/lab/view-state.ts';
import { LineagePanel } from '../genealogy/LineagePanel.tsx';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Later, lazyPart } from '../parts/lazy-part.tsx';
import { useEscape } from '../parts/use-escape.ts';
import { useMedia, useOnPaper } from '../parts/use-media.ts';
import type { SetupProps } from '../setup/SetupPanel.tsx';
import { StagePanel } from '../stage/StagePanel.tsx';
import { Access } from './Access.tsx';
import { LabColumns, type PhoneTab, PhoneTabs } from './LabColumns.tsx';
import styles from './LabPage.module.css';
import { LiveStatus } from './LiveStatus.tsx';
import { useLab, useLabState } from './lab-context.ts';
import { Notices } from './Notices.tsx';
import { type SheetProps, useSheetHeight } from './sheet-height.ts';
import { SeedAndSpeed, Transport } from './Transport.tsx';
import { WaitingLink } from './WaitingLink.tsx';

/** Parts for which the transport, the stage and the genealogy do not wait. */
const PrintedSettings = lazy(async () => ({
  default: (await import('./PrintedSettings.tsx')).PrintedSettings,
}));
const SETUP = lazyPart<SetupProps>(async () => (await import('../setup/Setup.tsx')).Setup);
const INSPECTOR = lazyPart(async () => (await import('../inspector/Inspector.tsx')).Inspector);
const INSPECTOR_SHEET = lazyPart<SheetProps>(
  async () => (await import('../inspector/InspectorSheet.tsx')).InspectorSheet,
);
const CHARTS = lazyPart(async () => (await import('../charts/ChartsPanel.tsx')).ChartsPanel);
// A failure shows where the part is drawn, which asks for it again.
for (const part of [SETUP, INSPECTOR]) part.load().catch(() => undefined);

const LinkBanners = lazy(async () => ({
  default: (await import('../share/LinkBanners.tsx')).LinkBanners,
}));

const TABS: readonly PhoneTab<Tab>[] = [
  { tab: 'watch', label: 'Watch', icon: 'watch' },
  { tab: 'tree', label: 'Tree', icon: 'tree' },
  { tab: 'charts', label: 'Charts', icon: 'chart' },
  { tab: 'setup', label: 'Setup', icon: 'setup' },
];

/** The main lab: three columns where there is room, four tabs on a phone. */
export function LabPage() {
  const narrow = useMedia('(max-width: 899px)');
  return (
    <>
      <h1 className="visually-hidden">The lab</h1>
      <Transport narrow={narrow} />
      <LiveStatus />
      {narrow ? <Tabbed /> : <Columns />}
      <Suspense>
        <PrintedSettings />
      </Suspense>
    </>
  );
}

/** Setup, what is seen, the agent; the charts beside them where the window is very wide, the agent in a drawer where it is not. */
function Columns() {
  const spacious = useMedia('(min-width: 1800px)');
  const tight = useMedia('(max-width: 1439px)');
  const [setupShown, setSetupShown] = useState(true);
  const hasCharts = useLabState((state) => accessTo(state, 'charts') !== 'hidden');
  const hasAgent = useLabState((state) => accessTo(state, 'inspector') !== 'hidden');
  return (
    <LabColumns
      width={spacious ? 'spacious' : tight ? 'tight' : 'wide'}
      isSetUpShown={setupShown}
      onShowSetUp={() => setSetupShown(true)}
      setUp={<Later part={SETUP} props={{ onCollapse: () => setSetupShown(false) }} />}
    >
      <div className={styles['centre']}>
        <Notices />
        <WaitingLink />
        <FromLink />
        <Stage />
        <Tree />
        {!spacious && <Charts />}
      </div>
      {spacious && hasCharts && (
        <div className={styles['charts']}>
          <Charts />
        </div>
      )}
      {hasAgent && tight && <Drawer />}
      {hasAgent && !tight && (
        <div className={styles['inspector']}>
          <Agent />
        </div>
      )}
    </LabColumns>
  );
}

/** The agent, over the right edge; it opens when one is selected. */
function Drawer() {
  const agent = useLabState((state) => state.selection?.agent);
  const [open, setOpen] = useState(agent !== undefined);
  const [seen, setSeen] = useState(agent);
  if (agent !== seen) {
    setSeen(agent);
    if (agent !== undefined) setOpen(true);
  }
  const drawer = useRef<HTMLElement>(null);
  const [leftInside, setLeftInside] = useState(false);
  const close = () => {
    setLeftInside(drawer.current?.contains(document.activeElement) ?? false);
    setOpen(false);
  };
  useEscape(open, close);
  return open ? (
    <aside ref={drawer} aria-label="The agent" className={styles['drawer']}>
      <Button
        square
        look="outlined"
        className={styles['close']}
        aria-label="Close the agent’s drawer"
        title="Close"
        onClick={close}
      >
        <Icon name="close" />
      </Button>
      <Agent />
    </aside>
  ) : (
    <Button
      look="outlined"
      className={styles['handle']}
      // The focus was in what has just closed.
      autoFocus={leftInside}
      onClick={() => setOpen(true)}
    >
      <Icon name="back" />
      Agent
    </Button>
  );
}

/** Time that the charts of a tab that was not opened wait for what is looked at; then paper may have them, ms. */
const CHARTS_MS = 2000;

function Tabbed() {
  const lab = useLab();
  const tab = useLabState((state) => state.tab);
  // As text, so that it is the same until something changes.
  const open = useLabState((state) =>
    TABS.filter((each) => isOpen(state, each.tab))
      .map((each) => each.tab)
      .join(),
  );
  const tabs = TABS.filter((each) => open.split(',').includes(each.tab));
  const shown = tabs.find((each) => each.tab === tab)?.tab ?? tabs[0]?.tab;
  // On paper one part lies below the other, as in a wide window.
  const onPaper = useOnPaper();
  const shows = (part: Tab) => shown === part || onPaper;
  const hasCharts = open.includes('charts');
  useEffect(() => {
    if (!hasCharts) return;
    // If it fails, it is asked for again when it is looked at, and then says so.
    const timer = setTimeout(() => void CHARTS.load().catch(() => undefined), CHARTS_MS);
    return () => clearTimeout(timer);
  }, [hasCharts]);
  return (
    <>
      <main id="main" tabIndex={-1} className={styles['tabbed']}>
        <Notices />
        <WaitingLink />
        <FromLink />
        {shows('watch') && <Stage />}
        {shows('tree') && <Tree />}
        {shows('charts') && <Charts />}
        {onPaper && <Agent />}
        {shown === 'setup' && (
          <>
            <SeedAndSpeed />
            <Boundary what="The set-up">
              <Later part={SETUP} props={{}} />
            </Boundary>
          </>
        )}
      </main>
      {shown !== 'setup' && !onPaper && (
        <Access names={['inspector']}>
          <AgentSheet />
        </Access>
      )}
      <PhoneTabs tabs={tabs} shown={shown} onShow={(to) => lab.setTab(to)} />
    </>
  );
}

function AgentSheet() {
  const props = useSheetHeight();
  return (
    <Boundary what="The agent">
      <Later part={INSPECTOR_SHEET} props={props} />
    </Boundary>
  );
}

/** Tells whether anything of a tab is shown. */
function isOpen(state: LabState, tab: Tab): boolean {
  const shows = (name: string) => accessTo(state, name) !== 'hidden';
  switch (tab) {
    case 'watch':
      return shows('stage') || shows('inspector');
    case 'tree':
    case 'charts':
      return shows(tab);
    case 'setup':
      return true;
    default:
      return tab satisfies never;
  }
}

/** Banners of the opened link, if it brought any. */
function FromLink() {
  const isThere = useLabState(
    ({ reference, controls, preview }) =>
      reference !== null ||
      preview !== null ||
      controls.lesson !== undefined ||
      controls.hidden.length + controls.locked.length > 0,
  );
  return (
    isThere && (
      <Suspense>
        <LinkBanners />
      </Suspense>
    )
  );
}

const Stage = () => (
  <Access names={['stage']}>
    <Boundary what="The stage">
      <StagePanel />
    </Boundary>
  </Access>
);

const Tree = () => (
  <Access names={['tree']}>
    <Boundary what="The genealogy">
      <LineagePanel />
    </Boundary>
  </Access>
);

const Charts = () => (
  <Access names={['charts']}>
    <Boundary what="The chart">
      <Later
        part={CHARTS}
        props={{}}
        meanwhile={<div className={styles['coming']}>Loading the charts …</div>}
      />
    </Boundary>
  </Access>
);

const Agent = () => (
  <Access names={['inspector']}>
    <Boundary what="The agent">
      <Later part={INSPECTOR} props={{}} />
    </Boundary>
  </Access>
);
