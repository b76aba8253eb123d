import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import styles from './Library.module.css';
import type { Outcome } from './use-run-actions.ts';

/** Outcomes of actions on this page, the newest last, with undo where it is possible. */
export function Outcomes({
  outcomes,
  busy,
  onDismiss,
}: {
  readonly outcomes: readonly Outcome[];
  readonly busy: string | null;
  readonly onDismiss: (id: number) => void;
}) {
  return (
    <div className={styles['outcomes']}>
      <p role="status" className={busy === null ? 'visually-hidden' : styles['busy']}>
        {busy !== null && `${busy} …`}
      </p>
      {outcomes.map(({ id, tone, text, details, next }) => (
        <div
          key={id}
          role={tone === 'problem' ? 'alert' : 'status'}
          className={styles['outcome']}
          data-tone={tone}
        >
          <Icon name={tone === 'problem' ? 'warning' : 'check'} />
          <div className={styles['said']}>
            <p>{text}</p>
            {details.length > 0 && (
              <ul>
                {details.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </div>
          {next && (
            <Button look="outlined" onClick={next.do}>
              {next.label}
            </Button>
          )}
          <Button square aria-label="Dismiss" onClick={() => onDismiss(id)}>
            <Icon name="close" />
          </Button>
        </div>
      ))}
    </div>
  );
}
