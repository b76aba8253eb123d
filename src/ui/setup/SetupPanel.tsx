import type { ReactNode } from 'react';
import { counted } from '#core/counted.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import styles from './Setup.module.css';

export interface SetupProps {
  /** Makes room for the rest, where it can. */
  readonly onCollapse?: (() => void) | undefined;
}

/** Frame of a lab's set-up, with steps back and forth; `children`: null while the engine is loading. */
export const SetupPanel = ({
  timeline: { past, future },
  lab,
  onCollapse,
  children,
}: SetupProps & {
  readonly timeline: { readonly past: readonly unknown[]; readonly future: readonly unknown[] };
  readonly lab: { readonly undo: () => void; readonly redo: () => void };
  readonly children: ReactNode;
}) => (
  <Panel
    title="Set-up"
    aside={
      <>
        <Button
          square
          disabled={past.length === 0}
          aria-label="Undo the last change of the set-up"
          title="Undo (Ctrl+Z)"
          onClick={lab.undo}
        >
          <Icon name="undo" />
        </Button>
        <Button
          square
          disabled={future.length === 0}
          aria-label="Redo the change of the set-up"
          title="Redo (Ctrl+Shift+Z)"
          onClick={lab.redo}
        >
          <Icon name="redo" />
        </Button>
        {onCollapse && (
          <Button square aria-label="Hide the set-up" title="Hide the set-up" onClick={onCollapse}>
            <Icon name="collapse" />
          </Button>
        )}
      </>
    }
    className={styles['setup']}
  >
    {children ?? <p className={styles['loading']}>The engine is loading…</p>}
  </Panel>
);

/** Fields that are folded up under their title, with a summary of them, or how many of them are wrong. */
export const FoldedFields = ({
  title,
  wrong,
  summary,
  children,
}: {
  readonly title: ReactNode;
  readonly wrong: number;
  readonly summary: string;
  readonly children: ReactNode;
}) => (
  <details className={styles['group']}>
    <summary>
      <span className={styles['groupTitle']}>{title}</span>
      {wrong > 0 ? (
        <span className={styles['groupWrong']}>{counted(wrong, 'problem')}</span>
      ) : (
        <span className={styles['groupSummary']}>{summary}</span>
      )}
    </summary>
    <div className={styles['fields']}>{children}</div>
  </details>
);
