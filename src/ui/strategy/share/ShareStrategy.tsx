import { lazy } from 'react';
import { OpenShare } from '../../share/OpenShare.tsx';
import { useStrategyState } from '../strategy-context.ts';

const StrategyShareDialog = lazy(async () => ({
  default: (await import('./StrategyShareDialog.tsx')).StrategyShareDialog,
}));

/** Shares a run of the strategy lab. */
export function ShareStrategy({ narrow }: { readonly narrow: boolean }) {
  const isThere = useStrategyState((state) => state.draft !== null);
  return (
    <OpenShare
      isThere={isThere}
      narrow={narrow}
      dialog={(onClose) => <StrategyShareDialog onClose={onClose} />}
    />
  );
}
