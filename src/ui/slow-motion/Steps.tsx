import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useMedia } from '../parts/use-media.ts';
import { captionTime } from './caption-time.ts';
import styles from './SlowMotion.module.css';

/** Pictures one after the other, each with its caption: by hand, or by themselves at the pace of a slow reader. */
export function Steps({
  captions,
  children,
  end = null,
}: {
  /** Captions of each step; one at least. */
  readonly captions: readonly string[];
  /** The picture of a step. */
  readonly children: (at: number) => ReactNode;
  /** Way on from the last step. */
  readonly end?: ReactNode;
}) {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(!still);
  const last = captions.length - 1;
  const caption = captions[at] ?? '';

  useEffect(() => {
    if (!playing || at >= last) return;
    const timer = setTimeout(() => setAt(at + 1), captionTime(caption));
    return () => clearTimeout(timer);
  }, [playing, at, last, caption]);

  const go = (to: number) => {
    setPlaying(false);
    setAt(Math.min(last, Math.max(0, to)));
  };
  return (
    <div className={styles['play']}>
      {children(at)}
      <div className={styles['bottom']}>
        <p className={styles['sentence']} aria-live="polite">
          {caption}
        </p>
        <div className={styles['controls']}>
          <Button
            square
            disabled={at === 0}
            aria-label="Back"
            title="Back"
            onClick={() => go(at - 1)}
          >
            <Icon name="back" />
          </Button>
          {!still && at < last && (
            <Button
              square
              aria-label={playing ? 'Hold' : 'Go on by itself'}
              title={playing ? 'Hold' : 'Go on by itself'}
              onClick={() => setPlaying(!playing)}
            >
              <Icon name={playing ? 'pause' : 'play'} />
            </Button>
          )}
          <Button
            square
            disabled={at === last}
            aria-label="Next"
            title="Next"
            onClick={() => go(at + 1)}
          >
            <Icon name="chevron" />
          </Button>
          {at < last ? <Button onClick={() => go(last)}>Skip to the end</Button> : end}
        </div>
      </div>
    </div>
  );
}
