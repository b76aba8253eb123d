import { counted } from '#core/counted.ts';
import { missingImages } from '#store/strategy/strategy-state.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import styles from '../shell/Notices.module.css';
import { useStrategy, useStrategyState } from './strategy-context.ts';

/** Notices above everything else: failures, refusals, links. */
export function StrategyNotices() {
  const lab = useStrategy();
  const status = useStrategyState((state) => state.status);
  const notices = useStrategyState((state) => state.notices);
  const kept = useStrategyState(({ checkpoint }) => checkpoint?.interval ?? null);
  // A run that goes on cannot change its device.
  const lacksGpu = useStrategyState(
    ({ deviceChoice, status: { kind }, started }) =>
      kind === 'failed' && deviceChoice === 'webgpu' && started === null,
  );
  return (
    <div className={styles['notices']}>
      {status.kind === 'failed' && (
        <div role="alert" className={styles['problem']}>
          <Icon name="warning" />
          <p>
            <strong>The run failed ({status.during}).</strong> {sentence(status.message)}{' '}
            {kept === null
              ? 'Nothing of it was kept but what you see.'
              : `${counted(kept, 'interval')} of it ${kept === 1 ? 'was' : 'were'} kept.`}
          </p>
          {lacksGpu && (
            <Button
              look="solid"
              onClick={() => {
                lab.chooseDevice('auto');
                lab.retry();
              }}
            >
              Compute it with WebAssembly
            </Button>
          )}
          <Button look={lacksGpu ? 'outlined' : 'solid'} onClick={() => lab.retry()}>
            {kept === null ? 'Start again' : `Go on from interval ${kept + 1}`}
          </Button>
          {kept !== null && (
            <Button look="outlined" onClick={() => lab.beginAnew()}>
              Begin anew
            </Button>
          )}
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
          <Button square aria-label="Dismiss" onClick={() => lab.dismiss(id)}>
            <Icon name="close" />
          </Button>
        </div>
      ))}
      <Waiting />
    </div>
  );
}

/** Says that what a link has set up runs at a word. A link with a result says so itself. */
function Waiting() {
  const lab = useStrategy();
  const isShown = useStrategyState(({ waiting, reference }) => waiting && reference === null);
  const isRight = useStrategyState(
    (state) => state.problems.length === 0 && missingImages(state) === null,
  );
  if (!isShown) return null;
  return (
    <div role="status" className={styles['notice']}>
      <p>
        <strong>A run is set up by the link.</strong> It waits for you.
      </p>
      <Button look="solid" disabled={!isRight} onClick={() => lab.start()}>
        Run it
      </Button>
    </div>
  );
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
