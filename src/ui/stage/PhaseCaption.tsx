import { useEffect, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import type { Phase } from '#protocol/messages.ts';
import { TermsSoon } from '../about/TermsSoon.tsx';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import { choosePace } from '../shell/remembered-pace.ts';
import styles from './Stage.module.css';

const CAPTIONS: Readonly<Record<Phase, readonly [string, string]>> = {
  train: ['Training', 'every agent acts, and learns from what comes of it'],
  evaluate: ['Evaluation', 'each plays test episodes; their mean return is its fitness'],
  select: ['Selection', 'tournaments choose who has offspring; the best stays'],
  mutate: ['Mutation', 'each offspring is changed in one way, or not at all'],
};
const TURN = 2400; // ms, for which it is told how a generation came to be

/** The phase in a sentence, where a run goes slowly enough to be followed, with a button for full speed. */
export function PhaseCaption() {
  const lab = useLab();
  const kind = useLabState((state) => state.status.kind);
  const guided = useLabState((state) => state.pace === 'guided');
  const phase = useLabState((state) => state.progress?.phase);
  const hasTurned = useTurned();
  const followed = kind === 'running' && guided;
  const [title, words] = CAPTIONS[phase ?? 'train'];
  return (
    <p className={styles['caption']}>
      {followed && (
        <>
          <span>{hasTurned ?? <Told title={title} words={words} />}</span>
          <Button look="outlined" onClick={() => choosePace(lab, null)}>
            Full speed
          </Button>
        </>
      )}
      {kind === 'paused' && (
        <span>
          <Told title={title} words={words} />
        </span>
      )}
    </p>
  );
}

const Told = ({ title, words }: { readonly title: string; readonly words: string }) => (
  <>
    <strong>{title}</strong>: <TermsSoon text={words} />
  </>
);

/**
 * Tells for a while after a generation was chosen how it was; choosing and mutating take too little time to be told
 * while they last.
 */
function useTurned() {
  const generations = useLabState((state) => state.generations);
  const run = useLabState((state) => state.run);
  const [told, setTold] = useState({ run, generations });
  const isNew = generations > 0 && (told.run !== run || told.generations < generations);
  useEffect(() => {
    const timer = setTimeout(() => setTold({ run, generations }), TURN);
    return () => clearTimeout(timer);
  }, [run, generations]);
  if (!isNew) return null;
  return (
    <>
      <strong>Selection and mutation</strong>: the fitter have offspring, most a little changed:
      generation {generationNumber(generations)}
    </>
  );
}
