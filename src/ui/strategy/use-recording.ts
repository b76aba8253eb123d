import { useEffect, useState } from 'react';
import type { StrategyRecording } from '#protocol/strategy-recording.ts';
import { isSame } from '#store/strategy/set-up.ts';
import { useMedia } from '../parts/use-media.ts';
import { loadStrategyRecording } from './recording.ts';
import type { ShownRun } from './shown-run.ts';
import { useStrategyState } from './strategy-context.ts';

/** From one interval of the recording to the next, ms. */
const INTERVAL_MS = 450;

/** The recorded run as far as it has played; null where something else is to be seen. */
export function useRecording(): {
  readonly recording: StrategyRecording;
  readonly shown: ShownRun;
} | null {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const isFree = useStrategyState(
    ({ run, waiting, reference }) => run === 0 && !waiting && reference === null,
  );
  const draft = useStrategyState((state) => state.draft);
  const [recording, setRecording] = useState<StrategyRecording | null>(null);
  const [played, setPlayed] = useState(1);
  useEffect(() => {
    if (!isFree) return;
    // Without it the set-up is to be seen, which is enough.
    loadStrategyRecording().then(setRecording, () => undefined);
  }, [isFree]);
  const config = recording?.started.config;
  const isShown = isFree && recording !== null && isSame(draft, config);
  const total = recording?.intervals.length ?? 0;
  useEffect(() => {
    if (!isShown || played >= total) return;
    const timer = setTimeout(setPlayed, INTERVAL_MS, played + 1);
    return () => clearTimeout(timer);
  }, [isShown, played, total]);
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
