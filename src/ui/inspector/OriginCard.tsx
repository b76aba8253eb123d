import { useState } from 'react';
import type { Origin } from '#archive/run-record.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { History } from '#store/history/history.ts';
import { openRun } from '#store/library/open-run.ts';
import { useLibrary } from '../library/library-context.ts';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';
import { ReplayComparison } from './ReplayComparison.tsx';

/** Card on where the run shown comes from, if not from its settings alone. */
export function OriginCard({ history }: { readonly history: History | null }) {
  const origin = useLabState((state) => state.origin);
  const recomputingTo = useLabState((state) => state.recomputingTo);
  if (!origin) return null;
  return (
    <section className={styles['origin']} aria-label="Where this run comes from">
      <p>{words(origin)}</p>
      {origin.kind !== 'kept' && origin.run !== null && <Back run={origin.run} />}
      {recomputingTo !== null && (
        <p role="status">
          Generations up to {recomputingTo} are being made again; then the run goes its own way.
        </p>
      )}
      {origin.kind === 'replay' && history && (
        <ReplayComparison history={history} original={origin.fitness} />
      )}
    </section>
  );
}

function words(origin: Origin): string {
  switch (origin.kind) {
    case 'branch':
      return origin.generation === 0
        ? 'Branched off at the very beginning of another run: the same founders, under other settings.'
        : `Branched off at generation ${generationNumber(origin.generation)}: those before it are another run's.`;
    case 'replay':
      return `One agent follows the recipe of agent ${origin.agent} up to generation ${generationNumber(origin.generation)}.`;
    case 'kept':
      return `All founders are copies of a kept agent, ${origin.name}. Their optimizers began anew.`;
    default:
      return origin satisfies never;
  }
}

/** Opens the run that it comes from. */
function Back({ run }: { readonly run: string }) {
  const lab = useLab();
  const library = useLibrary();
  const [problem, setProblem] = useState<string | null>(null);
  const open = async () => setProblem(await openRun(lab, library, run, { paused: true }));
  return (
    <>
      <Button look="outlined" className={styles['back']} onClick={open}>
        Open that run
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </>
  );
}
