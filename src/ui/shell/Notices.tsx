import { generationNumber } from '#core/generation-number.ts';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from './lab-context.ts';
import { NoticeList } from './NoticeList.tsx';

/** Notices of the main lab. */
export function Notices() {
  const lab = useLab();
  const status = useLabState((state) => state.status);
  const notices = useLabState((state) => state.notices);
  const kept = useLabState((state) => state.kept);
  return (
    <NoticeList
      status={status}
      kept={kept === null ? null : `All before generation ${generationNumber(kept)} was kept.`}
      waysOn={
        <Button look="solid" onClick={() => lab.retry()}>
          {kept === null ? 'Start again' : `Go on from generation ${generationNumber(kept)}`}
        </Button>
      }
      notices={notices}
      onDismiss={lab.dismiss}
    />
  );
}
