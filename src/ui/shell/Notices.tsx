import { generationNumber } from '#core/generation-number.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useLab, useLabState } from './lab-context.ts';
import styles from './Notices.module.css';

/** Notices above everything else: failures, refusals, links. */
export function Notices() {
  const lab = useLab();
  const status = useLabState((state) => state.status);
  const notices = useLabState((state) => state.notices);
  const kept = useLabState((state) => state.kept);
  return (
    <div className={styles['notices']}>
      {status.kind === 'failed' && (
        <div role="alert" className={styles['problem']}>
          <Icon name="warning" />
          <p>
            <strong>The run failed ({status.during}).</strong> {sentence(status.message)}{' '}
            {kept === null
              ? 'Nothing of it was kept but what you see.'
              : `All before generation ${generationNumber(kept)} was kept.`}
          </p>
          <Button look="solid" onClick={() => lab.retry()}>
            {kept === null ? 'Start again' : `Go on from generation ${generationNumber(kept)}`}
          </Button>
        </div>
      )}
      {status.kind === 'refused' && (
        <div role="alert" className={styles['problem']}>
          <Icon name="warning" />
          <p>
            <strong>This set-up cannot run.</strong>{' '}
            {status.problems.map(({ message }) => message).join(' ')}
          </p>
        </div>
      )}
      {notices.map(({ id, text }) => (
        <div key={id} role="alert" className={styles['notice']}>
          <Icon name="warning" />
          <p>{text}</p>
          <Button square aria-label="Dismiss" onClick={() => lab.dismiss(id)}>
            <Icon name="close" />
          </Button>
        </div>
      ))}
    </div>
  );
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
