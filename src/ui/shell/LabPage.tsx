import { useState } from 'react';
import { ChartsPanel } from '../charts/ChartsPanel.tsx';
import { LineagePanel } from '../genealogy/LineagePanel.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Boundary } from '../parts/Boundary.tsx';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { useMedia } from '../parts/use-media.ts';
import { Setup } from '../setup/Setup.tsx';
import { StagePanel } from '../stage/StagePanel.tsx';
import styles from './LabPage.module.css';
import { LiveStatus } from './LiveStatus.tsx';
import { Notices } from './Notices.tsx';
import { SeedAndSpeed, Transport } from './Transport.tsx';

type Tab = 'watch' | 'tree' | 'charts' | 'setup';

const TABS: readonly { readonly tab: Tab; readonly label: string; readonly icon: IconName }[] = [
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
      <Transport narrow={narrow} />
      <LiveStatus />
      {narrow ? <Tabbed /> : <Columns />}
    </>
  );
}

function Columns() {
  return (
    <main id="main" tabIndex={-1} className={styles['columns']}>
      <div className={styles['setup']}>
        <Boundary what="The set-up">
          <Setup />
        </Boundary>
      </div>
      <div className={styles['centre']}>
        <Notices />
        <Boundary what="The stage">
          <StagePanel />
        </Boundary>
        <Boundary what="The genealogy">
          <LineagePanel />
        </Boundary>
        <Boundary what="The chart">
          <ChartsPanel />
        </Boundary>
      </div>
      <div className={styles['inspector']}>
        <Boundary what="The agent">
          <Inspector />
        </Boundary>
      </div>
    </main>
  );
}

function Tabbed() {
  const [tab, setTab] = useState<Tab>('watch');
  return (
    <>
      <main id="main" tabIndex={-1} className={styles['tabbed']}>
        <Notices />
        {tab === 'watch' && (
          <>
            <Boundary what="The stage">
              <StagePanel />
            </Boundary>
            <Boundary what="The agent">
              <Inspector />
            </Boundary>
          </>
        )}
        {tab === 'tree' && (
          <Boundary what="The genealogy">
            <LineagePanel />
          </Boundary>
        )}
        {tab === 'charts' && (
          <Boundary what="The chart">
            <ChartsPanel />
          </Boundary>
        )}
        {tab === 'setup' && (
          <>
            <SeedAndSpeed />
            <Boundary what="The set-up">
              <Setup />
            </Boundary>
          </>
        )}
      </main>
      <nav aria-label="Parts of the lab" className={styles['tabs']}>
        {TABS.map(({ tab: to, label, icon }) => (
          <button
            key={to}
            type="button"
            aria-current={tab === to ? 'true' : undefined}
            onClick={() => {
              setTab(to);
              scrollTo({ top: 0 });
            }}
          >
            <Icon name={icon} size={20} />
            {label}
          </button>
        ))}
      </nav>
    </>
  );
}
