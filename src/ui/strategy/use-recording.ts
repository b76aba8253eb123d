import { useEffect, useState } from 'react';
import type { StrategyRecording } from '#protocol/strategy-recording.ts';
import { isSame } from '#store/strategy/set-up.ts';
import { useMedia } from '../parts/use-media.ts';
import { loadStrategyRecording } from './recording.ts';
import type { ShownRun } from './shown-run.ts';
import { useStrategyState } from './strategy-context.ts';

/** Time from one interval of the recording to the next, ms. */
const INTERVAL_MS = 450;

interface Recorded {
  readonly recording: StrategyRecording;
  readonly shown: ShownRun;
}

/** The recorded run as far as it has played; 'coming': it is being fetched; null where something else is to be seen. */
export function useRecording(): Recorded | 'coming' | null {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const isFree = useStrategyState(
    ({ run, waiting, reference }) => run === 0 && !waiting && reference === null,
  );
  const draft = useStrategyState((state) => state.draft);
  const [fetched, setFetched] = useState<StrategyRecording | 'coming' | null>('coming');
  const [played, setPlayed] = useState(1);
  useEffect(() => {
    if (!isFree) return;
    // Without it the set-up is to be seen, which is enough.
    loadStrategyRecording().then(setFetched, () => setFetched(null));
  }, [isFree]);
  const recording = fetched === 'coming' ? null : fetched;
  const config = recording?.started.config;
  const isShown = isFree && recording !== null && isSame(draft, config);
  const total = recording?.intervals.length ?? 0;
  useEffect(() => {
    if (!isShown || played >= total) return;
    const timer = setTimeout(setPlayed, INTERVAL_MS, played + 1);
    return () => clearTimeout(timer);
  }, [isShown, played, total]);
  if (isFree && fetched === 'coming') return 'coming';
  if (!isShown || !config) return null;
  const isOver = still || played >= total;
  return {
    recording,
    shown: {
      ...{ run: 0, config, started: recording.started, isRecorded: true },
      intervals: isOver ? recording.intervals : recording.intervals.slice(0, played),
      finished: isOver ? recording.finished : null,
    },
  };
}
