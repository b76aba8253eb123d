import { lazy, useState } from 'react';
import { ALL_OPEN } from '#protocol/controls.ts';
import { useMedia } from '../parts/use-media.ts';
import { useLabState } from '../shell/lab-context.ts';
import { OpenShare } from './OpenShare.tsx';

const ShareDialog = lazy(async () => ({
  default: (await import('./ShareDialog.tsx')).ShareDialog,
}));

/** Shares a run of the main lab. A teacher's choices in the dialog stay until the page is left. */
export function ShareButton() {
  const isThere = useLabState((state) => state.draft !== null);
  const narrow = useMedia('(max-width: 599px)');
  const [controls, setControls] = useState(ALL_OPEN);
  return (
    <OpenShare
      isThere={isThere}
      narrow={narrow}
      dialog={(onClose) => (
        <ShareDialog controls={controls} onControls={setControls} onClose={onClose} />
      )}
    />
  );
}
