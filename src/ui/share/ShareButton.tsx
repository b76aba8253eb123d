import { lazy, Suspense, useState } from 'react';
import { ALL_OPEN } from '#protocol/controls.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useMedia } from '../parts/use-media.ts';
import { useLabState } from '../shell/lab-context.ts';

const ShareDialog = lazy(async () => ({
  default: (await import('./ShareDialog.tsx')).ShareDialog,
}));

/** Opens the dialog in which a link is made. What a teacher chose there stays until the page is left. */
export function ShareButton() {
  const isThere = useLabState((state) => state.draft !== null);
  const narrow = useMedia('(max-width: 599px)');
  const [isShown, setShown] = useState(false);
  const [controls, setControls] = useState(ALL_OPEN);
  return (
    <>
      <Button
        look="outlined"
        square={narrow}
        disabled={!isThere}
        aria-haspopup="dialog"
        onClick={() => setShown(true)}
        title="Share this run by a link"
      >
        <Icon name="share" />
        <span className={narrow ? 'visually-hidden' : undefined}>Share</span>
      </Button>
      {isShown && (
        <Suspense>
          <ShareDialog
            controls={controls}
            onControls={setControls}
            onClose={() => setShown(false)}
          />
        </Suspense>
      )}
    </>
  );
}
