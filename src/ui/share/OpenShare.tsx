import { type ReactNode, Suspense, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';

/** Opens the dialog in which a link is made. */
export function OpenShare({
  isThere,
  narrow,
  dialog,
}: {
  /** True when there is something to share. */
  readonly isThere: boolean;
  readonly narrow: boolean;
  readonly dialog: (onClose: () => void) => ReactNode;
}) {
  const [isShown, setShown] = useState(false);
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
      {isShown && <Suspense>{dialog(() => setShown(false))}</Suspense>}
    </>
  );
}
