import { useEffect, useMemo, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import {
  momentSentence,
  momentsOf,
  type SelectionStory,
  type StoryPart,
  selectionStory,
} from '#store/history/selection-story.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useMedia } from '../parts/use-media.ts';
import { useAlgorithm, useHistory, useLab, useLabState } from '../shell/lab-context.ts';
import { Arena } from './Arena.tsx';
import { captionTime } from './caption-time.ts';
import styles from './SlowMotion.module.css';

/** One generation's selection, step by step: drawn, compared, copied, mutated. */
export function SlowMotion({ generation }: { readonly generation: number }) {
  const lab = useLab();
  const { history } = useHistory();
  const part = useLabState((state) => state.slowMotionPart);
  const window = useLabState((state) => state.config?.selection.evaluationWindow ?? 1);
  const story = useMemo(
    () =>
      history && generation < history.generations
        ? selectionStory(history, generation, window)
        : null,
    [history, generation, window],
  );
  const close = (
    <Button
      square
      aria-label="Close slow motion"
      title="Close (Esc)"
      onClick={() => lab.hideSelection()}
    >
      <Icon name="close" />
    </Button>
  );
  return (
    <Panel
      title={`Slow motion: from generation ${generationNumber(generation)} to ${generationNumber(generation + 1)}`}
      aside={close}
    >
      {story ? (
        <Play key={`${generation} ${part}`} story={story} part={part} />
      ) : (
        <p className={styles['none']}>This generation was not chosen by tournaments.</p>
      )}
    </Panel>
  );
}

function Play({ story, part }: { readonly story: SelectionStory; readonly part: StoryPart }) {
  const lab = useLab();
  const algorithm = useAlgorithm();
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const ended = useLabState((state) => state.status.kind === 'finished');
  const moments = useMemo(() => momentsOf(story, part), [story, part]);
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(!still);
  const last = moments.length - 1;
  const moment = moments[at] ?? { kind: 'done' };
  const caption = momentSentence(moment, story, algorithm);

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
      <Arena story={story} moment={moment} part={part} algorithm={algorithm} />
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
          {at < last ? (
            <Button onClick={() => go(last)}>Skip to the end</Button>
          ) : part === 'select' ? (
            <Button look="outlined" onClick={() => lab.step('phase')}>
              On to mutation
            </Button>
          ) : (
            <Button look="outlined" disabled={ended} onClick={() => lab.showSelection('next')}>
              Next generation
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
