import type { ReactNode } from 'react';
import type { RunStatus } from '#store/lab/run-state.ts';
import type { Notice } from '#store/lab/view-state.ts';
import type { StrategyStatus } from '#store/strategy/strategy-state.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import styles from './Notices.module.css';

/** Notices above everything else in a lab: failures, refusals, links. */
export const NoticeList = ({
  status,
  kept,
  waysOn,
  notices,
  onDismiss,
  children,
}: {
  readonly status: RunStatus | StrategyStatus;
  /** Sentence on what was kept of a run that failed; null: nothing was. */
  readonly kept: string | null;
  /** Buttons for a run that failed. */
  readonly waysOn: ReactNode;
  readonly notices: readonly Notice[];
  readonly onDismiss: (notice: number) => void;
  readonly children?: ReactNode;
}) => (
  <div className={styles['notices']}>
    {status.kind === 'failed' && (
      <div role="alert" className={styles['problem']}>
        <Icon name="warning" />
        <p>
          <strong>The run failed ({status.during}).</strong> {sentence(status.message)}{' '}
          {kept ?? 'Nothing of it was kept but what you see.'}
        </p>
        {waysOn}
      </div>
    )}
    {status.kind === 'refused' && (
      <div role="alert" className={styles['problem']}>
        <Icon name="warning" />
        <p>
          <strong>This set-up cannot run.</strong>{' '}
          {status.problems.map(({ message }) => sentence(message)).join(' ')}
        </p>
      </div>
    )}
    {notices.map(({ id, text }) => (
      <div key={id} role="alert" className={styles['notice']}>
        <Icon name="warning" />
        <p>{text}</p>
        <Button square aria-label="Dismiss" onClick={() => onDismiss(id)}>
          <Icon name="close" />
        </Button>
      </div>
    ))}
    {children}
  </div>
);

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
