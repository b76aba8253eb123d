import { lazy, Suspense, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { useStrategyState } from '../strategy-context.ts';

const StrategyShareDialog = lazy(async () => ({
  default: (await import('./StrategyShareDialog.tsx')).StrategyShareDialog,
}));

/** Opens the dialog in which a link is made. */
export function ShareStrategy({ narrow }: { readonly narrow: boolean }) {
  const isThere = useStrategyState((state) => state.draft !== null);
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
      {isShown && (
        <Suspense>
          <StrategyShareDialog onClose={() => setShown(false)} />
        </Suspense>
      )}
    </>
  );
}
