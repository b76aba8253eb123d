import { useEffect, useRef, useState } from 'react';
import type { Looked, LookedImage, LookQuestion } from '#protocol/strategy-images.ts';

/** Images shown at once. */
export const SHOWN = 6;
/** Between two questions, ms at least. */
const REST_MS = 500;
/** A question that was not answered for so long is asked again, ms. */
const LOST_MS = 4000;

export interface LookProps {
  readonly run: number;
  readonly question: LookQuestion;
  /** Updates so far: after another one the row is asked again. */
  readonly step: number;
  readonly looked: Looked | null;
  /** True when there is a reader to see the answer. */
  readonly isSeen: boolean;
  readonly onLook: (question: LookQuestion) => void;
}

export interface Look {
  /** Images that were asked for, as this row sees them, or the ones before; null: they are awaited. */
  readonly images: readonly LookedImage[] | null;
  /** Number of them in all; null: it is awaited. */
  readonly total: number | null;
  /** True when what is shown is this row's. */
  readonly isFresh: boolean;
}

/** Asks how a row sees images, at most twice a second and only while somebody looks. */
export function useLook({ run, question, step, looked, isSeen, onLook }: LookProps): Look {
  const { row, split, label, from } = question;
  const isTheirs =
    looked?.run === run && looked.split === split && looked.label === label && looked.from === from;
  const isFresh = isTheirs && looked.row === row;
  const asked = JSON.stringify([run, question]);

  const last = useRef({ asked: '', step: -1, time: -Infinity, answer: null as Looked | null });
  const [tick, setTick] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a tick is a reason to look whether it is time.
  useEffect(() => {
    if (!isSeen) return;
    const { current } = last;
    const since = performance.now() - current.time;
    const isOpen = current.answer === looked && since < LOST_MS && current.asked !== '';
    const isDue = current.asked !== asked || current.step !== step || !isFresh;
    if (!isDue) return;
    if (isOpen || since < REST_MS) {
      const timer = setTimeout(() => setTick(tick + 1), Math.max(50, REST_MS - since));
      return () => clearTimeout(timer);
    }
    last.current = { asked, step, time: performance.now(), answer: looked };
    onLook(question);
    return undefined;
  }, [isSeen, asked, step, isFresh, looked, tick]);

  return {
    images: isTheirs ? looked.images : null,
    total: isTheirs ? looked.total : null,
    isFresh,
  };
}
