import type { ReactNode } from 'react';
import type { Verdict } from '#archive/verify.ts';
import { Button } from '../parts/Button.tsx';
import { Icon, type IconName } from '../parts/Icon.tsx';
import styles from './LinkBanners.module.css';

const SIGNS = {
  identical: 'check',
  similar: 'similar',
  different: 'warning',
} as const satisfies Record<Verdict, IconName>;

/** Verdict on a run beside the sender's. */
export const VerdictWords = ({
  verdict,
  words,
}: {
  readonly verdict: Verdict;
  readonly words: string;
}) => (
  <span className={styles['verdict']}>
    <Icon name={SIGNS[verdict]} />
    {words}
  </span>
);

/** Buttons of a result that a link holds: verify it, put it away. */
export const ResultActions = ({
  isVerified,
  isChecking,
  lab,
  children,
}: {
  readonly isVerified: boolean;
  readonly isChecking: boolean;
  readonly lab: { verify(): void; forgetReference(): void };
  readonly children?: ReactNode;
}) => (
  <div className={styles['actions']}>
    {!isChecking && (
      <Button look={isVerified ? 'outlined' : 'solid'} onClick={() => lab.verify()}>
        {isVerified ? 'Verify again' : 'Verify'}
      </Button>
    )}
    {children}
    <Button
      square
      aria-label="Put the result away"
      title="Put the result away"
      onClick={() => lab.forgetReference()}
    >
      <Icon name="close" />
    </Button>
  </div>
);
