import { counted } from '#core/counted.ts';
import { missingImages } from '#store/strategy/strategy-state.ts';
import { Button } from '../parts/Button.tsx';
import { NoticeList } from '../shell/NoticeList.tsx';
import styles from '../shell/Notices.module.css';
import { MadeByOther, MissingTeams } from './OtherVersion.tsx';
import { useStrategy, useStrategyState } from './strategy-context.ts';

/** Notices of the strategy lab. */
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
    <NoticeList
      status={status}
      kept={
        kept === null
          ? null
          : `${counted(kept, 'interval')} of it ${kept === 1 ? 'was' : 'were'} kept.`
      }
      waysOn={
        <>
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
        </>
      }
      notices={notices}
      onDismiss={lab.dismiss}
    >
      <MadeByOther />
      <MissingTeams />
      <Waiting />
    </NoticeList>
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
