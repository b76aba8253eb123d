import { lazy, Suspense, useId, useState } from 'react';
import type { Individual } from '#protocol/messages.ts';
import type { Cell, History } from '#store/history/history.ts';
import { isTested } from '#store/history/newborn.ts';
import { otherEngine } from '#store/lab/branching.ts';
import { keepAgent } from '#store/lab/founding.ts';
import { useLibrary } from '../library/library-context.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useIsTakenOut } from '../shell/focus-cell.ts';
import { useEnvironment, useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';

const GameDialog = lazy(async () => ({
  default: (await import('../play/GameDialog.tsx')).GameDialog,
}));

const BranchDialog = lazy(async () => ({
  default: (await import('./BranchDialog.tsx')).BranchDialog,
}));

/** Actions on an agent: keep it, compare it, or branch the run where it lived. */
export function Actions({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const lab = useLab();
  const library = useLibrary();
  const [branching, setBranching] = useState(false);
  const [words, setWords] = useState('');
  const [rival, setRival] = useState<Individual | null>(null);
  const isGame = useEnvironment()?.duel === true;
  const busy = useLabState(
    ({ status, recomputingTo }) =>
      recomputingTo !== null || status.kind === 'starting' || status.kind === 'loading',
  );
  const isBeside = useLabState(
    ({ beside }) => beside?.agent === cell.agent && beside.generation === cell.generation,
  );
  const other = useLabState(otherEngine);
  const lives = lab.lives(cell.agent);
  const takenOut = useIsTakenOut(cell.agent);
  const tested = isTested(history, cell);
  const why = useId();
  const keep = async () => {
    const problem = await keepAgent(lab, library, cell);
    setWords(problem ?? `Agent ${cell.agent} is in the freezer.`);
  };
  const play = async () => {
    const individual = await lab.requests.keep(cell.agent);
    setRival(individual);
    setWords(individual ? '' : `Agent ${cell.agent} lives no more.`);
  };
  return (
    <div className={styles['actions']}>
      <div className={styles['tools']}>
        <Button
          look="outlined"
          disabled={busy || other !== null}
          aria-label="Branch from here"
          aria-describedby={other === null ? undefined : why}
          title="Go on from this generation under other settings, as a new run"
          onClick={() => setBranching(true)}
        >
          <Icon name="branch" /> Branch
        </Button>
        <Button
          look="outlined"
          disabled={!lives}
          title="Keep a copy of it, weights included"
          aria-describedby={lives ? undefined : why}
          onClick={keep}
        >
          <Icon name="keep" /> Keep
        </Button>
        {isGame && (
          <Button
            look="outlined"
            disabled={!lives}
            aria-describedby={lives ? undefined : why}
            onClick={play}
          >
            <Icon name="play" /> Play against it
          </Button>
        )}
        <Button
          look="outlined"
          aria-pressed={isBeside}
          disabled={!tested}
          title="Set it beside the next agent that is chosen. Or hold Shift and choose another: it is set beside this one"
          aria-describedby={tested ? undefined : why}
          onClick={() => lab.setBeside(isBeside ? null : cell)}
        >
          <Icon name="swap" /> Compare
        </Button>
      </div>
      <p id={why} className={styles['caution']}>
        {other && `${other} `}
        {!lives && !takenOut && 'It cannot be kept any more: only the living have their weights. '}
        {!tested && 'It can be compared when it has been evaluated.'}
      </p>
      <p role="status" className={styles['caution']}>
        {words}
      </p>
      {rival && (
        <Suspense>
          <GameDialog
            name={`agent ${rival.agent}`}
            individual={rival}
            onClose={() => setRival(null)}
          />
        </Suspense>
      )}
      {branching && (
        <Suspense>
          <BranchDialog
            history={history}
            generation={cell.generation}
            onClose={() => setBranching(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
