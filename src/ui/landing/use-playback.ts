import { useEffect, useRef, useState } from 'react';
import { useMedia } from '../parts/use-media.ts';

export interface Playback {
  readonly playing: boolean;
  /** Seconds since the beginning; changes without rendering. */
  readonly time: { current: number };
  play(): void;
  pause(): void;
  seek(seconds: number): void;
}

/** A window that was hidden does not jump ahead. */
const LONGEST_FRAME = 0.1; // s

/**
 * A clock that runs with the screen, from the start again at the end. It begins at once unless motion is unwelcome;
 * then it stands at the end, and plays when told to. `onFrame` is called for each picture, `seconds` into it.
 */
export function usePlayback(duration: number, onFrame: (seconds: number) => void): Playback {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const [chosen, setChosen] = useState<boolean | null>(null);
  const playing = chosen ?? !still;
  const time = useRef(still ? duration : 0);
  const draw = useRef(onFrame);
  draw.current = onFrame;

  useEffect(() => {
    if (!playing) {
      draw.current(time.current);
      return;
    }
    let before: number | null = null;
    let request = requestAnimationFrame(function tick(now) {
      request = requestAnimationFrame(tick);
      const passed = before === null ? 0 : Math.min(LONGEST_FRAME, (now - before) / 1000);
      before = now;
      time.current += Math.max(0, passed);
      if (time.current >= duration) time.current = 0;
      draw.current(time.current);
    });
    return () => cancelAnimationFrame(request);
  }, [playing, duration]);

  return {
    playing,
    time,
    play: () => setChosen(true),
    pause: () => setChosen(false),
    seek(seconds) {
      time.current = seconds;
      draw.current(seconds);
    },
  };
}
