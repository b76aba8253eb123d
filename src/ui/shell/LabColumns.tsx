import type { ReactNode } from 'react';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon, type IconName } from '../parts/Icon.tsx';
import styles from './LabPage.module.css';

/** Columns of a lab in a wide window: the set-up, which can make room for the rest, and its children. */
export const LabColumns = ({
  width,
  isSetUpShown,
  onShowSetUp,
  setUp,
  children,
}: {
  readonly width: 'tight' | 'wide' | 'spacious';
  readonly isSetUpShown: boolean;
  readonly onShowSetUp: () => void;
  readonly setUp: ReactNode;
  readonly children: ReactNode;
}) => (
  <main
    id="main"
    tabIndex={-1}
    className={styles['columns']}
    data-setup={isSetUpShown}
    data-width={width}
  >
    {isSetUpShown ? (
      <div className={styles['setup']}>
        <Boundary what="The set-up">{setUp}</Boundary>
      </div>
    ) : (
      <div className={styles['rail']}>
        <Button square aria-label="Show the set-up" title="Show the set-up" onClick={onShowSetUp}>
          <Icon name="setup" />
        </Button>
      </div>
    )}
    {children}
  </main>
);

export interface PhoneTab<T extends string> {
  readonly tab: T;
  readonly label: string;
  readonly icon: IconName;
}

/** Tabs at the lower edge of a phone, of which one part of a lab is shown at a time. */
export const PhoneTabs = <T extends string>({
  tabs,
  shown,
  onShow,
}: {
  readonly tabs: readonly PhoneTab<T>[];
  readonly shown: T | undefined;
  readonly onShow: (tab: T) => void;
}) => (
  <nav aria-label="Parts of the lab" className={styles['tabs']}>
    {tabs.map(({ tab, label, icon }) => (
      <button
        key={tab}
        type="button"
        aria-current={shown === tab ? 'true' : undefined}
        onClick={() => {
          onShow(tab);
          scrollTo({ top: 0 });
        }}
      >
        <Icon name={icon} size={20} />
        {label}
      </button>
    ))}
  </nav>
);
